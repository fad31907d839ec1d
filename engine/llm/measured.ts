import type { Call } from '../call.ts';
import type { Step } from '../formats/format.ts';
import { countWords } from '../text.ts';
import type { Transcript } from '../types.ts';
import { type ProfileInput, profileOf, writingSeconds } from './call-profile.ts';
import type { MadeUp } from './fabricate.ts';
import { HABITS, type Measured } from './habits.ts';

/** Fewer calls tell too little. */
const FEWEST_CALLS = 10;

/**
 * How a finished discussion came out beside what was planned for it: its plan is played again with what was really said, and
 * the bill of that held against the ledger. Undefined where there is too little of it, or where no usage was told.
 */
export function measuredOf(input: ProfileInput, { byKey }: Transcript, ledger: readonly Call[]): Measured | undefined {
  let asked = 0;
  let said = 0;
  const really = (step: Step): MadeUp | undefined => {
    const event = byKey.get(step.key);
    if (event?.type === 'decided') return { text: JSON.stringify(event.data), data: event.data };
    if (event?.type !== 'said' || step.kind !== 'speak') return undefined;
    asked += step.words.about;
    said += countWords(event.text);
    return { text: event.text };
  };
  const planned = profileOf(input, { length: 1, slowness: 1 }, really);
  const calls = ledger.filter(({ outcome, usage }) => usage && (outcome === 'reply' || outcome === 'rejected'));
  const billed = promptOf(calls);
  if (calls.length < FEWEST_CALLS || asked === 0 || billed === 0) return undefined;
  const prompts = sum(planned.models, ({ shared, own }) => shared + own) / planned.calls;
  const tokens = billed / calls.length / prompts;
  const common = (sum(planned.models, (model) => model.common) / planned.calls) * tokens;
  const written = sum(calls, ({ usage }) => usage?.output ?? 0);
  const read = sum(calls, ({ usage }) => usage?.cached ?? 0) / calls.length;
  return {
    length: said / asked,
    again: calls.filter(({ outcome }) => outcome === 'rejected').length / calls.length,
    miss: common > 0 ? Math.max(0, 1 - read / common) : HABITS.miss.middle,
    tokens,
    output: written / calls.length / (sum(planned.models, ({ output }) => output) / planned.calls),
    slowness: median(calls.flatMap(slownessOf)),
  };
}

const promptOf = (calls: readonly Call[]): number =>
  sum(calls, ({ usage }) => (usage ? usage.input + usage.cached + usage.cacheWrite : 0));

function slownessOf({ usage, openedAt, settledAt }: Call): number[] {
  return usage && settledAt ? [(settledAt.getTime() - openedAt.getTime()) / 1_000 / writingSeconds(usage.output)] : [];
}

const sum = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((total, one) => total + of(one), 0);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? HABITS.slowness.middle;
