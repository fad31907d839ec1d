import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Brief, NewEvent } from '../types.ts';
import type { NewDiscussion, Store } from './store.ts';
import { earlyKey, type ThreadStore } from './threads.ts';

const brief: Brief = {
  topic: 'Tabs or spaces?',
  format: 'focus-group',
  options: {},
  provider: 'scripted',
  pace: 'fast',
  promptVersion: 1,
};
const uma = { id: 'u1', name: 'Uma' };
const moderator = { id: 'moderator', name: 'Moderator' };
const head = { format: 'focus-group', formatVersion: 1, seed: 's', brief, plan: {}, moderator };
const opened: NewEvent = { key: 'opened', type: 'opened', ...head };
const control = (action: 'pause' | 'resume' | 'start') => ({ type: 'control' as const, action, by: uma });

type Open = () => Promise<{ threads: ThreadStore; store: Store; close: () => Promise<void> }>;

/** What every store of threads promises. */
export function threadsContract(name: string, open: Open) {
  describe(`threads: ${name}`, () => {
    let threads: ThreadStore;
    let store: Store;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ threads, store, close } = await open());
    }, 60_000);
    afterAll(() => close());

    const made = async (
      status: NewDiscussion['status'] = 'running',
      place: Partial<{ channel: string; platform: string; inside: string }> = {},
    ) => {
      const wanted = { origin: randomUUID(), brief, startedBy: uma, status, events: [opened] };
      const { id } = (await store.create(wanted)).discussion;
      await threads.add(id, { platform: 'discord', team: 'g1', channel: 'c1', ...place }, uma);
      return id;
    };
    const inThread = async (place?: Partial<{ channel: string; platform: string }>) => {
      const id = await made('running', place);
      await threads.opened(id, `thread of ${id}`, `opener of ${id}`);
      return id;
    };
    const due = async (id: string, platform = 'discord') => (await threads.due(platform, 10_000)).includes(id);

    it('keeps where a discussion is to take place, and its thread once it is open', async () => {
      const id = await made('initializing');
      await threads.add(id, { platform: 'discord', team: 'other', channel: 'other' }, uma);
      const place = { platform: 'discord', team: 'g1', channel: 'c1', startedBy: uma };
      expect(await threads.get(id)).toEqual({ discussion: id, ...place, cursor: 0, closed: false });
      expect(await threads.opened(id, 't1', 'o1')).toBe(true);
      expect(await threads.opened(id, 't2')).toBe(false);
      const found = { discussion: id, ...place, thread: 't1', opener: 'o1', cursor: 0, closed: false };
      expect(await threads.byThread('discord', 'g1', 't1')).toEqual(found);
      expect(await threads.byThread('discord', 'g2', 't1')).toBeUndefined();
      expect(await threads.byThread('slack', 'g1', 't1')).toBeUndefined();
      expect(await threads.get(randomUUID())).toBeUndefined();
      expect(await threads.get("'; drop table thread; --")).toBeUndefined();
    });

    it('gives a post to one of several who want it at once', async () => {
      const id = await inThread();
      const claims = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => threads.claim(id, { seq: 1, part: 0 }, owner, 5_000)));
      expect(claims.map(({ kind }) => kind).sort()).toEqual(['claimed', 'held', 'held', 'held']);
      const other = await threads.claim(id, { seq: 1, part: 1 }, 'e', 5_000);
      expect(other.kind).toBe('held');
      if (other.kind === 'held') expect(+other.until).toBeGreaterThan(Date.now() + 2_000);
    });

    it('never gives a post again that has a receipt, whoever asks at the same moment', async () => {
      const id = await inThread();
      for (let seq = 1; seq <= 20; seq++) {
        const key = { seq, part: 0 };
        await threads.claim(id, key, 'a', 5_000);
        const [, ...claims] = await Promise.all([
          threads.receipt(id, key, 'a', `m${seq}`),
          ...['b', 'c', 'd'].map((owner) => threads.claim(id, key, owner, 5_000)),
        ]);
        for (const claim of claims) expect(['held', 'posted']).toContain(claim.kind);
        expect(await threads.claim(id, key, 'a', 5_000)).toEqual({ kind: 'posted', message: `m${seq}` });
      }
    });

    it('tells whoever takes over a claim that ran out to look first', async () => {
      const id = await inThread();
      await threads.claim(id, { seq: 1, part: 0 }, 'dead', 50);
      await sleep(80);
      expect(await threads.claim(id, { seq: 1, part: 0 }, 'b', 5_000)).toEqual({ kind: 'look' });
      expect((await threads.claim(id, { seq: 1, part: 0 }, 'c', 5_000)).kind).toBe('held');
      expect(await threads.receipt(id, { seq: 1, part: 0 }, 'b', 'm1')).toBe(true);
      expect(await threads.receipt(id, { seq: 1, part: 0 }, 'dead', 'twin')).toBe(false);
      expect(await threads.claim(id, { seq: 1, part: 1 }, 'b', 5_000)).toEqual({ kind: 'claimed' });
    });

    it('lets nobody look, the owner neither, while a post is in doubt', async () => {
      const id = await inThread();
      const key = { seq: 1, part: 0 };
      await threads.claim(id, key, 'a', 5_000);
      await threads.doubt(id, key, 'b', 0);
      expect((await threads.claim(id, key, 'a', 5_000)).kind).toBe('held');
      await threads.doubt(id, key, 'a', 60);
      expect((await threads.claim(id, key, 'a', 5_000)).kind).toBe('held');
      await sleep(90);
      expect(await threads.claim(id, key, 'a', 5_000)).toEqual({ kind: 'look' });
    });

    it('gives a claim back, and that of nobody else', async () => {
      const id = await inThread();
      const key = { seq: 1, part: 0 };
      await threads.claim(id, key, 'a', 5_000);
      await threads.unclaim(id, key, 'b');
      expect((await threads.claim(id, key, 'b', 5_000)).kind).toBe('held');
      await threads.unclaim(id, key, 'a');
      expect(await threads.claim(id, key, 'b', 5_000)).toEqual({ kind: 'claimed' });
    });

    it('opens a thread under a claim as well', async () => {
      const id = await made('initializing');
      expect(await threads.claim(id, { seq: 0, part: 0 }, 'a', 5_000)).toEqual({ kind: 'claimed' });
      expect((await threads.claim(id, { seq: 0, part: 0 }, 'b', 5_000)).kind).toBe('held');
      await threads.opened(id, 'a thread');
      expect(await threads.claim(id, { seq: 0, part: 0 }, 'b', 5_000)).toEqual({ kind: 'posted', message: 'a thread' });
      expect(await threads.claim(id, { seq: 1, part: 0 }, 'b', 5_000)).toEqual({ kind: 'claimed' });
    });

    it('knows the messages of a discussion, by event and by id', async () => {
      const id = await inThread();
      for (const [seq, part] of [
        [2, 0],
        [2, 1],
        [10, 0],
      ] as const) {
        await threads.claim(id, { seq, part }, 'a', 5_000);
        await threads.receipt(id, { seq, part }, 'a', `m${seq}.${part}`);
      }
      expect(await threads.messages(id)).toEqual([
        { seq: 2, message: 'm2.0' },
        { seq: 10, message: 'm10.0' },
      ]);
      expect(await threads.seqOf(id, 'm2.1')).toBe(2);
      expect(await threads.seqOf(await inThread(), 'm2.1')).toBeUndefined();
      expect(await threads.lastMessage(id)).toBe('m10.0');
      expect(await threads.lastMessage(randomUUID())).toBeUndefined();
    });

    it('knows what was posted before its turn', async () => {
      const id = await inThread();
      for (const key of [{ seq: 4, part: 0 }, earlyKey(4, 6), earlyKey(4, 8)]) {
        expect(await threads.claim(id, key, 'a', 5_000)).toEqual({ kind: 'claimed' });
        await threads.receipt(id, key, 'a', `m${key.part}`);
      }
      expect(await threads.early(id)).toEqual([6, 8]);
      expect(await threads.messages(id)).toEqual([{ seq: 4, message: 'm0' }]);
      expect(await threads.lastMessage(id)).toBe('m1004');
      expect(await threads.seqOf(id, 'm1002')).toBeUndefined();
      expect(await threads.claim(id, { seq: 5, part: 0 }, 'a', 5_000)).toEqual({ kind: 'claimed' });
    });

    it('never goes back', async () => {
      const id = await inThread();
      await threads.advance(id, 5);
      await threads.advance(id, 3);
      expect((await threads.get(id))?.cursor).toBe(5);
    });

    it('finds what waits for its thread, and no draft', async () => {
      const [waiting, draft] = [await made('initializing'), await made('draft')];
      expect([await due(waiting), await due(draft)]).toEqual([true, false]);
      expect(await due(waiting, 'slack')).toBe(false);
      await threads.claim(waiting, { seq: 0, part: 0 }, 'a', 5_000);
      expect(await due(waiting)).toBe(false);
    });

    it('finds what has something to post, from when it is due on', async () => {
      const id = await inThread();
      expect(await due(id)).toBe(true);
      await threads.advance(id, 1);
      expect(await due(id)).toBe(false);
      const work = await store.begin(id, { leaseMs: 10_000, after: 0 });
      const deliverAt = new Date(Date.now() + 150);
      const event: NewEvent = { key: 'a', type: 'said', speaker: 'moderator', text: 'Well.', deliverAt };
      await store.append(id, work?.epoch ?? 0, { event });
      expect(await due(id)).toBe(false);
      await sleep(180);
      expect(await due(id)).toBe(true);
      await threads.close(id);
      expect([await due(id), (await threads.get(id))?.closed]).toEqual([false, true]);
    });

    it('finds one that is over and whose end has not been told', async () => {
      const id = await inThread();
      const work = await store.begin(id, { leaseMs: 10_000, after: 0 });
      await store.end(id, work?.epoch ?? 0, 0, 'done');
      await threads.advance(id, 2);
      expect(await due(id)).toBe(false);
      await store.setReportStatus(id, work?.epoch ?? 0, 'ready');
      expect(await due(id)).toBe(true);
    });

    it('leaves one with a problem alone for a while, and tells the problem until something gets through', async () => {
      const id = await inThread();
      await threads.setProblem(id, 'I may not write there.');
      expect([await due(id), (await threads.get(id))?.problem]).toEqual([false, 'I may not write there.']);
      await threads.claim(id, { seq: 1, part: 0 }, 'a', 5_000);
      await threads.receipt(id, { seq: 1, part: 0 }, 'a', 'm');
      expect(await threads.get(id)).not.toHaveProperty('problem');
      await threads.setProblem(id, 'Again.');
      await threads.setProblem(id, null);
      expect([await due(id), await threads.get(id)]).toEqual([true, expect.not.objectContaining({ problem: 'Again.' })]);
    });

    it('finds what goes on in a thread, a channel or a team', async () => {
      const here = { platform: `p${randomUUID()}`, team: 'g1' };
      const [a, b] = [await inThread({ ...here, channel: 'a' }), await inThread({ ...here, channel: 'b' })];
      const paused = await inThread({ ...here, channel: 'b' });
      await store.change(paused, 'p', { from: ['running'], to: 'paused', event: control('pause') });
      const over = await inThread({ ...here, channel: 'b' });
      await store.change(over, 'e', { from: ['running'], to: 'cancelled', event: { type: 'ended', reason: 'stopped' } });
      expect(await threads.liveIn(here)).toEqual([a, b, paused]);
      expect(await threads.liveIn({ ...here, channel: 'b' })).toEqual([b, paused]);
      expect(await threads.liveIn({ ...here, thread: `thread of ${a}` })).toEqual([a]);
      expect(await threads.liveIn({ ...here, team: 'g2' })).toEqual([]);
    });

    it('lets one discussion at a time have a thread that was there before', async () => {
      const inside = randomUUID();
      const wanted = await Promise.all([1, 2, 3].map(() => made('initializing', { inside })));
      expect(await threads.isTaken('discord', 'g1', inside)).toBe(false);
      expect(await threads.get(wanted[0] ?? '')).toMatchObject({ inside });
      const takes = await Promise.all(wanted.map((id) => threads.take(id)));
      expect(takes.filter(Boolean)).toHaveLength(1);
      const [first = '', second = ''] = wanted.sort(
        (a, b) => +(takes[wanted.indexOf(b)] ?? 0) - +(takes[wanted.indexOf(a)] ?? 0),
      );
      expect(await threads.take(first)).toBe(true);
      expect(await threads.take(second)).toBe(false);
      expect(await threads.isTaken('discord', 'g1', inside)).toBe(true);
      expect(await threads.isTaken('discord', 'g2', inside)).toBe(false);
      expect(await threads.opened(first, inside, 'o1')).toBe(true);
      expect((await threads.byThread('discord', 'g1', inside))?.discussion).toBe(first);
      expect(await threads.liveIn({ platform: 'discord', team: 'g1', thread: inside })).toHaveLength(3);
      await threads.close(first);
      expect(await threads.isTaken('discord', 'g1', inside)).toBe(false);
      expect(await threads.take(second)).toBe(true);
      await threads.opened(second, inside, 'o2');
      expect((await threads.byThread('discord', 'g1', inside))?.discussion).toBe(second);
    });

    it('keeps no thread for what has failed, and has the one that it opened taken', async () => {
      const failed = await inThread();
      const inside = `thread of ${failed}`;
      expect(await threads.isTaken('discord', 'g1', inside)).toBe(true);
      const next = await made('initializing', { inside });
      expect(await threads.take(next)).toBe(false);
      const event = { type: 'control' as const, action: 'fail' as const, by: uma };
      await store.change(failed, 'f', { from: ['running'], to: 'failed', event });
      expect(await threads.isTaken('discord', 'g1', inside)).toBe(false);
      expect(await threads.take(next)).toBe(true);
      expect(await threads.isTaken('discord', 'g1', inside)).toBe(true);
    });

    it('gives the slots of a pace one after the other, to all who ask', async () => {
      const key = randomUUID();
      const waits = await Promise.all([1, 2, 3, 4].map(() => threads.slot(key, 1_000)));
      waits
        .sort((a, b) => a - b)
        .forEach((wait, n) => {
          expect(wait).toBeGreaterThan(n * 1_000 - 300);
          expect(wait).toBeLessThanOrEqual(n * 1_000 + 1);
        });
      expect(await threads.slot(randomUUID(), 1_000)).toBe(0);
    });

    it('forgets paces that nobody has waited for, and no others', async () => {
      const [free, busy] = [randomUUID(), randomUUID()];
      await threads.slot(free, 0);
      await threads.slot(busy, 60_000);
      await sleep(5);
      expect(await threads.forgetPaces(new Date())).toBeGreaterThan(0);
      expect(await threads.slot(busy, 60_000)).toBeGreaterThan(50_000);
      expect(await threads.forgetPaces(new Date(Date.now() - 60_000))).toBe(0);
    });

    it('holds a pace back', async () => {
      const key = randomUUID();
      await threads.holdBack(key, 1_000);
      await threads.holdBack(key, 100);
      const wait = await threads.slot(key, 10);
      expect(wait).toBeGreaterThan(700);
      expect(wait).toBeLessThanOrEqual(1_000);
    });
  });
}
