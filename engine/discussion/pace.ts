import { countWords } from '../text.ts';
import type { EventBody, Pace, Transcript } from '../types.ts';

/** People skim a chat at about six words a second. */
const WORDS_A_SECOND = 6;
const SHORTEST_MS = 2_000;
const LONGEST_MS = 12_000;

/**
 * When the next turn may be shown: after the one before it has been read, at the discussion's speed, and no sooner than
 * the platform takes the next. Undefined: as soon as it is written.
 */
export function deliverAt(input: {
  pace: Pace;
  everyMs?: number;
  speed: number;
  previousText?: string;
  previousAt?: Date;
  now: Date;
}): Date | undefined {
  const { pace, everyMs = 0, speed, previousText, previousAt, now } = input;
  if (previousText === undefined || !previousAt || !isPaced(input)) return undefined;
  const gap = gapMs({ pace, everyMs, speed }, countWords(previousText));
  return new Date(Math.max(now.getTime(), previousAt.getTime() + gap));
}

/** How long a turn of so many words stands before the next one is shown. */
export function gapMs({ pace, everyMs = 0, speed }: { pace: Pace; everyMs?: number; speed: number }, words: number): number {
  const reading = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (words / WORDS_A_SECOND) * 1_000));
  return Math.max(everyMs, pace === 'fast' ? 0 : reading / speed);
}

/** Whether turns wait for their readers or for the platform at all. */
export const isPaced = ({ pace, everyMs }: { pace: Pace; everyMs?: number }): boolean => pace !== 'fast' || everyMs !== undefined;

/** A turn with the time at which it may be shown; what is no turn as it is. */
export function paced(
  body: EventBody,
  { brief, turns }: Transcript,
  clock: { speed: number; previousAt: Date | undefined; now: Date },
): EventBody & { deliverAt?: Date } {
  if (body.type !== 'said') return body;
  const { speed, previousAt, now } = clock;
  const previous = turns.at(-1);
  const due = deliverAt({
    pace: brief.pace,
    ...(brief.everyMs !== undefined && { everyMs: brief.everyMs }),
    speed,
    now,
    ...(previous && { previousText: previous.text }),
    ...(previousAt && { previousAt }),
  });
  return due ? { ...body, deliverAt: due } : body;
}
