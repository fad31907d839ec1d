import { checkMayStart } from '../access.ts';
import { type Action, speakerOf } from '../doing.ts';
import { threadTaken } from '../starting.ts';
import { draftFor, stillDraft } from './draft.ts';

/** The preview is what was wanted: the thread opens. */
export const start: Action = {
  name: 'start',
  async act({ about }, doing) {
    const { brief } = await draftFor(doing, about);
    await checkMayStart(doing);
    const { platform, team } = doing.place;
    const inside = (await doing.threads.get(about))?.inside;
    if (inside !== undefined && (await doing.threads.isTaken(platform, team, inside))) throw threadTaken();
    await stillDraft(doing.engine.initialize(about, speakerOf(doing)));
    await doing.deliver(about);
    const where = inside === undefined ? 'The thread opens in this channel' : 'It begins in this thread';
    return { instead: { tone: 'good', title: brief.topic, lines: [`Started. ${where} in a moment.`] } };
  },
};
