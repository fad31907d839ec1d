import { z } from 'zod';
import type { Length } from '../turn-length.ts';

export const MODES = ['free', 'debate', 'creative', 'consensus'] as const;
export const LENGTHS = ['chat', 'essay'] as const satisfies readonly Length[];
export type Mode = (typeof MODES)[number];

/** More than any installation allows; what this one allows is checked where a discussion is started. */
const CEILING = 200;
const wrong = 'Rounds must be a whole number from 1 to 20.';

export const options = z.object({
  mode: z
    .enum(MODES, { error: `Mode must be one of ${MODES.join(', ')}.` })
    .default('free')
    .describe('free (open talk), debate (pro, con and neutral sides), creative (yes, and) or consensus (a statement to sign)'),
  rounds: z
    .int(wrong)
    .min(1, wrong)
    .max(CEILING, wrong)
    .default(6)
    .describe('a whole number from 1 to 20 (administrators may allow more): how often everybody gets a turn'),
  length: z
    .enum(LENGTHS, { error: `Length must be one of ${LENGTHS.join(', ')}.` })
    .default('chat')
    .describe('chat (turns as long as people make them) or essay (100 to 500 words a turn)'),
});
