import { setTimeout as sleep } from 'node:timers/promises';
import { CALL_TIMEOUT_MS, prepare } from './discussion/run-step.ts';
import type { Hold } from './discussion/verdict.ts';
import { RetryError, UserError } from './errors.ts';
import type { Format, Step } from './formats/format.ts';
import { formatNamed } from './formats/index.ts';
import type { Provider } from './llm/provider.ts';
import { askedSections } from './report/index.ts';
import type { ReportSource } from './report/input.ts';
import { sectionKey } from './report/section.ts';
import { memoryStore } from './store/memory.ts';
import { fold } from './transcript.ts';
import type { DiscussionEvent, EventBody } from './types.ts';

/** Names of the sections that a model has still to write. */
export function owedSections({ events, id }: ReportSource): string[] {
  const written = new Set(events.flatMap((event) => (event.type === 'section' ? [event.name] : [])));
  return askedSections(formatOf(fold(id, events).format).sections)
    .map(({ name }) => name)
    .filter((name) => !written.has(name));
}

/** Asks a provider for the sections that are not written yet, outside of any discussion: the source with them, and what they cost. */
export async function askSections(source: ReportSource, provider: Provider, signal: AbortSignal): Promise<ReportSource> {
  const transcript = fold(source.id, source.events);
  const format = formatOf(transcript.format);
  const { store, id, epoch } = await ledger(source);

  async function written(name: string): Promise<EventBody> {
    const step: Step = { kind: 'section', key: sectionKey(name), name };
    for (;;) {
      signal.throwIfAborted();
      const calls = await store.calls(id);
      const prepared = prepare({ format, transcript, step, speakersOf: () => [provider], calls });
      if (prepared.call) await store.open(id, epoch, [prepared.call]);
      const outcome = await prepared.run({ id, epoch, store, signal, timeoutMs: CALL_TIMEOUT_MS, keep: () => 0, at: () => {} });
      if (outcome.kind === 'held') throw new UserError(outcome.hold.reason, codeOf(outcome.hold));
      if (outcome.kind === 'later') {
        await sleep(Math.max(0, outcome.at.getTime() - Date.now()), undefined, { signal });
        continue;
      }
      if (outcome.settle) await store.settle(id, outcome.settle);
      return outcome.body;
    }
  }

  const bodies: { name: string; body: EventBody }[] = [];
  const [first, ...rest] = owedSections(source);
  const one = async (name: string) => bodies.push({ name, body: await orFailed(written(name)) });
  // The first runs alone, so that the others find what they all read in the vendor's cache.
  if (first !== undefined) await one(first);
  await Promise.all(rest.map(one));
  const last = transcript.lastSeq;
  const at = new Date();
  const events = bodies.map(
    ({ name, body }, i): DiscussionEvent => ({ ...body, seq: last + 1 + i, key: sectionKey(name), at, deliverAt: at }),
  );
  const all = [...source.events, ...events];
  const reportStatus = owedSections({ ...source, events: all }).length === 0 ? 'ready' : 'partial';
  const discussion = { ...source.discussion, reportStatus } as const;
  return { ...source, discussion, events: all, calls: [...source.calls, ...(await store.calls(id))] };
}

const codeOf = ({ mends }: Hold) => (mends === 'person' ? 'API_KEY_INVALID' : 'LLM_API_ERROR');

/** A section that cannot be written says so; one that nobody may write stops it all. */
async function orFailed(body: Promise<EventBody>): Promise<EventBody> {
  try {
    return await body;
  } catch (error) {
    if (error instanceof RetryError) return { type: 'failed', reason: error.message };
    if (error instanceof UserError && error.code !== 'API_KEY_INVALID') return { type: 'failed', reason: error.message };
    throw error;
  }
}

/** Calls are kept as those of a discussion are: the same retries, and the same account of them. */
async function ledger({ events }: ReportSource) {
  const [opened] = events;
  if (opened?.type !== 'opened') throw new Error('A discussion begins with its opening');
  const store = memoryStore();
  const by = { id: 'report', name: 'Report' };
  const { seq: _seq, at: _at, deliverAt: _deliverAt, ...event } = opened;
  const { brief } = opened;
  const wanted = { origin: 'report', brief, startedBy: by, status: 'running', events: [event] } as const;
  const { discussion } = await store.create({ ...wanted, events: [...wanted.events] });
  const work = await store.begin(discussion.id, { leaseMs: 60_000, after: 0 });
  if (!work) throw new Error('A ledger that was just begun is there');
  return { store, id: discussion.id, epoch: work.epoch };
}

function formatOf(name: string): Format {
  const format = formatNamed(name);
  if (format) return format;
  throw new UserError(`This version of simFocus does not know the format "${name}".`);
}
