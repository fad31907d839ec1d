import { randomUUID } from 'node:crypto';
import { foldCache } from '../../discussion/fold-cache.ts';
import { createEngine, type EngineParts } from '../../engine.ts';
import type { Provider } from '../../llm/provider.ts';
import { silentLog } from '../../log.ts';
import { memoryQueue } from '../../queue/memory.ts';
import { memoryStore } from '../../store/memory.ts';
import { memoryTeams } from '../../store/memory-teams.ts';
import type { Choice, DiscussionId, Service, Transcript, Voice } from '../../types.ts';
import { councilOf } from './fold.ts';

export const by = { id: 'u1', name: 'Uma' };

export const services = (count: number): Service[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `s${i + 1}`,
    name: `Service ${i + 1}`,
    provider: `p${i + 1}`,
    model: `m${i + 1}`,
    maxOutputTokens: 500,
  }));

/** A council with an engine in memory; `provider` speaks for each service. */
export function room(count: number, provider: (voice: Voice) => Provider, more: Partial<EngineParts> = {}) {
  const store = memoryStore();
  const engine = createEngine({
    store,
    queue: memoryQueue(),
    teams: memoryTeams(),
    providerFor: provider,
    servicesOf: async () => services(count),
    log: silentLog(),
    folds: foldCache(),
    limits: { maxRounds: 20 },
    ...more,
  });

  async function start(topic: string, options: Record<string, unknown> = {}): Promise<DiscussionId> {
    const { id } = await engine.start({
      topic,
      format: 'council',
      provider: 'p1',
      by,
      seed: 'a seed',
      options: { services: count, ...options },
    });
    return id;
  }

  const transcriptOf = async (id: DiscussionId): Promise<Transcript> => (await engine.status(id)).transcript;

  /** Waits until nothing is owed any more. */
  async function rested(id: DiscussionId, until = 20_000): Promise<Transcript> {
    const end = Date.now() + until;
    for (;;) {
      const { discussion, transcript } = await engine.status(id);
      const { questions } = councilOf(transcript);
      const asked = (await store.events(id, 0)).filter(({ type }) => type === 'asked').length;
      const open = questions.some((question) => question.asked.some(({ state }) => state === 'open'));
      const due = (await store.due(1_000)).includes(id);
      if (!open && !due && questions.length === asked + 1 && atRest(transcript)) return transcript;
      if (discussion.status === 'failed') throw new Error(discussion.reason);
      if (Date.now() > end) throw new Error('It does not come to rest');
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  }

  const choose = (id: DiscussionId, choice: Choice) => engine.choose(id, { messageId: randomUUID(), by, choice });
  const ask = (id: DiscussionId, text: string) => engine.ask(id, { messageId: randomUUID(), asker: by, text });
  return { engine, store, start, rested, choose, ask, transcriptOf };
}

import { nextSteps } from './next.ts';

const atRest = (transcript: Transcript): boolean => nextSteps(transcript).length === 0;
