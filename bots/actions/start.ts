import { checkMayStart } from '../access.ts';
import { type Action, speakerOf } from '../doing.ts';
import { draftFor, stillDraft } from './draft.ts';

/** The preview is what was wanted: the thread opens. */
export const start: Action = {
  name: 'start',
  async act({ about }, doing) {
    const { brief } = await draftFor(doing, about);
    await checkMayStart(doing);
    await stillDraft(doing.engine.initialize(about, speakerOf(doing)));
    await doing.deliver(about);
    return { instead: { tone: 'good', title: brief.topic, lines: ['Started. The thread opens in this channel in a moment.'] } };
  },
};
