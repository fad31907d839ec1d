import { focusGroup } from '../../engine/formats/focus-group/focus-group.ts';
import { MODES } from '../../engine/formats/focus-group/options.ts';
import { cacheMarks } from '../../engine/llm/anthropic-request.ts';
import { cachedFrom } from '../../engine/llm/cache-rules.ts';
import { madeUpDecision } from '../../engine/llm/fabricate.ts';
import type { Measured } from '../../engine/llm/habits.ts';
import { strictSchema } from '../../engine/llm/json-schema.ts';
import { prose } from '../../engine/llm/model-server-play.ts';
import { takesBreakpoints } from '../../engine/llm/openai-request.ts';
import { type PlannedCall, type PlayInput, play } from '../../engine/llm/play.ts';
import { costOf } from '../../engine/llm/prices.ts';
import type { ModelRequest } from '../../engine/llm/provider.ts';
import { modelsFor, QUALITIES } from '../../engine/llm/quality.ts';
import { headRoom } from '../../engine/llm/reasoning.ts';
import { library } from '../../engine/personas/library.ts';
import { chance, normal, shuffled } from '../../engine/seed.ts';
import type { Quality } from '../../engine/types.ts';
import { anthropicCache, type Block, openAiBreakpointCache, openAiCache, type VendorCache } from './cache-rules.ts';

/** How bills come about in one world; another world has other numbers. Ranges are drawn from once for each discussion. */
export type World = {
  name: string;
  /** Said for asked: over discussions, lognormal, and again over turns. */
  length: { median: number; sigma: number; turnSigma: number };
  again: [number, number];
  /** Share of calls that another machine takes, which has nothing in its cache. */
  lost: [number, number];
  tokens: number;
  secondsATurn: { median: number; sigma: number };
};

export type Finished = { vendor: string; quality: Quality; input: PlayInput; dollars: number; measured: Measured };

/** Finished discussions of different size, format options, vendor and quality. */
export const finished = (world: World, count: number): Finished[] =>
  Array.from({ length: count }, (_, i) => {
    const { vendor, quality, ...input } = discussion(`${world.name}/${i}`);
    return { vendor, quality, input, ...bill(world, input) };
  });

function discussion(seed: string): PlayInput & Pick<Finished, 'vendor' | 'quality'> {
  const from = <T>(list: readonly T[], what: string): T => list[Math.floor(chance(seed, what) * list.length)] as T;
  const vendor = from(['openai', 'anthropic'], 'vendor');
  const quality = from(QUALITIES, 'quality');
  const models = modelsFor(vendor, quality);
  if (!models) throw new Error('A vendor without a choice of quality');
  const size = 3 + Math.floor(chance(seed, 'size') * 7);
  return {
    vendor,
    quality,
    format: focusGroup,
    topic: prose(`${seed}/topic`, 12).slice(0, 200),
    context: prose(`${seed}/context`, Math.floor(chance(seed, 'context') ** 3 * 2000)),
    options: {
      rounds: 1 + Math.floor(chance(seed, 'rounds') ** 2 * 20),
      mode: from(MODES, 'mode'),
      length: chance(seed, 'length') < 0.75 ? 'chat' : 'essay',
    },
    personas: shuffled(library, seed).slice(0, size),
    models,
    seed,
    batches: 'one-first',
  };
}

function bill(world: World, input: PlayInput): Pick<Finished, 'dollars' | 'measured'> {
  const { seed } = input;
  const drawn = (range: [number, number], what: string) => range[0] + chance(seed, world.name, what) * (range[1] - range[0]);
  const again = drawn(world.again, 'again');
  const lost = drawn(world.lost, 'lost');
  const ratio = world.length.median * Math.exp(world.length.sigma * normal(seed, world.name, 'length'));
  const tokens = Math.exp(world.tokens * normal(seed, world.name, 'tokens'));
  const caches = new Map<string, VendorCache>();
  const sum = { dollars: 0, calls: 0, repeated: 0, gone: 0, asked: 0, said: 0 };
  let now = 0;

  const pay = (request: ModelRequest, text: string, key: string) => {
    const { model } = request;
    const gone = chance(seed, key, 'lost') < lost;
    const usual = caches.get(model) ?? cacheOf(model);
    caches.set(model, usual);
    const cache = gone ? cacheOf(model) : usual;
    const { read, written, plain } = cache.bill(blocksOf(request), now);
    const schema = request.schema ? Buffer.byteLength(JSON.stringify(strictSchema(request.schema.type))) / 4 : 0;
    const thought = headRoom(model) * chance(seed, key, 'thought') * 0.5;
    const output = Buffer.byteLength(text) / 4 + thought;
    const usage = { input: plain + schema, cached: read, cacheWrite: written, output };
    sum.dollars += tokens * (costOf(model, usage) ?? 0);
    sum.calls++;
    if (gone) sum.gone++;
  };
  const answered = ({ step, request }: PlannedCall) => {
    const made = step.kind === 'decide' ? madeUpDecision(`${seed}/${world.name}`, step) : { text: '' };
    let { text } = made;
    if (step.kind === 'speak') {
      const own = Math.exp(world.length.turnSigma * normal(seed, world.name, step.key));
      const words = Math.max(3, Math.round(Math.min(step.words.about * ratio * own, step.words.max)));
      text = talk(step.key, words);
      sum.asked += step.words.about;
      sum.said += words;
    } else if (step.kind === 'section') text = talk(step.key, 120 + Math.round(360 * chance(seed, step.key)));
    pay(request, text, step.key);
    if (chance(seed, world.name, step.key, 'again') < again) {
      sum.repeated++;
      now += 4;
      pay({ ...request, own: `${request.own}\n\n${talk(step.key, 25)}` }, text, `${step.key}/again`);
    }
    return { ...made, text };
  };
  const game = play(input);
  for (let next = game.next(); !next.done; ) {
    const answers = next.value.map(answered);
    now += world.secondsATurn.median * Math.exp(world.secondsATurn.sigma * normal(seed, world.name, 'clock', sum.calls));
    next = game.next(answers);
  }
  const shares = { again: sum.repeated / sum.calls, miss: sum.gone / sum.calls };
  const measured = { length: sum.said / sum.asked, ...shares, tokens, output: tokens, slowness: 1 };
  return { dollars: sum.dollars, measured };
}

const LINES = prose('talk', 400).split(' ');
/** Words from somewhere in a long text: thousands of turns are needed. */
function talk(key: string, words: number): string {
  const from = Math.floor(chance(key) * LINES.length);
  return Array.from({ length: words }, (_, i) => LINES[(from + i) % LINES.length]).join(' ');
}

function cacheOf(model: string): VendorCache {
  if (model.startsWith('claude')) return anthropicCache({ minTokens: cachedFrom(model) });
  return takesBreakpoints(model) ? openAiBreakpointCache() : openAiCache();
}

function blocksOf({ model, system, shared, own }: ModelRequest): Block[] {
  const marks = model.startsWith('claude') ? cacheMarks(model, system, shared) : new Set<number>();
  return [
    { text: system, marked: false },
    ...shared.map((text, i) => ({ text, marked: takesBreakpoints(model) || marks.has(i) })),
    { text: own, marked: false },
  ];
}
