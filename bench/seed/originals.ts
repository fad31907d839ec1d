import type { Call } from '../../engine/call.ts';
import { harness, request, watched } from '../../engine/discussion/harness.fixture.ts';
import { room, services } from '../../engine/formats/council/council.fixture.ts';
import { rehearsalProvider } from '../../engine/llm/rehearsal.ts';
import type { Store } from '../../engine/store/store.ts';
import type { Discussion, DiscussionEvent } from '../../engine/types.ts';

/** A discussion that was really held, by rehearsal: what the many are copies of, each with words of its own. */
export type Original = { format: string; discussion: Discussion; events: DiscussionEvent[]; calls: Call[] };

/** Personas and rounds: from a short talk to one of several hundred entries. */
const SIZES = [
  { personas: 2, rounds: 1 },
  { personas: 3, rounds: 2 },
  { personas: 4, rounds: 4 },
  { personas: 5, rounds: 6 },
  { personas: 6, rounds: 9 },
  { personas: 8, rounds: 12 },
  { personas: 8, rounds: 20 },
];
const MODES = ['free', 'debate', 'creative', 'consensus'];

export async function originals(): Promise<Original[]> {
  const { engine, store } = harness({ provider: rehearsalProvider() });
  const worker = await engine.work({ concurrency: 4 });
  const groups: Original[] = [];
  for (const [i, { personas, rounds }] of SIZES.entries()) {
    const options = { rounds, mode: MODES[i % MODES.length] };
    const { id } = await engine.start(request({ personas, options, seed: `original ${i}`, origin: `original ${i}` }));
    await watched(engine, id);
    groups.push(await copyOf(store, id));
  }
  await worker.close();
  await engine.close();
  return [...groups, await council()];
}

async function council(): Promise<Original> {
  const { engine, store, start, rested } = room(services(4).length, () => rehearsalProvider());
  const worker = await engine.work({ concurrency: 4 });
  const id = await start('Which database for a small shop?');
  await rested(id);
  await worker.close();
  await engine.close();
  return copyOf(store, id);
}

async function copyOf(store: Store, id: string): Promise<Original> {
  const discussion = await store.get(id);
  if (!discussion) throw new Error('The original is gone');
  return { format: discussion.brief.format, discussion, events: await store.events(id, 0), calls: await store.calls(id) };
}
