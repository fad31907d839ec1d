import { topicOf } from '../../engine/engine.ts';
import type { Command } from '../doing.ts';
import { draft } from './start.ts';

/** One question to several models side by side, with what it will cost before it is asked. */
export const ask: Command = {
  name: 'ask',
  summary: 'Several AI models answer one question side by side',
  options: [
    { name: 'question', summary: 'what you want to know', required: true, kind: 'text', most: 3_000 },
    { name: 'services', summary: 'how many, or their names with commas between them', kind: 'text', most: 600 },
  ],
  run: ({ question, services }, doing) =>
    draft(
      {
        ...topicOf(String(question ?? '')),
        format: 'council',
        options: services === undefined ? {} : { services: String(services) },
      },
      doing,
    ),
};
