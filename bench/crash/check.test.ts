import { beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../../engine/call.ts';
import { foldCache } from '../../engine/discussion/fold-cache.ts';
import { createEngine } from '../../engine/engine.ts';
import type { ModelServer } from '../../engine/llm/model-server.ts';
import { openAiProvider } from '../../engine/llm/openai.ts';
import { silentLog } from '../../engine/log.ts';
import { memoryQueue } from '../../engine/queue/memory.ts';
import { memoryStore } from '../../engine/store/memory.ts';
import { memoryTeams } from '../../engine/store/memory-teams.ts';
import type { DiscussionEvent } from '../../engine/types.ts';
import { type Faults, faultsOf, type Left } from './check.ts';
import { openModel } from './models.ts';
import { questionFor, requestFor } from './topics.ts';

/** A whole discussion, with a question or without. */
async function discussion(model: ModelServer, asking: boolean): Promise<Left> {
  const provider = openAiProvider({ apiKey: 'local', baseUrl: model.url, model: 'gpt-5.4-mini' });
  const parts = {
    store: memoryStore(),
    queue: memoryQueue(),
    teams: memoryTeams(),
    providerFor: () => provider,
    log: silentLog(),
    folds: foldCache(),
  };
  const engine = createEngine({ ...parts, limits: { maxRounds: 20 } });
  await engine.work({ concurrency: 1 }).then((worker) => worker.close());
  const { id } = await engine.start(requestFor('check', 0));
  const question = questionFor('check', 1);
  if (asking) await engine.ask(id, question);
  for await (const _seen of engine.watch(id));
  const left = { events: await engine.events(id, 0), calls: await parts.store.calls(id), accepted: asking ? [question] : [] };
  await engine.close();
  return left;
}

const numbered = (events: readonly DiscussionEvent[]): DiscussionEvent[] => events.map((event, i) => ({ ...event, seq: i + 1 }));
const counts = (faults: Faults) => Object.fromEntries(Object.entries(faults).map(([kind, lines]) => [kind, lines.length]));
const none = { lost: 0, duplicated: 0, reordered: 0, changed: 0, askedAgain: 0 };

describe('what the crash tool calls lost, doubled, out of order and changed', () => {
  let quiet: Left;
  let asked: Left;
  beforeAll(async () => {
    const model = await openModel(0);
    [quiet, asked] = await Promise.all([discussion(model, false), discussion(model, true)]);
    await model.close();
  });

  const tampered = (change: (events: DiscussionEvent[]) => DiscussionEvent[]): Faults =>
    faultsOf({ ...quiet, events: numbered(change([...quiet.events])), reference: quiet.events });
  const turnsOf = (events: DiscussionEvent[]) => events.flatMap((event, i) => (event.key.startsWith('round/') ? [i] : []));
  const swapped = (events: DiscussionEvent[], a: number, b: number) => {
    const [one, other] = [events[a], events[b]];
    if (one && other) events.splice(a, 1, other) && events.splice(b, 1, one);
    return events;
  };

  it('finds nothing in a whole log, with and without a question', () => {
    expect(turnsOf([...quiet.events]).length).toBeGreaterThan(5);
    expect(counts(faultsOf({ ...quiet, reference: quiet.events }))).toEqual(none);
    expect(asked.events.filter(({ type }) => type === 'asked')).toHaveLength(1);
    expect(counts(faultsOf(asked))).toEqual(none);
  });

  it('finds a turn, an end or a section that is missing, and a gap', () => {
    for (const type of ['said', 'section', 'ended'] as const) {
      expect(
        tampered((events) => events.filter((event) => event !== events.findLast((one) => one.type === type))).lost,
      ).not.toEqual([]);
    }
    const gap = quiet.events.map((event, i) => (i < 5 ? event : { ...event, seq: event.seq + 1 }));
    expect(counts(faultsOf({ ...quiet, events: gap, reference: quiet.events }))).toEqual({ ...none, lost: 1 });
  });

  it('finds a step that failed instead', () => {
    const fail = (event: DiscussionEvent): DiscussionEvent => {
      const { key, seq, at, deliverAt } = event;
      return event.key === 'moderator/close' ? { key, seq, at, deliverAt, type: 'failed', reason: 'no answer' } : event;
    };
    expect(tampered((events) => events.map(fail)).lost).not.toEqual([]);
    expect(faultsOf({ ...asked, events: asked.events.map(fail) }).lost).toEqual(['moderator/close failed: no answer']);
  });

  it('finds a question that was not taken, or taken twice', () => {
    const ghost = { messageId: 'ghost', text: 'Is anybody there?' };
    expect(counts(faultsOf({ ...asked, accepted: [...asked.accepted, ghost] }))).toEqual({ ...none, lost: 1 });
    const again = asked.events.flatMap((event): DiscussionEvent[] =>
      event.type === 'asked' ? [event, { ...event, key: `${event.key}-again` }] : [event],
    );
    expect(faultsOf({ ...asked, events: numbered(again) }).duplicated).toHaveLength(1);
  });

  it('finds an event that is there twice', () => {
    expect(tampered((events) => [...events, ...events.slice(-1)]).duplicated).toHaveLength(1);
  });

  it('finds turns that changed places, and takes ballots in any order', () => {
    const [first = 0, second = 0] = turnsOf([...quiet.events]);
    expect(tampered((events) => swapped(events, first, second)).reordered).not.toEqual([]);
    const ballots = quiet.events.flatMap(({ key }, i) => (key.startsWith('ballot/before/') ? [i] : []));
    expect(counts(tampered((events) => swapped(events, ballots[0] ?? 0, ballots[1] ?? 0)))).toEqual(none);
    expect(tampered((events) => swapped(events, ballots[0] ?? 0, second)).reordered).not.toEqual([]);
  });

  it('finds other words for the same step', () => {
    const change = (event: DiscussionEvent) => (event.type === 'said' ? { ...event, text: `${event.text} Really.` } : event);
    const said = quiet.events.filter(({ type }) => type === 'said').length;
    expect(counts(tampered((events) => events.map(change)))).toEqual({ ...none, changed: said });
  });

  it('finds a step that was asked for again after its reply, or twice after a refusal', () => {
    for (const outcome of ['reply', 'rejected'] as const) {
      const call = quiet.calls.findLast((one) => one.outcome === outcome);
      expect(call).toBeDefined();
      const again = { ...call, attempt: (call?.attempt ?? 0) + 5 } as Call;
      expect(faultsOf({ ...quiet, calls: [...quiet.calls, again] }).askedAgain).toEqual([
        `${again.stepKey}, attempt ${again.attempt}`,
      ]);
    }
  });
});
