import { randomUUID } from 'node:crypto';
import type { Door } from '../discussion/door.ts';
import { type Action, checkSpeed, PLAYING, refusal, TRANSITIONS } from '../discussion/lifecycle.ts';
import { questionText } from '../discussion/question-text.ts';
import { notToRetry, sectionsToRetry } from '../discussion/retry.ts';
import { UserError } from '../errors.ts';
import { formatNamed } from '../formats/index.ts';
import { plainName } from '../formats/wording.ts';
import type { Change } from '../store/store.ts';
import type { Choice, Discussion, DiscussionId, Question, Rating, Speaker } from '../types.ts';
import type { Caps } from './caps.ts';
import type { Looking } from './looking.ts';
import type { EngineParts } from './parts.ts';

/** What people do to a discussion that there is. */
export function directing({ store, queue }: EngineParts, door: Door, { least }: Caps, { known, log }: Looking) {
  async function change(
    id: DiscussionId,
    action: Exclude<Action, 'complete' | 'fail'>,
    by: Speaker,
    more: Pick<Change, 'reason' | 'memberLimits'> = {},
  ): Promise<Discussion> {
    const { from, to } = TRANSITIONS[action];
    const { reason } = more;
    const event =
      action === 'stop'
        ? ({ type: 'ended', reason: 'stopped', by } as const)
        : ({ type: 'control', action, by, ...(reason !== undefined && { reason }) } as const);
    const key = action === 'stop' ? 'ended' : `control/${randomUUID()}`;
    const wanted: Change = { from, to, event, ...more };
    const changed = (await store.change(id, key, wanted).catch(door.told)) ?? (await heldBack(id, key, action, wanted));
    if (!changed) throw refusal((await known(id)).status, action);
    queue.announce(id, action === 'stop');
    await queue.wake(id);
    return changed;
  }

  /** One that paused itself stays paused when a person says so. */
  const heldBack = async (id: DiscussionId, key: string, action: Action, wanted: Change): Promise<Discussion | undefined> =>
    action === 'pause' ? store.change(id, key, { ...wanted, from: ['paused'], ifHeld: true }) : undefined;

  return {
    /** From `draft` to `initializing`: its thread is to be opened. Of two at once, one is refused. */
    async initialize(id: DiscussionId, by: Speaker): Promise<Discussion> {
      const { discussion, events } = await log(id);
      const { team, startedBy } = discussion;
      await door.monthlyCaps(team, startedBy, () => least({ ...discussion, events }));
      return change(id, 'initialize', by, door.memberLimits(team));
    },

    /** `reason`: why it was paused, where it was not for its own sake. */
    pause: (id: DiscussionId, by: Speaker, reason?: string) =>
      change(id, 'pause', by, { ...(reason !== undefined && { reason }) }),
    resume: (id: DiscussionId, by: Speaker) => change(id, 'resume', by),
    stop: (id: DiscussionId, by: Speaker) => change(id, 'stop', by),
    /** From `initializing` to `running`: the platform's thread is open. */
    begin: (id: DiscussionId, by: Speaker) => change(id, 'start', by),

    async setSpeed(id: DiscussionId, speed: number, by: Speaker): Promise<Discussion> {
      checkSpeed(speed);
      const event = { type: 'control', action: 'speed', by, speed } as const;
      const changed = await store.change(id, `control/${randomUUID()}`, { from: PLAYING, speed, event });
      if (!changed) throw refusal((await known(id)).status, 'change the speed of');
      queue.announce(id);
      await queue.wake(id);
      return changed;
    },

    /** Throws in a question; false when this message has been taken already. */
    async ask(id: DiscussionId, question: Question): Promise<boolean> {
      const text = questionText(question.text);
      const asker = { id: question.asker.id, name: plainName(question.asker.name) };
      await door.checkWords((await known(id)).team, { question: text });
      const outcome = await store.ask(id, { ...question, asker, text });
      if (outcome === 'over') throw refusal((await known(id)).status, 'ask');
      await queue.wake(id);
      return outcome === 'taken';
    },

    /** What a person decides of what was said: it counts at once. False when this one has been taken already. */
    async choose(id: DiscussionId, wanted: { messageId: string; by: Speaker; choice: Choice }): Promise<boolean> {
      const { messageId, choice } = wanted;
      const by = { id: wanted.by.id, name: plainName(wanted.by.name) };
      const { transcript } = await log(id);
      const key = `choice/${messageId}`;
      if (transcript.byKey.has(key)) return false;
      const format = formatNamed(transcript.format);
      if (!format?.refuses) throw new UserError('In this discussion there is nothing to choose.', 'INVALID_TRANSITION');
      const refused = format.refuses(transcript, choice);
      if (refused !== undefined) throw new UserError(refused, 'INVALID_TRANSITION');
      const interrupts = format.interrupts?.(transcript, choice) ?? false;
      const change: Change = { from: ['running', 'paused'], event: { type: 'chose', by, choice } };
      const changed = await store.change(id, key, change).catch(async (error: unknown) => {
        // Arrived twice at the same moment.
        if ((await store.events(id, 0)).some((event) => event.key === key)) return 'known' as const;
        throw error;
      });
      if (changed === 'known') return false;
      if (!changed) throw refusal((await known(id)).status, 'choose in');
      queue.announce(id, interrupts);
      await queue.wake(id);
      return true;
    },

    /** Asks again for a section of a report that could not be written, or for all of them; what is written stands. */
    async retrySections(id: DiscussionId, by: Speaker, name?: string): Promise<Discussion> {
      const { discussion, transcript } = await log(id);
      const sections = sectionsToRetry(discussion, transcript, name);
      const { status } = discussion;
      const event = { type: 'control', action: 'report', by, sections } as const;
      const wanted: Change = { from: [status], to: status, reportStatus: 'generating', event };
      const changed = await store.change(id, `control/${randomUUID()}`, wanted);
      if (!changed) throw notToRetry((await known(id)).reportStatus);
      queue.announce(id);
      await queue.wake(id);
      return changed;
    },

    /** What somebody thinks of a discussion; the last word of each person counts. */
    rate: (id: DiscussionId, by: Speaker, value: Rating): Promise<void> => store.rate(id, by.id, value),
  };
}
