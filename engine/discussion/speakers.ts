import { UserError } from '../errors.ts';
import { isPriced } from '../llm/prices.ts';
import type { Provider } from '../llm/provider.ts';
import type { Voice } from '../types.ts';
import type { LoopParts } from './advance.ts';
import type { Earlier } from './earlier.ts';
import { type Hold, holdOf, joined, LONGEST_SILENCE_MS, type Spread } from './verdict.ts';

/** Who may answer for a discussion: the provider that was chosen, then those that step in for it. */

export type Speakers = readonly [Provider, ...Provider[]];

/** Throws UserError (API_KEY_INVALID) when none of them has a key. */
export function speakersFor(voice: Voice, { providerFor, fallbacks }: Pick<LoopParts, 'providerFor' | 'fallbacks'>): Speakers {
  let missing: UserError | undefined;
  const opened = (wanted: Voice): Provider[] => {
    try {
      return [providerFor(wanted)];
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'API_KEY_INVALID') throw error;
      missing ??= error;
      return [];
    }
  };
  const same = { ...(voice.quality && { quality: voice.quality }), ...(voice.team && { team: voice.team }) };
  const [first, ...others] = [
    ...opened(voice),
    ...(fallbacks?.(voice.provider, voice.team) ?? []).flatMap((provider) => opened({ provider, ...same })),
  ];
  if (!first) throw missing ?? new UserError('There is no provider that could speak.', 'API_KEY_INVALID');
  // Where money is counted, nobody steps in whose price is not known.
  return [first, ...others.filter(({ models }) => !isPriced(first.models) || isPriced(models))];
}

export type Able =
  | { kind: 'able'; speaker: Provider; others: readonly Provider[]; holds: readonly Hold[] }
  | { kind: 'later'; at: Date }
  | { kind: 'held'; hold: Hold };

/** The first that may be asked for a step now. `holds`: why those before it may not. */
export function firstAble(
  speakers: readonly Provider[],
  { trouble }: Earlier,
  { now, spread }: { now: Date; spread: Spread },
  before: readonly Hold[] = [],
): Able {
  const holds = [...before];
  for (const [i, speaker] of speakers.entries()) {
    const { retryAt, reason = '' } = trouble.get(speaker.name) ?? {};
    const wait = retryAt ? retryAt.getTime() - now.getTime() : 0;
    const cannot = speaker.cannot?.();
    if (cannot) holds.push(holdOf(cannot, now, spread));
    else if (retryAt && wait > LONGEST_SILENCE_MS) holds.push({ reason, mends: 'time', at: retryAt });
    // Woken before its time, by a question or a change of speed.
    else if (retryAt && wait > 0) return { kind: 'later', at: retryAt };
    else return { kind: 'able', speaker, others: speakers.slice(i + 1), holds };
  }
  return { kind: 'held', hold: joined(holds) };
}
