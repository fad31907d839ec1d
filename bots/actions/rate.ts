import { discussionFor } from '../access.ts';
import { type Action, speakerOf } from '../doing.ts';

/** Thumbs up or down; the last one of each person counts. */
export const rate: Action = {
  name: 'rate',
  async act({ about, argument }, doing) {
    await discussionFor(doing, about);
    await doing.engine.rate(about, speakerOf(doing), argument === 'down' ? 'down' : 'up');
    return { answer: { lines: ['Thank you. You can change your mind at any time.'] } };
  },
};
