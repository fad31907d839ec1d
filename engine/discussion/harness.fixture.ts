import { createEngine, type EngineParts, type StartRequest } from '../engine.ts';
import type { ModelRequest, Provider } from '../llm/provider.ts';
import { scriptedProvider } from '../llm/scripted.ts';
import { silentLog } from '../log.ts';
import { memoryQueue } from '../queue/memory.ts';
import { chance } from '../seed.ts';
import { memoryStore } from '../store/memory.ts';
import { memoryTeams } from '../store/memory-teams.ts';
import type { DiscussionEvent } from '../types.ts';
import { foldCache } from './fold-cache.ts';

/** A model that keeps to the length asked and says something else each time, depending on nothing but the request. */
export function obedient(request: ModelRequest): string | { data: unknown } {
  const { schema, key, scene, own } = request;
  if (schema?.name === 'frame') return { data: { proposition: 'It should be done.' } };
  if (schema?.name === 'ballot')
    return { data: { position: Math.floor(chance(key) * 5) - 2, reason: `Because of ${key}.`, turn: null } };
  if (schema?.name === 'summary') {
    const lists = { names: [], numbers: [], commitments: [], openQuestions: [] };
    return { data: { summary: 'They talked.', ...lists } };
  }
  if (schema?.name === 'answer_summary') return { data: { summary: `Short of ${key}.`, reasoning: 'Because so.' } };
  if (schema?.name === 'ranking') {
    const letters = request.shared.flatMap((block) => /^Answer ([A-Z]):/.exec(block)?.slice(1) ?? []);
    return { data: { ranking: letters } };
  }
  if (schema?.name === 'statement') return { data: { statement: 'We agree on a trial.' } };
  if (schema?.name === 'signature') return { data: { signs: chance(key) > 0.3, dissent: 'Not like this.' } };
  if (schema) return { data: { claims: claims(request) } };
  const about = scene.step.kind === 'speak' ? scene.step.words.about : 10;
  return `${Array.from({ length: about }, (_, n) => `w${Math.floor(chance(key, own.length, n) * 5_000)}`).join(' ')}.`;
}

function claims({ scene }: ModelRequest) {
  const { turns, personas } = scene.transcript;
  return personas.flatMap(({ id, name }) => {
    const turn = turns.find((one) => one.speaker.id === id && one.text.split(' ').length >= 5);
    return turn
      ? [{ persona: name, text: `${name} said so.`, quote: turn.text.split(' ').slice(0, 5).join(' '), turn: turn.n }]
      : [];
  });
}

export function harness(
  options: {
    provider?: Provider;
    script?: Parameters<typeof scriptedProvider>[0];
    at?: EngineParts['at'];
    latencyMs?: number;
  } = {},
) {
  const provider = options.provider ?? scriptedProvider(options.script ?? obedient, { latencyMs: options.latencyMs ?? 0 });
  const store = memoryStore();
  const queue = memoryQueue();
  const teams = memoryTeams();
  const parts: EngineParts = {
    store,
    queue,
    teams,
    providerFor: () => provider,
    log: silentLog(),
    folds: foldCache(),
    limits: { maxRounds: 20 },
    ...(options.at && { at: options.at }),
  };
  const engine = createEngine(parts);
  return { engine, store, queue, teams, parts, provider };
}

export const by = { id: 'u1', name: 'Uma' };

export const request = (more: Partial<StartRequest> = {}): StartRequest => ({
  topic: 'Should our city make buses free?',
  provider: 'scripted',
  pace: 'fast',
  by,
  seed: 'a seed',
  personas: 4,
  options: { rounds: 2 },
  ...more,
});

/** Watches to the end. */
export async function watched(
  engine: ReturnType<typeof createEngine>,
  id: string,
  each: (event: DiscussionEvent) => unknown = () => {},
) {
  const events: DiscussionEvent[] = [];
  for await (const one of engine.watch(id)) {
    if (one.kind !== 'event') continue;
    events.push(one.event);
    await each(one.event);
  }
  return events;
}
