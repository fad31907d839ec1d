import { z } from 'zod';
import { focusGroup } from '../../engine/formats/focus-group/focus-group.ts';
import { fullSummary } from '../../engine/llm/fabricate.ts';
import { filled, prose } from '../../engine/llm/model-server-play.ts';
import { digest } from '../../engine/llm/model-server-wire.ts';
import { type PlannedCall, type Purpose, play } from '../../engine/llm/play.ts';
import type { ModelReply, ModelRequest } from '../../engine/llm/provider.ts';
import { blocksFor } from '../../engine/llm/window.ts';
import { chooseCast } from '../../engine/personas/cast.ts';
import { sheet } from '../../engine/personas/sheet.ts';
import { type BillingServer, startBillingServer } from './billing-server.ts';
import { type Rates, Tally } from './tally.ts';
import type { BilledVendor } from './vendors.ts';

const TOPIC = 'Should our city make buses free?';
const CONTEXT = 'Fares bring a fifth of what the buses cost. Half of the riders have no car.';
const SEED = 'cost';
/** From one turn to the next, by the clock of the caches. */
const SECONDS_A_TURN = 8;

export type Bill = { ours: Record<Purpose, Tally>; naive: Tally };
export type Size = { personas: number; rounds: number; words: number };
/** How calls that may run side by side are sent. */
export type Batches = 'together' | 'one-first';

/**
 * One focus group, its real steps sent by the real adapter to a server that bills by the vendor's rules; and each turn of
 * it once more in the naive layout, persona and rules first and the whole transcript after them, to a server of its own.
 */
export async function billedDiscussion(vendor: BilledVendor, size: Size, batches: Batches): Promise<Bill> {
  const reply = replies(size.words);
  const servers = [
    await startBillingServer({ cacheFor: vendor.cache, reply }),
    await startBillingServer({ cacheFor: vendor.cache, reply }),
  ] as const;
  try {
    return await played(vendor, size, batches, servers);
  } finally {
    for (const server of servers) await server.close();
  }
}

async function played(
  vendor: BilledVendor,
  { personas: count, rounds }: Size,
  batches: Batches,
  [ours, naive]: readonly [BillingServer, BillingServer],
): Promise<Bill> {
  const provider = vendor.provider(ours.url);
  const plain = vendor.provider(naive.url);
  const { personas } = chooseCast({ topic: TOPIC, seed: SEED, size: count });
  const bill = emptyBill(vendor.rates);
  const never = new AbortController().signal;
  const send = async (call: PlannedCall): Promise<ModelReply> => {
    const { step } = call;
    const speaker = step.kind === 'speak' ? personas.find(({ id }) => id === step.speaker.id) : undefined;
    if (speaker) {
      const whole = sheet(speaker);
      if (!call.request.own.startsWith(`${whole}\n`)) throw new Error(`${step.key}: the sheet of the persona is not whole`);
      // Turns are never sent side by side: their naive bill is the same either way.
      if (batches === 'together') bill.naive.add((await plain.generate(naively(call, whole), never)).usage);
    }
    const answer = await provider.generate(call.request, never);
    bill.ours[call.purpose].add(answer.usage);
    return answer;
  };
  const game = play({
    format: focusGroup,
    topic: TOPIC,
    context: CONTEXT,
    options: { rounds },
    personas,
    models: provider.models,
    seed: SEED,
    batches,
  });
  for (let next = game.next(); !next.done; ) {
    const answers = await Promise.all(next.value.map(send));
    for (const server of [ours, naive]) server.pass(SECONDS_A_TURN);
    next = game.next(answers);
  }
  return bill;
}

/** The same words to the model in the order in which they are commonly put. */
const naively = ({ request, instruction }: PlannedCall, whole: string): ModelRequest => ({
  ...request,
  system: `${request.system}\n\n${whole}`,
  shared: blocksFor(request.scene.transcript),
  own: instruction,
});

/** Turns of the length measured, whatever was asked for; summaries as long as they may be; six claims in each section. */
const replies =
  (words: number) =>
  (task: string, schema: Record<string, unknown> | undefined): string => {
    const seed = digest(task);
    if (!schema) return prose(seed, words);
    const upTo = /^Sum up turns 1 to (\d+)/m.exec(task)?.[1];
    if (upTo !== undefined) return JSON.stringify(fullSummary(seed, Number(upTo)));
    const claim = claimSchema.safeParse(schema).data?.properties.claims.items;
    if (!claim) return JSON.stringify(filled(schema, seed, []));
    return JSON.stringify({ claims: Array.from({ length: 6 }, (_, i) => filled(claim, `${seed}/${i}`, [])) });
  };
const claimSchema = z.object({
  properties: z.object({ claims: z.object({ items: z.record(z.string(), z.unknown()) }) }),
});

function emptyBill(rates: Rates): Bill {
  const tally = () => new Tally(rates);
  return {
    ours: { turn: tally(), moderator: tally(), decision: tally(), summary: tally(), report: tally() },
    naive: tally(),
  };
}
