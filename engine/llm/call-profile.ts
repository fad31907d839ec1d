import type { Step } from '../formats/format.ts';
import type { Transcript } from '../types.ts';
import { cachedFrom, MARKED_BYTES_A_TOKEN } from './cache-rules.ts';
import { type MadeUp, madeUpDecision } from './fabricate.ts';
import { strictSchema } from './json-schema.ts';
import { type PlannedCall, type PlayInput, play } from './play.ts';
import { isLong, priceOf, type Tokens, upperBound } from './prices.ts';
import { headRoom } from './reasoning.ts';
import { requestBytes } from './request-bytes.ts';
import { aboutTokens, BYTES_A_TOKEN } from './tokens.ts';

/** Tokens of all calls to one model at one price, if nothing is asked again and every prefix is found in the cache. */
export type ModelProfile = {
  model: string;
  /** Prompts so long that they are billed at another price. */
  long: boolean;
  /** What is asked for the report, when the discussion is over. */
  report: boolean;
  calls: number;
  /** Rules and shared blocks; of these `kept` are long enough to be cached, and `common` were sent before. */
  shared: number;
  kept: number;
  common: number;
  own: number;
  output: number;
};
export type Profile = {
  models: ModelProfile[];
  calls: number;
  seconds: number;
  /** US dollars that are reserved for the dearest call of the talk; 0 where prices are not known. */
  dearest: number;
  /** How it ends. */
  transcript: Transcript;
};

/** How the turns come out: words said for each asked for, and how long an answer takes for each second that was counted on. */
export type Manner = { length: number; slowness: number };

/** Between two turns. Vendors keep a prefix for so long after it was last used: Anthropic's life, the shorter one. */
const SECONDS_A_TURN = 8;
const CACHE_SECONDS = 300;
/** Before anything was measured: from the request to the first token, and tokens a second after it. */
const LATENCY_SECONDS = 1.5;
const OUTPUT_A_SECOND = 70;
/** How long an answer of so many tokens is counted on to take. */
export const writingSeconds = (outputTokens: number): number => LATENCY_SECONDS + outputTokens / OUTPUT_A_SECOND;
/** Of the room that a model gets for thinking, what it uses of it. */
const THINKING = 0.25;
/** Six claims, each with its quote. */
const SECTION_WORDS = 300;
/** What is said when an answer is asked for again. */
const PROBLEM_TOKENS = 40;

export type ProfileInput = PlayInput & {
  /** How long readers take for a text before the next is shown. */
  readingSeconds?: (text: string) => number;
};

/** Plays the discussion with turns of the planned lengths, times the manner's; or with what `said` gives for a step. */
export function profileOf(
  input: ProfileInput,
  { length, slowness }: Manner,
  said: (step: Step) => MadeUp | undefined = () => undefined,
): Profile {
  const models = new Map<string, Kept>();
  let calls = 0;
  let seconds = 0;
  let clock = 0;
  let dearest = 0;
  const game = play(input);
  let next = game.next();
  while (!next.done) {
    const wave = next.value;
    const sent: [Sent, Kept][] = [];
    let slowest = 0;
    const answers = wave.map((call) => {
      const answer = said(call.step) ?? answerTo(input.seed, call.step, length);
      const { model } = call.request;
      const now = sentBy(call, clock);
      const own = aboutTokens(call.request.own) + schemaTokens(call);
      const long = isLong(model, now.tokens + own);
      const report = call.purpose === 'report';
      const id = JSON.stringify([model, long, report]);
      const profile: Kept = models.get(id) ?? emptyProfile(model, long, report);
      models.set(id, profile);
      const output = aboutTokens(answer.text) + THINKING * headRoom(profile.model);
      profile.calls++;
      if (!report) dearest = Math.max(dearest, boundOf(call));
      profile.shared += now.tokens;
      profile.kept += longEnough(now.tokens, profile.model);
      profile.common += longEnough(commonTokens(now, profile.last), profile.model);
      profile.own += own;
      profile.output += output;
      sent.push([now, profile]);
      const reading = call.step.kind === 'speak' ? (input.readingSeconds?.(answer.text) ?? 0) : 0;
      slowest = Math.max(slowest, reading, slowness * writingSeconds(output));
      return answer;
    });
    // Calls of one wave do not find in the cache what another of them writes.
    for (const [now, profile] of sent) profile.last = now;
    calls += wave.length;
    clock += SECONDS_A_TURN;
    seconds += slowest;
    next = game.next(answers);
  }
  const kept = [...models.values()].map(({ last: _last, ...profile }) => profile);
  return { models: kept, calls, seconds, dearest, transcript: next.value };
}

/** What a model is billed for, when a share of the calls is asked again and a share of what is kept is not found. */
export function tokensOf(
  profile: ModelProfile,
  { again, miss, tokens, output: written }: { again: number; miss: number; tokens: number; output: number },
): Tokens {
  const { calls, shared, kept, common, own, output } = profile;
  const price = priceOf(profile.model);
  const cached = (common + kept * again) * (1 - miss);
  const fresh = kept * (1 + again) - cached;
  const plain = (shared - kept + own) * (1 + again) + PROBLEM_TOKENS * calls * again;
  const writes = price !== undefined && price.cachedWrite > price.input;
  return {
    input: tokens * (plain + (writes ? 0 : fresh)),
    cached: tokens * cached,
    cacheWrite: tokens * (writes ? fresh : 0),
    output: written * output * (1 + again),
  };
}

type Kept = ModelProfile & { last?: Sent };
type Sent = { blocks: readonly string[]; tokens: number; at: number };

const sentBy = ({ request }: PlannedCall, at: number): Sent => {
  const blocks = [request.system, ...request.shared];
  return { blocks, at, tokens: blocks.reduce((sum, block) => sum + aboutTokens(block), 0) };
};

function commonTokens(now: Sent, last: Sent | undefined): number {
  if (!last || now.at - last.at > CACHE_SECONDS) return 0;
  const different = now.blocks.findIndex((block, i) => block !== last.blocks[i]);
  const same = different < 0 ? now.blocks : now.blocks.slice(0, different);
  return same.reduce((sum, block) => sum + aboutTokens(block), 0);
}

/** Claude's adapter marks a prefix only where it is surely long enough. */
function longEnough(tokens: number, model: string): number {
  const surely = model.startsWith('claude') ? MARKED_BYTES_A_TOKEN / BYTES_A_TOKEN : 1;
  return tokens >= surely * cachedFrom(model) ? tokens : 0;
}

const boundOf = ({ request }: PlannedCall): number =>
  upperBound(request.model, requestBytes(request), request.maxOutputTokens) ?? 0;

const schemaTokens = ({ request }: PlannedCall): number =>
  request.schema ? aboutTokens(JSON.stringify(strictSchema(request.schema.type))) : 0;

function answerTo(seed: string, step: Step, length: number): MadeUp {
  if (step.kind === 'decide') return madeUpDecision(seed, step);
  const words = step.kind === 'speak' ? Math.min(step.words.about * length, step.words.max) : SECTION_WORDS;
  return { text: wordsOfText(Math.round(words)) };
}

/** Five and a half bytes for each word and the space after it, as in English. */
const wordsOfText = (count: number): string =>
  Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 'some' : 'words')).join(' ');

const emptyProfile = (model: string, long: boolean, report: boolean): ModelProfile => ({
  model,
  long,
  report,
  calls: 0,
  shared: 0,
  kept: 0,
  common: 0,
  own: 0,
  output: 0,
});
