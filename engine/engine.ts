import { randomUUID } from 'node:crypto';
import { type ComparisonFiles, checkRepetitions, comparable } from './compare/comparable.ts';
import { type Cost, type CostParts, costOfCalls, costParts } from './cost.ts';
import type { LoopParts } from './discussion/advance.ts';
import { type ForkRequest, forkOf, type RecastRequest, type RerunRequest, recastOf, rerunOf } from './discussion/again.ts';
import { checkBudget, checkPrices, leastBudget } from './discussion/budget.ts';
import { type Limits, openDoor } from './discussion/door.ts';
import { type Draft, openDrafts } from './discussion/drafts.ts';
import { forecaster } from './discussion/forecast.ts';
import { type HearRequest, hear } from './discussion/hear.ts';
import { type Action, checkSpeed, PLAYING, refusal, TRANSITIONS } from './discussion/lifecycle.ts';
import { monthlyWarning } from './discussion/monthly-caps.ts';
import { questionText } from './discussion/question-text.ts';
import { notToRetry, sectionsToRetry } from './discussion/retry.ts';
import { type MonthlySpending, type Spent, spendingOf } from './discussion/spending.ts';
import { DEFAULT_TEAM, newDiscussion, type StartRequest } from './discussion/start.ts';
import { type UnderWay, underWayIn } from './discussion/under-way.ts';
import { type Watched, watch } from './discussion/watch.ts';
import { startWorker, type Worker, type WorkOptions } from './discussion/worker.ts';
import { UserError } from './errors.ts';
import type { Format } from './formats/format.ts';
import { formatNamed } from './formats/index.ts';
import { plainName } from './formats/wording.ts';
import { keptText } from './kept.ts';
import type { Estimate } from './llm/estimate.ts';
import type { Models } from './llm/provider.ts';
import { choiceOf, type OwnParts } from './personas/of-team.ts';
import type { ReportForm } from './render/form-names.ts';
import { openRenderer } from './render/renderer.ts';
import type { RenderedChart, RenderedFile, SharedOptions } from './render/task.ts';
import type { ChartName } from './report/charts/index.ts';
import { askedSections } from './report/index.ts';
import { reportInput } from './report/input.ts';
import { reportMarkdown } from './report/markdown.ts';
import { type Report, reportOf } from './report/report.ts';
import { checkModelPrices, checkServices, leastForServices } from './services/budget.ts';
import { rehearsalServices } from './services/rehearsal-services.ts';
import type { Change, NewDiscussion } from './store/store.ts';
import type { TeamStore } from './store/teams.ts';
import { fold } from './transcript.ts';
import type {
  Brief,
  Choice,
  Discussion,
  DiscussionEvent,
  DiscussionId,
  NewEvent,
  Phase,
  Question,
  Rating,
  Service,
  Speaker,
  Transcript,
} from './types.ts';

export type { ComparisonFiles } from './compare/comparable.ts';
export { type Cost, type CostParts, tokensIn } from './cost.ts';
export { SYSTEM } from './discussion/lifecycle.ts';
export { questionText } from './discussion/question-text.ts';
export { DEFAULT_TEAM, MAX_TOPIC } from './discussion/start.ts';
export { topicOf } from './discussion/topic.ts';
export { type Asked, type Council, type CouncilQuestion, councilOf, liveOf } from './formats/council/fold.ts';
export { answeredWords, changeWords, cutWords, shareWords } from './formats/council/in-short.ts';
export { POSITIONS } from './formats/focus-group/decisions.ts';
export { formats } from './formats/index.ts';
export { callingOn } from './formats/names.ts';
export { QUALITIES } from './llm/quality.ts';
export { measures } from './measures/measures.ts';
export { avatarSvg } from './personas/avatar.ts';
export { avatarPng } from './personas/avatar-png.ts';
export { CAST_SIZE } from './personas/cast.ts';
export { type Cast, castNamed, casts } from './personas/casts.ts';
export { drawnAs, faceOf } from './personas/face.ts';
export { library, personaSchema } from './personas/library.ts';
export { searchPersonas } from './personas/search.ts';
export type { Queue } from './queue/queue.ts';
export { REPORT_FORMS, type ReportForm } from './render/form-names.ts';
export type { RenderedChart, RenderedFile } from './render/task.ts';
export { dollars } from './report/plain.ts';
export { priceText } from './report/spend.ts';
export { PANEL_ROLES, type PanelRole, placeOfTeam, type Team, type TeamSettings, type TeamStore, teamOf } from './store/teams.ts';
export { earlyKey, type OpenThread, type PostKey, type ThreadPlace, type ThreadStore } from './store/threads.ts';
export { cutAtSentence, pieces } from './text.ts';
export { Fold } from './transcript.ts';
export type { Draft, Estimate, ForkRequest, Limits, MonthlySpending, RerunRequest, Spent, StartRequest, Watched };

export type EngineParts = LoopParts &
  OwnParts & {
    limits: Limits;
    teams: TeamStore;
    /** Services that a team may ask when this provider is to speak; without it there are those of the rehearsal. */
    servicesOf?: (team: string, provider: string) => Promise<readonly Service[]>;
  };

export type Progress = ReturnType<Format['progress']>;
export type StatusReport = {
  discussion: Discussion;
  transcript: Transcript;
  progress: Progress;
  cost: Cost;
  /** Steps that have begun and have no event yet. */
  underWay: readonly UnderWay[];
};

/** Addresses by number of the turn. */
export type Links = Readonly<Record<number, string>>;

/** How far a discussion is, for people who watch. */
export const progressOf = (transcript: Transcript): Progress =>
  formatNamed(transcript.format)?.progress(transcript) ?? { done: 0, total: 0 };

/** Whether nothing is to be done before a person does something. */
export const isAtRest = (transcript: Transcript): boolean => formatNamed(transcript.format)?.next(transcript).length === 0;

/** The phases that it goes through as planned; empty where the format has none. */
export const phasesOf = (transcript: Transcript): readonly { phase: Phase; rounds: number }[] =>
  formatNamed(transcript.format)?.phases?.(transcript) ?? [];

/** What is not written yet. */
const foldNew = (events: readonly NewEvent[]): Transcript =>
  fold(
    '',
    events.map((event, i) => ({ ...event, seq: i + 1, at: new Date(), deliverAt: new Date() })),
  );

/** The face of the engine: what people, bots, the panel and the API can do. Throws UserError with words for the person. */
export type Engine = ReturnType<typeof createEngine>;

export function createEngine(parts: EngineParts) {
  const { store, queue, limits } = parts;
  const door = openDoor(limits, parts.teams, store);
  const drafts = openDrafts();
  const renderer = openRenderer();
  const forecast = forecaster(store, parts.providerFor);
  const choice = choiceOf(parts);

  async function known(id: DiscussionId): Promise<Discussion> {
    const discussion = await store.get(id);
    if (discussion) return discussion;
    throw new UserError(
      'There is no such discussion. It may have been deleted; look in the list of discussions.',
      'RESOURCE_NOT_FOUND',
    );
  }

  async function create(wanted: NewDiscussion): Promise<Discussion> {
    const { topic, context, budget } = wanted.brief;
    const { team = DEFAULT_TEAM } = wanted;
    await door.checkWords(team, { topic, ...(context !== undefined && { context }) });
    // A provider that cannot speak, or a cap that cannot be held, is told before anything is written.
    checkCap(wanted.brief, wanted.events);
    const monthly = await door.monthlyCaps(team, wanted.startedBy, () => least(wanted.brief, wanted.events));
    const caps = { ...(budget !== undefined && { budget }), sharedBudgets: monthly };
    const room = wanted.status === 'draft' ? {} : door.memberLimits(team);
    const warning = monthlyWarning(monthly, wanted.startedBy);
    const events = warning ? [...wanted.events, warning] : wanted.events;
    const { discussion, created } = await store.create({ ...wanted, events, ...caps, ...room }).catch(door.told);
    if (created && discussion.status === 'running') await queue.wake(discussion.id);
    return discussion;
  }

  /** Throws UserError where the provider cannot speak, or the cap cannot be held. */
  function checkCap(brief: Brief, first: readonly NewEvent[]): void {
    const asked = foldNew(first).services;
    if (asked.length > 0) {
      checkServices(asked, brief.budget, parts.providerFor);
      return;
    }
    const { models } = parts.providerFor(brief);
    if (brief.budget === undefined) return;
    checkBudget(brief.budget, models, foldNew(first), sectionsOf(brief));
  }

  /** The least that it takes of the month's caps. Throws UserError where that cannot be known. */
  function least(brief: Brief, first: readonly NewEvent[]): number {
    const asked = foldNew(first).services;
    if (asked.length > 0) {
      checkModelPrices(asked.map(({ model }) => model));
      return leastForServices(asked);
    }
    const { models } = parts.providerFor(brief);
    checkPrices(models);
    return leastBudget(models, foldNew(first), sectionsOf(brief));
  }

  /** Services are asked by their own models. */
  const modelsOf = (brief: Brief, { services: asked }: Transcript): Models => {
    const [first] = asked;
    return first ? { speak: first.model, small: first.model, report: first.model } : parts.providerFor(brief).models;
  };

  const sectionsOf = (brief: Brief): number => askedSections(formatNamed(brief.format)?.sections ?? []).length;

  const services = parts.servicesOf ?? (async () => rehearsalServices);

  async function made(request: StartRequest): Promise<NewDiscussion> {
    const { team = DEFAULT_TEAM, by, provider, format } = request;
    const asked = formatNamed(format ?? '')?.cast === 'services';
    return newDiscussion(
      request,
      limits,
      asked ? [] : await choice.personas(team, by.id),
      asked ? await services(team, provider) : [],
    );
  }

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

  async function log(id: DiscussionId): Promise<{ discussion: Discussion; events: DiscussionEvent[]; transcript: Transcript }> {
    const [discussion, events] = await Promise.all([known(id), store.events(id, 0)]);
    return { discussion, events, transcript: fold(id, events) };
  }

  /** All that a report is made from. */
  async function whole(id: DiscussionId) {
    const [discussion, events, calls] = await Promise.all([known(id), store.events(id, 0), store.calls(id)]);
    return { discussion, events, calls };
  }

  return {
    /** What may be asked for here. */
    limits,

    /** Whom this member of a team may put into a discussion. */
    personas: choice.personas,
    /** Groups with a name that they may take whole. */
    casts: choice.casts,

    /** Two sentences of a persona on a topic, to hear how they talk; in no discussion. */
    hear: (request: HearRequest): Promise<string> => hear(request, limits, parts.providerFor(request)),

    /** Makes a discussion and starts it. The same `origin` again gives the discussion that exists. */
    start: async (request: StartRequest): Promise<Discussion> => create(await made(request)),

    /** What `start` would make, with its cast and plan; nothing is written. */
    async preview(request: StartRequest): Promise<NewEvent[]> {
      const { brief, events } = await made(request);
      checkCap(brief, events);
      return events;
    },

    /** Makes a discussion with its cast and plan that waits for `initialize`; it takes no limits, and is deleted after a day. */
    draft: async (request: StartRequest): Promise<Discussion> => create(await made({ ...request, status: 'draft' })),

    /** What it will cost in all likelihood, and how long it will take; nothing is written. */
    async estimate(request: StartRequest): Promise<Estimate> {
      const { brief, events, speed = 1 } = await made(request);
      return forecast(foldNew(events), speed, modelsOf(brief, foldNew(events)));
    },

    /** The same of a draft. */
    async estimateOf(id: DiscussionId): Promise<Estimate> {
      const { discussion, transcript } = await log(id);
      return forecast(transcript, discussion.speed, modelsOf(discussion.brief, transcript));
    },

    /** Another cast for a draft. */
    async recast(id: DiscussionId, request: RecastRequest): Promise<void> {
      const { discussion, transcript } = await log(id);
      if (discussion.status !== 'draft') throw refusal(discussion.status, 'recast');
      const events = recastOf(transcript, request, await choice.personas(discussion.team, discussion.startedBy.id));
      checkCap(discussion.brief, events);
      if (!(await store.redraft(id, events))) throw refusal((await known(id)).status, 'recast');
    },

    /** Deletes a draft, and nothing else. */
    async discard(id: DiscussionId): Promise<void> {
      if (!(await store.discard(id))) throw refusal((await known(id)).status, 'discard');
    },

    /** From `draft` to `initializing`: its thread is to be opened. Of two at once, one is refused. */
    async initialize(id: DiscussionId, by: Speaker): Promise<Discussion> {
      const { discussion, events } = await log(id);
      const { team, brief, startedBy } = discussion;
      await door.monthlyCaps(team, startedBy, () => least(brief, events));
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

    /** The services that a team may ask. */
    services: (team: string, provider: string) => services(team, provider),

    /** The same topic and cast again, with another seed. */
    async rerun(id: DiscussionId, request: RerunRequest): Promise<Discussion> {
      const { discussion, transcript } = await log(id);
      return create(rerunOf(discussion, transcript, request));
    },

    /** The report as a page for whoever may read it. */
    async sharedPage(id: DiscussionId, options: SharedOptions): Promise<string> {
      const result = await renderer.render({ kind: 'shared', source: { id, ...(await whole(id)) }, options });
      if ('html' in result) return result.html;
      throw new Error('A page was asked for');
    },

    /** What a link to the report is shown with: a PNG of 1200 by 630. */
    async sharedImage(id: DiscussionId): Promise<Uint8Array> {
      const result = await renderer.render({ kind: 'preview', source: { id, ...(await whole(id)) } });
      if ('image' in result) return result.image;
      throw new Error('An image was asked for');
    },

    /** Blind repetitions: as many reruns, none of which knows of the others. Compare them when they are over. */
    async replicate(id: DiscussionId, times: number, request: RerunRequest): Promise<Discussion[]> {
      checkRepetitions(times);
      const { discussion, transcript } = await log(id);
      const begun: Discussion[] = [];
      for (let i = 1; i <= times; i++) {
        const origin = request.origin === undefined ? {} : { origin: `${request.origin}/${i}` };
        begun.push(await create(rerunOf(discussion, transcript, { ...request, ...origin })));
      }
      return begun;
    },

    /** Two or more discussions side by side: what repeats, and what is more than chance. */
    async compare(ids: readonly DiscussionId[]): Promise<ComparisonFiles> {
      const sources = await Promise.all(ids.map(async (id) => ({ id, ...(await whole(id)) })));
      const result = await renderer.render({ kind: 'compare', sources: comparable(sources) });
      if ('comparison' in result) return result.comparison;
      throw new Error('A comparison was asked for');
    },

    /** A discussion of its own that goes on from a turn of this one. */
    async fork(id: DiscussionId, request: ForkRequest): Promise<Discussion> {
      const { discussion, transcript, events } = await log(id);
      return create(forkOf(discussion, transcript, events, request, limits));
    },

    async status(id: DiscussionId): Promise<StatusReport> {
      const [{ discussion, transcript }, calls] = await Promise.all([log(id), store.calls(id)]);
      const underWay = underWayIn(transcript, calls, new Date());
      return { discussion, transcript, progress: progressOf(transcript), cost: costOfCalls(calls), underWay };
    },

    /** Undefined when there is no such discussion. */
    get: store.get,
    /** What each turn, each speaker and the rest of it have cost so far. */
    async costs(id: DiscussionId): Promise<CostParts> {
      const [{ transcript }, calls] = await Promise.all([log(id), store.calls(id)]);
      return costParts(transcript, calls);
    },

    /** What a month's discussions have cost; this month's unless another is named (`2026-11`). */
    spending: (wanted: { month?: string; team?: string }): Promise<MonthlySpending> => spendingOf(store, limits, wanted),

    list: store.list,
    events: store.events,
    /** `drafts`: also the turn that is being written, where this process writes it. */
    watch: (id: DiscussionId, options: { after?: number; signal?: AbortSignal; drafts?: boolean } = {}) =>
      watch(store, queue, id, { ...options, drafts: options.drafts ? drafts : undefined }),

    /** What somebody thinks of a discussion; the last word of each person counts. */
    rate: (id: DiscussionId, by: Speaker, value: Rating): Promise<void> => store.rate(id, by.id, value),
    ratings: store.ratings,

    /** The report as Markdown and as JSON, of whatever is written by now. `links`: where turns were said, by their number. */
    async report(id: DiscussionId, links: Links = {}): Promise<{ markdown: string; json: Report }> {
      const json = reportOf(reportInput({ id, links, ...(await whole(id)) }));
      return { markdown: reportMarkdown(json), json };
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

    /** The report as files, made in a process of its own. */
    async reportFiles(id: DiscussionId, forms: readonly ReportForm[], links: Links = {}): Promise<RenderedFile[]> {
      const result = await renderer.render({ kind: 'files', source: { id, links, ...(await whole(id)) }, forms });
      return 'files' in result ? result.files : [];
    },

    /** A chart of the report as a picture, with what it shows in sentences; undefined where there is nothing to draw yet. */
    async chart(id: DiscussionId, name: ChartName): Promise<RenderedChart | undefined> {
      const result = await renderer.render({ kind: 'chart', source: { id, ...(await whole(id)) }, name });
      return 'chart' in result && result.chart ? result.chart : undefined;
    },

    /** A chart will soon be asked for: what takes longest about it is done ahead. */
    expectChart: (): void => renderer.expectChart(),

    /** The discussion as a file from which its report can be made again. */
    async kept(id: DiscussionId): Promise<string> {
      const { discussion, events, calls } = await whole(id);
      const input = reportInput({ id, discussion, events, calls });
      return keptText({ ...input, discussion }, reportOf(input));
    },

    /** Calls back whenever a log has grown or a state has changed, in any process; some may be missed. Gives how to stop. */
    listen: (listener: (id: DiscussionId) => void): (() => void) => queue.listen((id) => listener(id)),

    /** Takes part in the work: any number of processes may. */
    work: (options: WorkOptions): Promise<Worker> => startWorker({ ...parts, drafts }, options),

    /** Whether everything that it stands on answers; throws when not. */
    async ready(): Promise<void> {
      await Promise.all([store.ping(), queue.ping()]);
    },

    async close(): Promise<void> {
      await renderer.close();
      await queue.close();
      await store.close();
    },
  };
}
