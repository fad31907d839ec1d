import { discussionFor } from '../access.ts';
import type { Action } from '../doing.ts';
import { reportView } from '../reports.ts';

export const report: Action = {
  name: 'report',
  async act({ about }, doing) {
    await discussionFor(doing, about);
    return { answer: await reportView(doing, about) };
  },
};
