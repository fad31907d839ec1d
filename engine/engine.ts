import { openDoor } from './discussion/door.ts';
import { openDrafts } from './discussion/drafts.ts';
import { type MonthlySpending, spendingOf } from './discussion/spending.ts';
import { watch } from './discussion/watch.ts';
import { startWorker, type Worker, type WorkOptions } from './discussion/worker.ts';
import { capsOf } from './face/caps.ts';
import { directing } from './face/directing.ts';
import { looking } from './face/looking.ts';
import { making } from './face/making.ts';
import type { EngineParts } from './face/parts.ts';
import { results } from './face/results.ts';
import { openRenderer } from './render/renderer.ts';
import type { DiscussionId } from './types.ts';

export type { ComparisonFiles } from './compare/comparable.ts';
export { type Cost, type CostParts, tokensIn } from './cost.ts';
export { DEFAULT_TEAM } from './default-team.ts';
export type { ForkRequest, RerunRequest } from './discussion/again.ts';
export type { Limits } from './discussion/door.ts';
export type { Draft } from './discussion/drafts.ts';
export { SYSTEM } from './discussion/lifecycle.ts';
export { questionText } from './discussion/question-text.ts';
export type { MonthlySpending, Spent } from './discussion/spending.ts';
export { MAX_TOPIC, type StartRequest } from './discussion/start.ts';
export { topicOf } from './discussion/topic.ts';
export type { Watched } from './discussion/watch.ts';
export type { EngineParts } from './face/parts.ts';
export { expectedIn, isAtRest, type Progress, phasesOf, progressOf } from './face/progress.ts';
export type { Links, StatusReport } from './face/results.ts';
export { type Asked, type Council, type CouncilQuestion, councilOf, liveOf } from './formats/council/fold.ts';
export { answeredWords, changeWords, cutWords, placeWords, scoreWords, seatWords } from './formats/council/in-short.ts';
export { foundIn } from './formats/council/search.ts';
export { POSITIONS } from './formats/focus-group/decisions.ts';
export { formats } from './formats/index.ts';
export { callingOn } from './formats/names.ts';
export type { Estimate } from './llm/estimate.ts';
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
export { REHEARSAL_MEANS, REHEARSAL_NOTE } from './report/label.ts';
export { checkLines } from './report/phrases.ts';
export { dollars } from './report/plain.ts';
export { priceText } from './report/spend.ts';
export {
  MOST_KEEP_DAYS,
  PANEL_ROLES,
  type PanelRole,
  placeOfTeam,
  settingsPlace,
  type Team,
  type TeamSettings,
  type TeamStore,
  teamOf,
} from './store/teams.ts';
export { earlyKey, type OpenThread, type PostKey, type ThreadPlace, type ThreadStore } from './store/threads.ts';
export { cutAtSentence, pieces } from './text.ts';
export { Fold } from './transcript.ts';

/** The face of the engine: what people, bots, the panel and the API can do. Throws UserError with words for the person. */
export type Engine = ReturnType<typeof createEngine>;

export function createEngine(parts: EngineParts) {
  const { store, queue, limits, teams } = parts;
  const door = openDoor(limits, teams, store);
  const caps = capsOf(parts.providerFor);
  const look = looking(store);
  const drafts = openDrafts();
  const renderer = openRenderer();

  return {
    /** What may be asked for here. */
    limits,

    ...making(parts, door, caps, look),
    ...directing(parts, door, caps, look),
    ...results(store, renderer, look),

    /** Undefined when there is no such discussion. */
    get: store.get,
    list: store.list,
    events: store.events,
    ratings: store.ratings,

    /** What a month's discussions have cost; this month's unless another is named (`2026-11`). */
    spending: (wanted: { month?: string; team?: string }): Promise<MonthlySpending> => spendingOf(store, limits, wanted),

    /** `drafts`: also the turn that is being written, where this process writes it. */
    watch: (id: DiscussionId, options: { after?: number; signal?: AbortSignal; drafts?: boolean } = {}) =>
      watch(store, queue, id, { ...options, drafts: options.drafts ? drafts : undefined }),

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
