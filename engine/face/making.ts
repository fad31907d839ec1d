import { checkRepetitions } from '../compare/comparable.ts';
import { DEFAULT_TEAM } from '../default-team.ts';
import { type ForkRequest, forkOf, type RecastRequest, type RerunRequest, recastOf, rerunOf } from '../discussion/again.ts';
import type { Door } from '../discussion/door.ts';
import { forecaster } from '../discussion/forecast.ts';
import { type HearRequest, hear } from '../discussion/hear.ts';
import { refusal } from '../discussion/lifecycle.ts';
import { monthlyWarning } from '../discussion/monthly-caps.ts';
import { newDiscussion, type StartRequest } from '../discussion/start.ts';
import { formatNamed } from '../formats/index.ts';
import type { Estimate } from '../llm/estimate.ts';
import { choiceOf } from '../personas/of-team.ts';
import { rehearsalServices } from '../services/rehearsal-services.ts';
import type { NewDiscussion } from '../store/store.ts';
import type { Discussion, DiscussionId, NewEvent } from '../types.ts';
import { type Caps, foldNew } from './caps.ts';
import type { Looking } from './looking.ts';
import type { EngineParts } from './parts.ts';

/** How discussions come to be: new, as drafts, again, and from a turn of another. */
export function making(parts: EngineParts, door: Door, { checkCap, least, modelsOf }: Caps, { known, log }: Looking) {
  const { store, queue, limits } = parts;
  const forecast = forecaster(store, parts.providerFor);
  const choice = choiceOf(parts);
  const services = parts.servicesOf ?? (async () => rehearsalServices);

  async function create(wanted: NewDiscussion): Promise<Discussion> {
    const { topic, context, budget } = wanted.brief;
    const { team = DEFAULT_TEAM } = wanted;
    await door.checkWords(team, { topic, ...(context !== undefined && { context }) });
    // A provider that cannot speak, or a cap that cannot be held, is told before anything is written.
    checkCap(wanted);
    const monthly = await door.monthlyCaps(team, wanted.startedBy, () => least(wanted));
    const caps = { ...(budget !== undefined && { budget }), sharedBudgets: monthly };
    const room = wanted.status === 'draft' ? {} : door.memberLimits(team);
    const warning = monthlyWarning(monthly, wanted.startedBy);
    const events = warning ? [...wanted.events, warning] : wanted.events;
    const { discussion, created } = await store.create({ ...wanted, events, ...caps, ...room }).catch(door.told);
    if (created && discussion.status === 'running') await queue.wake(discussion.id);
    return discussion;
  }

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

  const foreseen = (planned: NewDiscussion): Promise<Estimate> => {
    const transcript = foldNew(planned.events);
    return forecast(transcript, planned.speed ?? 1, modelsOf(planned, transcript));
  };

  return {
    /** Whom this member of a team may put into a discussion. */
    personas: choice.personas,
    /** Groups with a name that they may take whole. */
    casts: choice.casts,

    /** Two sentences of a persona on a topic, to hear how they talk; in no discussion. */
    hear: (request: HearRequest): Promise<string> => hear(request, limits, parts.providerFor(request)),

    /** The services that a team may ask. */
    services: (team: string, provider: string) => services(team, provider),

    /** Makes a discussion and starts it. The same `origin` again gives the discussion that exists. */
    start: async (request: StartRequest): Promise<Discussion> => create(await made(request)),

    /** What `start` would make, with its cast and plan; nothing is written. */
    async preview(request: StartRequest): Promise<NewEvent[]> {
      const planned = await made(request);
      checkCap(planned);
      return [...planned.events];
    },

    /** Makes a discussion with its cast and plan that waits for `initialize`; it takes no limits, and is deleted after a day. */
    draft: async (request: StartRequest): Promise<Discussion> => create(await made({ ...request, status: 'draft' })),

    /** What it will cost in all likelihood, and how long it will take; nothing is written. */
    estimate: async (request: StartRequest): Promise<Estimate> => foreseen(await made(request)),

    /** The same of a rerun, or of a fork from this turn. */
    async estimateAgain(id: DiscussionId, request: RerunRequest | ForkRequest): Promise<Estimate> {
      const { discussion, transcript, events } = await log(id);
      return foreseen(
        'turn' in request ? forkOf(discussion, transcript, events, request, limits) : rerunOf(discussion, transcript, request),
      );
    },

    /** The same of a draft. */
    async estimateOf(id: DiscussionId): Promise<Estimate> {
      const { discussion, transcript } = await log(id);
      return forecast(transcript, discussion.speed, modelsOf(discussion, transcript));
    },

    /** Another cast for a draft. */
    async recast(id: DiscussionId, request: RecastRequest): Promise<void> {
      const { discussion, transcript } = await log(id);
      if (discussion.status !== 'draft') throw refusal(discussion.status, 'recast');
      const events = recastOf(transcript, request, await choice.personas(discussion.team, discussion.startedBy.id));
      checkCap({ ...discussion, events });
      if (!(await store.redraft(id, events))) throw refusal((await known(id)).status, 'recast');
    },

    /** Deletes a draft, and nothing else. */
    async discard(id: DiscussionId): Promise<void> {
      if (!(await store.discard(id))) throw refusal((await known(id)).status, 'discard');
    },

    /** The same topic and cast again, with another seed. */
    async rerun(id: DiscussionId, request: RerunRequest): Promise<Discussion> {
      const { discussion, transcript } = await log(id);
      return create(rerunOf(discussion, transcript, request));
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

    /** A discussion of its own that goes on from a turn of this one. */
    async fork(id: DiscussionId, request: ForkRequest): Promise<Discussion> {
      const { discussion, transcript, events } = await log(id);
      return create(forkOf(discussion, transcript, events, request, limits));
    },
  };
}
