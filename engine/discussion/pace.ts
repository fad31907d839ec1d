import { countWords } from '../text.ts';
import type { EventBody, Pace, Transcript } from '../types.ts';

/** People skim a chat at about six words a second. */
const WORDS_A_SECOND = 6;
const SHORTEST_MS = 2_000;
const LONGEST_MS = 12_000;

/**
 * When the next turn may be shown: after the one before it has been read, at the discussion's speed.
 * Undefined: as soon as it is written.
 */
export function deliverAt(input: {
  pace: Pace;
  speed: number;
  previousText?: string;
  previousAt?: Date;
  now: Date;
}): Date | undefined {
  const { pace, speed, previousText, previousAt, now } = input;
  if (pace === 'fast' || previousText === undefined || !previousAt) return undefined;
  const reading = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (countWords(previousText) / WORDS_A_SECOND) * 1_000));
  return new Date(Math.max(now.getTime(), previousAt.getTime() + reading / speed));
}

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
    speed,
    now,
    ...(previous && { previousText: previous.text }),
    ...(previousAt && { previousAt }),
  });
  return due ? { ...body, deliverAt: due } : body;
}
