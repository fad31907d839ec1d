import { topicOf } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { Command } from '../doing.ts';
import { draft } from './start.ts';

/** A message becomes the topic. */
export const discuss: Command = {
  name: 'Discuss this',
  summary: 'Personas discuss this message in a thread',
  options: [],
  onMessage: true,
  run: async ({ text }, doing) => {
    const wanted = topicOf(String(text ?? ''));
    if (wanted.topic === '') throw new UserError('There is no text in this message to discuss. Choose another one.');
    return draft(wanted, doing);
  },
};
