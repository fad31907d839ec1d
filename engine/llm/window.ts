import type { Format, Step } from '../formats/format.ts';
import { answerSteps } from '../formats/questions.ts';
import type { Transcript } from '../types.ts';
import { headBlock, turnBlock } from './blocks.ts';
import { type CacheRules, cacheRulesOf } from './cache-rules.ts';
import { priceOf } from './prices.ts';
import type { Models } from './provider.ts';
import { coveredBy, latestSummary, type Summarised, summaryBlock, summaryKey, summaryStep } from './summary.ts';
import { aboutTokens } from './tokens.ts';

/** What a prompt shows of the discussion: all of it, or from some point on a rolling summary and the last turns. */

/** What stays word for word at the least: so many turns of personas, or one of each, and so many tokens. */
const LEAST_TURNS = 6;
const LEAST_TOKENS = 1000;
/** So many turns go by before a summary that failed is asked for again. */
const PATIENCE = 8;
/** Tokens of a summary before there is one to measure, and of the instruction that asks for it with its schema. */
const SUMMARY_TOKENS = 650;
const TASK_TOKENS = 700;
/** A kept prefix must reach the cache's minimum for sure: adapters mark by five bytes a token, this file counts four. */
const SURELY = 1.3;

/** Prices that decide whether a summary pays, as shares of an uncached input token of the model that speaks. */
export type Rates = { cache?: CacheRules; summaryInput: number; summaryOutput: number };

/** Where a price is not known nothing is cached and the summary costs what local models do: time, an output token as much as four read. */
const UNKNOWN: Rates = { summaryInput: 1, summaryOutput: 4 };

export function ratesOf(models: Models): Rates {
  const speak = priceOf(models.speak);
  const small = priceOf(models.small);
  if (!speak || !small) return UNKNOWN;
  const cache = cacheRulesOf(models.speak);
  // The model that speaks finds what it is to sum up in its cache.
  const summaryInput = models.small === models.speak && cache ? cache.read : small.input / speak.input;
  return { ...(cache && { cache }), summaryInput, summaryOutput: small.output / speak.input };
}

export type WindowInput = {
  transcript: Transcript;
  /** The rules of the room, which stand before the blocks. */
  system: string;
  rates: Rates;
  /** About how many turns are still to come: what is left of the format's `progress` will do. */
  turnsLeft: number;
};

/** A summary of what was said long ago, where it pays for itself before the next turn. What costs nothing needs none. */
export function summaryFirst(transcript: Transcript, format: Format, models: Models): Step | undefined {
  if (priceOf(models.speak)?.input === 0) return undefined;
  const { done, total } = format.progress(transcript);
  const owed = summaryOwed({ transcript, system: format.rules(transcript), rates: ratesOf(models), turnsLeft: total - done });
  return owed && summaryStep(owed.upTo);
}

/**
 * Whether the next turn should be written with a new summary, and of which turns. A summary costs its own call and the
 * writing anew of what follows it; it saves the reading of the turns that it covers. It is owed as soon as what was paid
 * for reading them again and again comes to what it costs (part-period balancing), if what is left of the discussion will
 * bring that back. Found from the turns in order, so that a discussion taken up again owes the same one.
 */
export function summaryOwed(input: WindowInput): { upTo: number } | undefined {
  const { transcript, rates, turnsLeft } = input;
  const last = latestSummary(transcript);
  const covered = last?.upTo ?? 0;
  const { tokens, headTokens } = built(transcript);
  const summary = last ? aboutTokens(summaryBlock(last)) : 0;
  const nextSummary = Math.max(summary, SUMMARY_TOKENS);
  const fixed = aboutTokens(input.system) + headTokens;
  const { read, write, minTokens } = rates.cache ?? { read: 1, write: 1, minTokens: 0 };
  const keep = {
    turns: Math.max(LEAST_TURNS, transcript.personas.length),
    tokens: Math.max(LEAST_TOKENS, SURELY * minTokens - fixed - nextSummary),
  };
  const notBefore = lastTried(transcript, covered) + PATIENCE;

  let paid = 0;
  let foldable = 0;
  let kept = 0;
  let spoken = 0;
  let upTo = covered;
  for (let n = covered + 1; n <= transcript.turns.length; n++) {
    kept += tokens[n - 1] ?? 0;
    if (isSpoken(transcript, n)) spoken++;
    for (;;) {
      const first = tokens[upTo] ?? 0;
      const own = isSpoken(transcript, upTo + 1) ? 1 : 0;
      if (upTo >= n || spoken - own < keep.turns || kept - first < keep.tokens) break;
      upTo++;
      spoken -= own;
      kept -= first;
      foldable += first;
    }
    const spared = read * (foldable - (nextSummary - summary));
    if (spared <= 0) continue;
    paid += spared;
    const call = rates.summaryInput * (fixed + TASK_TOKENS + summary + foldable) + rates.summaryOutput * nextSummary;
    const cost = call + (write - read) * (nextSummary + kept);
    if (paid < cost || turnsLeft * spared < cost || upTo < notBefore) continue;
    // A question that waits for its answers must be in sight of those who answer.
    return answerSteps(transcript).length > 0 ? undefined : { upTo };
  }
  return undefined;
}

const isSpoken = ({ turns }: Transcript, n: number): boolean => turns[n - 1]?.kind === 'persona';

/** The last turn of a summary that could not be written; far back if there is none. */
function lastTried({ turns, byKey }: Transcript, covered: number): number {
  for (let n = turns.length; n > covered; n--) if (byKey.has(summaryKey(n))) return n;
  return -PATIENCE;
}

/** Head, summary if there is one, and the turns that it does not cover: the same bytes from one summary to the next. */
export function blocksFor(transcript: Transcript, summary?: Summarised, until = transcript.turns.length): string[] {
  const { head, lines } = built(transcript);
  const turns = lines.slice(summary?.upTo ?? 0, until);
  return summary ? [head, summaryBlock(summary), ...turns] : [head, ...turns];
}

/**
 * The blocks that a step is shown: the head alone before anything may colour an answer; all turns for the report, which
 * quotes them; for a summary the turns that it is to cover; else the window.
 */
export function blocksOf(transcript: Transcript, step: Step): string[] {
  if (step.kind === 'section') return blocksFor(transcript);
  if (step.kind === 'decide' && step.sees === 'topic') return blocksFor(transcript, undefined, 0);
  return blocksFor(transcript, latestSummary(transcript), coveredBy(step.key));
}

/**
 * The turn that a step answers, where a summary has taken its place: for the speaker's own block, before the instruction.
 * Undefined when it stands in the window.
 */
export function answeredTurn(transcript: Transcript, step: Step): string | undefined {
  const replyTo = step.kind === 'speak' ? step.replyTo : undefined;
  if (replyTo === undefined || replyTo > (latestSummary(transcript)?.upTo ?? 0)) return undefined;
  const line = built(transcript).lines[replyTo - 1];
  return line && `The turn that you answer, word for word:\n${line}`;
}

type Built = { head: string; headTokens: number; lines: string[]; tokens: number[] };
const known = new WeakMap<Transcript, Built>();

/** Built once and added to as the transcript grows. */
function built(transcript: Transcript): Built {
  let own = known.get(transcript);
  if (!own) {
    const head = headBlock(transcript);
    own = { head, headTokens: aboutTokens(head), lines: [], tokens: [] };
    known.set(transcript, own);
  }
  for (const turn of transcript.turns.slice(own.lines.length)) {
    const line = turnBlock(turn);
    own.lines.push(line);
    own.tokens.push(aboutTokens(line));
  }
  return own;
}
