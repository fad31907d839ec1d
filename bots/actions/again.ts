import type { Action } from '../doing.ts';
import { rerun } from '../starting.ts';

export const again: Action = {
  name: 'again',
  act: async ({ about }, doing) => ({ answer: await rerun(doing, about) }),
};
