import { randomUUID } from 'node:crypto';
import { type Cost, costOfCalls } from './cost.ts';
import type { LoopParts } from './discussion/advance.ts';
import { checkBudget } from './discussion/budget.ts';
import { type Action, checkSpeed, PLAYING, refusal, TRANSITIONS } from './discussion/lifecycle.ts';
import { questionText } from './discussion/question-text.ts';
import { type ForkRequest, forkOf, newDiscussion, rerunOf, type StartRequest } from './discussion/start.ts';
import { type Watched, watch } from './discussion/watch.ts';
import { startWorker, type Worker, type WorkOptions } from './discussion/worker.ts';
import { UserError } from './errors.ts';
import type { Format } from './formats/format.ts';
import { formatNamed } from './formats/index.ts';
import { plainName } from './formats/wording.ts';
import { askedSections } from './report/index.ts';
import { reportMarkdown } from './report/markdown.ts';
import { type Report, reportOf } from './report/report.ts';
import type { NewDiscussion } from './store/store.ts';
import { fold } from './transcript.ts';
import type { Discussion, DiscussionEvent, DiscussionId, NewEvent, Phase, Question, Speaker, Transcript } from './types.ts';

export { questionText } from './discussion/question-text.ts';
export { MAX_TOPIC } from './discussion/start.ts';
export { topicOf } from './discussion/topic.ts';
export { POSITIONS } from './formats/focus-group/decisions.ts';
export { formats } from './formats/index.ts';
export { QUALITIES } from './llm/quality.ts';
export { measures } from './measures/measures.ts';
export { CAST_SIZE } from './personas/cast.ts';
export { type Cast, castNamed, casts } from './personas/casts.ts';
export { library } from './personas/library.ts';
export { searchPersonas } from './personas/search.ts';
export { dollars } from './report/plain.ts';
export { Fold } from './transcript.ts';
export type { ForkRequest, StartRequest, Watched };

/** `teamBudget` and `memberBudget`: US dollars a month. */
export type Limits = { maxRounds: number; teamBudget?: number; memberBudget?: number };
export type EngineParts = LoopParts & { limits: Limits };

export type Progress = ReturnType<Format['progress']>;
export type StatusReport = { discussion: Discussion; transcript: Transcript; progress: Progress; cost: Cost };

/** How far a discussion is, for people who watch. */
export const progressOf = (transcript: Transcript): Progress =>
  formatNamed(transcript.format)?.progress(transcript) ?? { done: 0, total: 0 };

/** The phases that it goes through as planned; empty where the format has none. */
export const phasesOf = (transcript: Transcript): readonly { phase: Phase; rounds: number }[] =>
  formatNamed(transcript.format)?.phases?.(transcript) ?? [];

/** The face of the engine: what people, bots, the panel and the API can do. Throws UserError with words for the person. */
export type Engine = ReturnType<typeof createEngine>;

export function createEngine(parts: EngineParts) {
  const { store, queue, limits } = parts;

  async function known(id: DiscussionId): Promise<Discussion> {
    const discussion = await store.get(id);
    if (discussion) return discussion;
    throw new UserError(
      'There is no such discussion. It may have been deleted; look in the list of discussions.',
      'RESOURCE_NOT_FOUND',
    );
  }

  async function create(wanted: NewDiscussion): Promise<Discussion> {
    const { budget } = wanted.brief;
    // A provider that cannot speak, or a cap that cannot be held, is told before anything is written.
    const { models } = parts.providerFor(wanted.brief);
    const events = wanted.events.map((event, i) => ({ ...event, seq: i + 1, at: new Date(), deliverAt: new Date() }));
    const sections = askedSections(formatNamed(wanted.brief.format)?.sections ?? []).length;
    if (budget !== undefined) checkBudget(budget, models, fold('', events), sections);
    const caps = { ...(budget !== undefined && { budget }), sharedBudgets: sharedBudgets(wanted.startedBy) };
    const { discussion, created } = await store.create({ ...wanted, ...caps });
    if (created && discussion.status === 'running') await queue.wake(discussion.id);
    return discussion;
  }

  /** The month's caps of the team and of the member, where the installation has them. */
  function sharedBudgets(by: Speaker): { scope: string; cap: number }[] {
    const month = new Date().toISOString().slice(0, 7);
    const { teamBudget, memberBudget } = limits;
    return [
      ...(teamBudget !== undefined ? [{ scope: `team/${month}`, cap: teamBudget }] : []),
      ...(memberBudget !== undefined ? [{ scope: `member/${by.id}/${month}`, cap: memberBudget }] : []),
    ];
  }

  async function change(
    id: DiscussionId,
    action: Exclude<Action, 'complete' | 'fail' | 'initialize'>,
    by: Speaker,
  ): Promise<Discussion> {
    const { from, to } = TRANSITIONS[action];
    const event =
      action === 'stop' ? ({ type: 'ended', reason: 'stopped', by } as const) : ({ type: 'control', action, by } as const);
    const key = action === 'stop' ? 'ended' : `control/${randomUUID()}`;
    const changed = await store.change(id, key, { from, to, event });
    if (!changed) throw refusal((await known(id)).status, action);
    queue.announce(id, action === 'stop');
    await queue.wake(id);
    return changed;
  }

  async function log(id: DiscussionId): Promise<{ discussion: Discussion; events: DiscussionEvent[]; transcript: Transcript }> {
    const [discussion, events] = await Promise.all([known(id), store.events(id, 0)]);
    return { discussion, events, transcript: fold(id, events) };
  }

  return {
    /** What may be asked for here. */
    limits,

    /** Makes a discussion and starts it. The same `origin` again gives the discussion that exists. */
    start: async (request: StartRequest): Promise<Discussion> => create(newDiscussion(request, limits)),

    /** What `start` would make, with its cast and plan; nothing is written. */
    preview: (request: StartRequest): NewEvent[] => newDiscussion(request, limits).events,

    pause: (id: DiscussionId, by: Speaker) => change(id, 'pause', by),
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
      const outcome = await store.ask(id, { ...question, asker, text });
      if (outcome === 'over') throw refusal((await known(id)).status, 'ask');
      await queue.wake(id);
      return outcome === 'taken';
    },

    /** The same topic and cast again, with another seed. */
    async rerun(id: DiscussionId, by: Speaker): Promise<Discussion> {
      const { discussion, transcript } = await log(id);
      return create(rerunOf(discussion, transcript, by));
    },

    /** A discussion of its own that goes on from a turn of this one. */
    async fork(id: DiscussionId, request: ForkRequest): Promise<Discussion> {
      const { discussion, transcript, events } = await log(id);
      return create(forkOf(discussion, transcript, events, request, limits));
    },

    async status(id: DiscussionId): Promise<StatusReport> {
      const [{ discussion, transcript }, calls] = await Promise.all([log(id), store.calls(id)]);
      return { discussion, transcript, progress: progressOf(transcript), cost: costOfCalls(calls) };
    },

    list: store.list,
    events: store.events,
    watch: (id: DiscussionId, options?: { after?: number; signal?: AbortSignal }) => watch(store, queue, id, options),

    /** The report as Markdown and as JSON, of whatever is written by now. */
    async report(id: DiscussionId): Promise<{ markdown: string; json: Report }> {
      const [{ discussion, transcript, events }, calls] = await Promise.all([log(id), store.calls(id)]);
      const json = reportOf({ transcript, events, calls, discussion });
      return { markdown: reportMarkdown(json), json };
    },

    /** Takes part in the work: any number of processes may. */
    work: (options: WorkOptions): Promise<Worker> => startWorker(parts, options),

    /** Whether everything that it stands on answers; throws when not. */
    async ready(): Promise<void> {
      await Promise.all([store.ping(), queue.ping()]);
    },

    async close(): Promise<void> {
      await queue.close();
      await store.close();
    },
  };
}
