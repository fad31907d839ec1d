import type { Call } from './call.ts';
import type { Speaker, Transcript, Usage } from './types.ts';

export type Cost = Omit<Usage, 'cost'> & {
  calls: number;
  /** US dollars for calls whose price is known; abandoned calls count whole. */
  dollars: number;
  /** Calls of models without a known price: their tokens are counted, their money is not. */
  unpriced: number;
};

const nothing = (): Cost => ({ calls: 0, input: 0, cached: 0, cacheWrite: 0, output: 0, dollars: 0, unpriced: 0 });

/** What the call ledger adds up to. */
export function costOfCalls(calls: readonly Call[]): Cost {
  const sum = nothing();
  for (const call of calls) add(sum, call);
  return sum;
}

export function sumOf(costs: readonly Cost[]): Cost {
  const sum = nothing();
  for (const cost of costs) for (const part of Object.keys(sum) as (keyof Cost)[]) sum[part] += cost[part];
  return sum;
}

/** Tokens that were sent, cached ones too. */
export const tokensIn = ({ input, cached, cacheWrite }: Pick<Cost, 'input' | 'cached' | 'cacheWrite'>): number =>
  input + cached + cacheWrite;

function add(sum: Cost, { usage, state, outcome, reserved }: Call): void {
  // It was opened ahead and never made.
  if (outcome === 'unused') return;
  sum.calls++;
  sum.input += usage?.input ?? 0;
  sum.cached += usage?.cached ?? 0;
  sum.cacheWrite += usage?.cacheWrite ?? 0;
  sum.output += usage?.output ?? 0;
  const cost = state === 'abandoned' ? reserved : usage?.cost;
  if (cost === null) sum.unpriced++;
  else sum.dollars += cost ?? 0;
}

/** The parts of what a discussion has cost; together they are the whole. */
export type CostParts = {
  total: Cost;
  /** The cast in its order, then the moderator; or the services: turns and what they decided, with all attempts that they took. */
  speakers: { speaker: Speaker; turns: number; cost: Cost }[];
  /** The proposition, the statement: what was decided in nobody's name. */
  framing: Cost;
  summaries: Cost;
  report: Cost;
  /** Each turn, as it is numbered. */
  turns: { n: number; speaker: Speaker; cost: Cost }[];
};

export function costParts({ personas, services, moderator, turns, byKey }: Transcript, calls: readonly Call[]): CostParts {
  const talking: readonly Speaker[] = services.length > 0 ? services : [...personas, moderator];
  const speakers = talking.map(({ id, name }) => ({ speaker: { id, name }, turns: 0, cost: nothing() }));
  const bySpeaker = new Map(speakers.map((one) => [one.speaker.id, one]));
  const byTurn = new Map(turns.map(({ key, n, speaker }) => [key, { n, speaker, cost: nothing() }]));
  const parts = { total: nothing(), framing: nothing(), summaries: nothing(), report: nothing() };
  for (const turn of turns) {
    const one = turn.kind === 'person' ? undefined : bySpeaker.get(turn.speaker.id);
    if (one) one.turns++;
  }
  /** Whose it is: a service sums up, ranks and takes the chair in its own name; of a failure only the step's key may tell. */
  function ownerOf(stepKey: string): Cost | undefined {
    const event = byKey.get(stepKey);
    if (event?.type === 'said') return bySpeaker.get(event.speaker)?.cost;
    if ((event?.type === 'decided' || event?.type === 'failed') && event.by !== undefined) return bySpeaker.get(event.by)?.cost;
    if (event?.type === 'decided') return undefined;
    return speakers.find(({ speaker }) => stepKey.endsWith(`/${speaker.id}`))?.cost;
  }
  /** Where a call's money belongs: to who said or decided it, also while that is still to come or could not be had. */
  function partOf({ stepKey }: Call): Cost {
    const [kind] = stepKey.split('/');
    if (kind === 'section') return parts.report;
    return ownerOf(stepKey) ?? (kind === 'summary' ? parts.summaries : parts.framing);
  }
  for (const call of calls) {
    add(parts.total, call);
    add(partOf(call), call);
    const turn = byTurn.get(call.stepKey);
    if (turn) add(turn.cost, call);
  }
  return { ...parts, speakers, turns: [...byTurn.values()].filter(({ cost }) => cost.calls > 0) };
}
