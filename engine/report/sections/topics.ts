import { z } from 'zod';
import { chartBlock, paragraph } from '../blocks.ts';
import type { ComputedSection } from '../section.ts';
import { topicsOf } from '../topics.ts';

const schema = z.object({
  rounds: z.array(z.int()),
  /** `turns[i]`: in how many persona turns of `rounds[i]`. */
  topics: z.array(z.object({ word: z.string(), turns: z.array(z.int()) })),
});

/** What was talked about when, by the words that most turns share. */
export const topics: ComputedSection = {
  name: 'topics',
  title: 'Topics over rounds',
  facts: { schema, of: ({ transcript }) => topicsOf(transcript) },
  blocks: ({ transcript }) =>
    topicsOf(transcript).topics.length > 0 ? [chartBlock('topics'), paragraph(NOTE)] : [paragraph(NONE)],
};

const NOTE = 'Each number says in how many persona turns of the round the word came up. Counted, not interpreted.';
const NONE = 'No word came up in enough turns to be called a topic.';
