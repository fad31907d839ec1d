import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OverBudget, OverLimit, StaleEpoch } from '../errors.ts';
import type { Brief, NewEvent } from '../types.ts';
import type { Change, NewDiscussion, Store, Work } from './store.ts';

const brief: Brief = {
  topic: 'Tabs or spaces?',
  format: 'focus-group',
  options: {},
  provider: 'scripted',
  pace: 'fast',
  promptVersion: 1,
};
const somebody = { id: 'u1', name: 'Uma' };
const opened: NewEvent = {
  key: 'opened',
  type: 'opened',
  format: 'focus-group',
  formatVersion: 1,
  seed: 's',
  brief,
  plan: {},
  moderator: { id: 'moderator', name: 'Moderator' },
};
const wanted = (more: Partial<NewDiscussion> = {}): NewDiscussion => ({
  origin: randomUUID(),
  brief,
  startedBy: somebody,
  status: 'running',
  events: [opened],
  ...more,
});
const said = (key: string, deliverAt?: Date): NewEvent => ({
  key,
  type: 'said',
  speaker: 'moderator',
  text: `text of ${key}`,
  ...(deliverAt && { deliverAt }),
});
const call = (stepKey: string, attempt = 1) => ({ stepKey, attempt, provider: 'scripted', model: 'm', reserved: 0.5 });
const usage = { input: 10, cached: 2, cacheWrite: 0, output: 5, cost: 0.25 };
const reply = { text: 'hello', model: 'm', usage };

/** What every store promises. `open` gives one that other tests may be using. */
export function storeContract(name: string, open: () => Promise<{ store: Store; close: () => Promise<void> }>) {
  describe(`store: ${name}`, () => {
    let store: Store;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ store, close } = await open());
    }, 60_000);
    afterAll(async () => {
      await close();
    });

    const create = async (more?: Partial<NewDiscussion>) => (await store.create(wanted(more))).discussion.id;
    const begin = async (id: string): Promise<Work> => {
      const work = await store.begin(id, { leaseMs: 10_000, after: 0 });
      if (!work) throw new Error('nothing is owed');
      return work;
    };
    const keys = async (id: string) => (await store.events(id, 0)).map((event) => event.key);

    it('creates once for each origin', async () => {
      const first = await store.create(wanted({ origin: 'interaction-1' }));
      const second = await store.create(wanted({ origin: 'interaction-1' }));
      expect(first.created).toBe(true);
      expect(second).toEqual({ discussion: first.discussion, created: false });
      const rivals = await Promise.all([1, 2, 3, 4].map(() => store.create(wanted({ origin: 'interaction-2' }))));
      expect(rivals.filter((rival) => rival.created)).toHaveLength(1);
      expect(new Set(rivals.map((rival) => rival.discussion.id)).size).toBe(1);
    });

    it('gives back what was written, and nothing for an id that does not exist', async () => {
      const id = await create({ speed: 1.5 });
      expect(await store.get(id)).toMatchObject({ brief, speed: 1.5 });
      expect((await store.events(id, 0))[0]).toMatchObject({ ...opened, seq: 1 });
      for (const unknown of [randomUUID(), 'not-an-id', "'; drop table event; --"]) {
        expect(await store.get(unknown)).toBeUndefined();
        expect(await store.events(unknown, 0)).toEqual([]);
        expect(await store.ask(unknown, { messageId: 'm', asker: somebody, text: 'why?' })).toBe('over');
      }
    });

    it('keeps drafts until they are begun, discarded, or too old', async () => {
      const begin = { key: 'b', from: ['draft' as const], to: 'initializing' as const };
      const event = { type: 'control' as const, action: 'initialize' as const, by: somebody };
      const [kept, begun, old] = [
        await create({ status: 'draft' }),
        await create({ status: 'draft' }),
        await create({ status: 'draft' }),
      ];
      const rivals = await Promise.all([1, 2, 3].map((n) => store.change(begun, `b/${n}`, { ...begin, event })));
      expect(rivals.filter((row) => row?.status === 'initializing')).toHaveLength(1);
      expect(await store.discard(begun)).toBe(false);
      expect([await store.discard(old), await store.discard(old), await store.get(old)]).toEqual([true, false, undefined]);
      expect(await store.events(old, 0)).toEqual([]);
      await store.discardDrafts(new Date(Date.now() - 60_000));
      expect((await store.get(kept))?.status).toBe('draft');
      await store.discardDrafts(new Date(Date.now() + 60_000));
      expect([await store.get(kept), (await store.get(begun))?.status]).toEqual([undefined, 'initializing']);
    });

    it('replaces the first facts of a draft, and of nothing else', async () => {
      const [draft, begun] = [await create({ status: 'draft' }), await create()];
      const cast = { key: 'cast', type: 'cast' as const, personas: [], reason: 'Others.' };
      expect(await store.redraft(draft, [opened, cast])).toBe(true);
      expect((await store.events(draft, 0)).map(({ seq, key }) => [seq, key])).toEqual([
        [1, 'opened'],
        [2, 'cast'],
      ]);
      expect((await store.events(draft, 1))[0]).toMatchObject({ reason: 'Others.' });
      expect((await store.get(draft))?.seq).toBe(2);
      const before = await store.events(begun, 0);
      expect([await store.redraft(begun, [opened]), await store.redraft(randomUUID(), [opened])]).toEqual([false, false]);
      expect(await store.events(begun, 0)).toEqual(before);
    });

    it('replaces them whole or not at all while somebody starts it', async () => {
      const cast = { key: 'cast', type: 'cast' as const, personas: [], reason: 'Others.' };
      for (let n = 0; n < 5; n++) {
        const id = await create({ status: 'draft' });
        const event = { type: 'control' as const, action: 'initialize' as const, by: somebody };
        const [replaced, begun] = await Promise.all([
          store.redraft(id, [opened, cast]),
          store.change(id, 'b', { from: ['draft'], to: 'initializing', event }),
        ]);
        const events = await store.events(id, 0);
        expect(begun?.status).toBe('initializing');
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
        expect(events.at(-1)?.key).toBe('b');
        expect(events.some((one) => one.type === 'cast' && one.reason === 'Others.')).toBe(replaced);
      }
    });

    it('counts one rating of each member, the last one', async () => {
      const id = await create();
      await Promise.all(['a', 'b', 'c'].map((member) => store.rate(id, member, 'up')));
      await store.rate(id, 'b', 'down');
      await store.rate(randomUUID(), 'a', 'up');
      expect(await store.ratings(id)).toEqual({ up: 2, down: 1 });
      expect(await store.ratings(randomUUID())).toEqual({ up: 0, down: 0 });
    });

    it('lists the discussions of a team, of a member, in a state, of a format; newest first', async () => {
      const team = `discord:${randomUUID()}`;
      const vic = { id: randomUUID(), name: 'Vic' };
      const [a, b] = [await create({ team }), await create({ team, startedBy: vic, status: 'draft' })];
      await create({ startedBy: vic });
      const ids = async (filter: Parameters<Store['list']>[0]) => (await store.list(filter)).map(({ id }) => id);
      expect(new Set(await ids({ team, limit: 10 }))).toEqual(new Set([a, b]));
      expect(await ids({ team, limit: 1 })).toHaveLength(1);
      expect(await ids({ team, startedBy: vic.id, limit: 10 })).toEqual([b]);
      expect(await ids({ team, status: ['running', 'paused'], limit: 10 })).toEqual([a]);
      const format = (await store.get(a))?.brief.format ?? '';
      expect(await ids({ team, format, status: ['running'], limit: 10 })).toEqual([a]);
      expect(await ids({ team, format: `no ${format}`, limit: 10 })).toEqual([]);
      expect((await store.get(a))?.team).toBe(team);
      expect((await store.get(await create()))?.team).toBe('default');
    });

    it('lets a member begin only so many in an hour, and have only so many going on, also when they are begun at once', async () => {
      const team = `discord:${randomUUID()}`;
      const memberLimits = { anHour: 3, atOnce: 2 };
      const refused = (results: PromiseSettledResult<unknown>[]) =>
        results.flatMap((one) => (one.status === 'rejected' ? [one.reason as OverLimit] : []));
      const first = await Promise.allSettled([1, 2, 3, 4].map(() => create({ team, memberLimits })));
      expect(refused(first)).toHaveLength(2);
      for (const error of refused(first)) expect([error instanceof OverLimit, error.until]).toEqual([true, undefined]);
      const [id = ''] = first.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      await store.change(id, 'stop', { from: ['running'], to: 'cancelled', event: { type: 'ended', reason: 'stopped' } });
      const draft = await create({ team, status: 'draft' });
      const event = { type: 'control' as const, action: 'initialize' as const, by: somebody };
      const begun = { from: ['draft' as const], to: 'initializing' as const, event, memberLimits };
      expect((await store.change(draft, 'b', begun))?.status).toBe('initializing');
      const another = await create({ team, status: 'draft' });
      const error = await store.change(another, 'b', begun).catch((reason: unknown) => reason as OverLimit);
      expect(error).toBeInstanceOf(OverLimit);
      const until = error instanceof OverLimit ? Number(error.until) - Date.now() : 0;
      expect(until).toBeGreaterThan(3_500_000);
      expect(until).toBeLessThanOrEqual(3_600_000 + 1_000);
      expect((await store.get(another))?.status).toBe('draft');
      expect((await store.events(another, 0)).map(({ key }) => key)).toEqual(['opened']);
      await create({ team, memberLimits, startedBy: { id: 'u2', name: 'Vic' } });
      await create({ memberLimits, team: `${team}2` });
    });

    it('lets only the latest epoch write', async () => {
      const id = await create();
      const dead = await begin(id);
      await store.open(id, dead.epoch, [call('a')]);
      const alive = await begin(id);
      expect(alive.epoch).toBe(dead.epoch + 1);
      expect(alive.calls).toMatchObject([{ stepKey: 'a', attempt: 1, state: 'abandoned' }]);
      await expect(store.open(id, dead.epoch, [call('b')])).rejects.toThrow(StaleEpoch);
      await expect(store.append(id, dead.epoch, { event: said('a') })).rejects.toThrow(StaleEpoch);
      await expect(store.takeQuestions(id, dead.epoch)).rejects.toThrow(StaleEpoch);
      await expect(store.end(id, dead.epoch, 0, 'done')).rejects.toThrow(StaleEpoch);
      expect((await store.append(id, alive.epoch, { event: said('a') })).seq).toBe(2);
      expect(await keys(id)).toEqual(['opened', 'a']);
    });

    it('writes each key once, and numbers events without a gap when several are appended at once', async () => {
      const id = await create();
      const { epoch } = await begin(id);
      await store.append(id, epoch, { event: said('a') });
      await expect(store.append(id, epoch, { event: said('a') })).rejects.toThrow();
      await Promise.all(['b', 'c', 'd', 'e'].map((key) => store.append(id, epoch, { event: said(key) })));
      const events = await store.events(id, 0);
      expect(events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(new Set(events.map((event) => event.key)).size).toBe(6);
    });

    it('keeps a reply until its event is written, and gives it to the next worker', async () => {
      const id = await create();
      const first = await begin(id);
      await store.open(id, first.epoch, [call('a')]);
      await store.settle(id, { stepKey: 'a', attempt: 1, outcome: 'reply', reply, usage, key: 'k1' });
      const second = await begin(id);
      expect(second.calls).toMatchObject([{ stepKey: 'a', state: 'settled', outcome: 'reply', reply, usage, key: 'k1' }]);
      await store.append(id, second.epoch, { event: said('a') });
      expect((await begin(id)).calls).toEqual([]);
    });

    it('deletes what was said of which nothing was heard for long, and keeps what it cost', async () => {
      const team = `discord:${randomUUID()}`;
      const paper = { ...brief, context: 'A secret paper' };
      const [old, open, other] = [
        await create({ team, brief: paper }),
        await create({ team, brief: paper }),
        await create({ brief: paper }),
      ];
      for (const id of [old, open]) {
        const { epoch } = await begin(id);
        await store.open(id, epoch, [call('a')]);
        await store.append(id, epoch, {
          event: said('a'),
          settle: { stepKey: 'a', attempt: 1, outcome: 'reply', reply, usage, reason: 'A reason' },
        });
        await store.ask(id, { messageId: 'm', asker: { id: 'u', name: 'U' }, text: 'Why?' });
      }
      await store.change(old, 'ended', { from: ['running'], to: 'completed', event: { type: 'ended', reason: 'done' } });
      const { epoch } = await begin(open);
      expect(await store.forgetTexts(team, new Date(Date.now() - 60_000), 10)).toBe(0);
      const draft = await create({ team, status: 'draft' });
      const soon = new Date(Date.now() + 60_000);
      expect([await store.forgetTexts(team, soon, 1), await store.forgetTexts(team, soon, 10)]).toEqual([1, 1]);
      expect(await store.forgetTexts(team, soon, 10)).toBe(0);
      for (const id of [old, open]) {
        const left = await store.get(id);
        expect(left).toMatchObject({ status: id === old ? 'completed' : 'cancelled', reportStatus: 'none' });
        expect(left?.textDeletedAt).toBeInstanceOf(Date);
        expect(left?.endedAt).toBeInstanceOf(Date);
        expect(left?.brief.context).toBeUndefined();
        expect(await store.events(id, 0)).toEqual([]);
        const calls = await store.calls(id);
        expect(calls).toMatchObject([{ stepKey: 'a', usage }]);
        expect(calls[0]).not.toHaveProperty('reason');
      }
      await expect(store.append(open, epoch, { event: said('b') })).rejects.toThrow(StaleEpoch);
      expect((await store.events(other, 0)).length).toBeGreaterThan(0);
      expect((await store.get(other))?.brief.context).toBe('A secret paper');
      expect((await store.get(draft))?.textDeletedAt).toBeUndefined();
    });

    it('settles and appends in one write; a stale writer still settles its call', async () => {
      const id = await create();
      const { epoch } = await begin(id);
      await store.open(id, epoch, [call('a')]);
      const settle = { stepKey: 'a', attempt: 1, outcome: 'reply' as const, reply, usage, key: 'environment/openai' };
      await store.append(id, epoch, { event: said('a'), settle, open: { calls: [call('b'), call('c')], keep: 0 } });
      expect(await store.calls(id)).toMatchObject([
        { stepKey: 'a', state: 'settled', outcome: 'reply', usage, key: 'environment/openai' },
        { stepKey: 'b', state: 'open' },
        { stepKey: 'c', state: 'open' },
      ]);
      expect((await store.calls(id))[0]).not.toHaveProperty('reply');
      await store.change(id, 'stop', { from: ['running'], to: 'cancelled', event: { type: 'ended', reason: 'stopped' } });
      const late = { ...settle, stepKey: 'b' };
      await expect(store.append(id, epoch, { event: said('b'), settle: late })).rejects.toThrow(StaleEpoch);
      expect((await store.calls(id))[1]).toMatchObject({ stepKey: 'b', state: 'settled', reply });
      expect(await keys(id)).toEqual(['opened', 'a', 'stop']);
    });

    it('leaves an abandoned call as it was charged when its reply comes late', async () => {
      const id = await create();
      const dead = await begin(id);
      await store.open(id, dead.epoch, [call('a')]);
      const alive = await begin(id);
      await store.settle(id, { stepKey: 'a', attempt: 1, outcome: 'reply', reply, usage });
      expect((await store.calls(id))[0]).toMatchObject({ state: 'abandoned' });
      await store.open(id, alive.epoch, [call('a', 2)]);
      await expect(store.open(id, alive.epoch, [call('a', 2)])).rejects.toThrow();
    });

    it('takes questions in their order, each message once, also while paused', async () => {
      const id = await create();
      const { epoch } = await begin(id);
      const question = (n: number) => ({ messageId: `m${n}`, asker: somebody, text: `why ${n}?` });
      expect(await store.ask(id, question(1))).toBe('taken');
      expect(await store.ask(id, question(1))).toBe('known');
      expect(await store.ask(id, question(2))).toBe('taken');
      const twins = await Promise.all([3, 3, 3, 3].map((n) => store.ask(id, question(n))));
      expect(twins.sort()).toEqual(['known', 'known', 'known', 'taken']);
      await store.change(id, 'p', { from: ['running'], to: 'paused', event: { type: 'control', action: 'pause', by: somebody } });
      expect((await begin(id)).waiting).toBe(3);
      await store.takeQuestions(id, epoch + 1);
      expect(await keys(id)).toEqual(['opened', 'p', 'question/m1', 'question/m2', 'question/m3']);
      expect((await begin(id)).waiting).toBe(0);
      expect((await store.events(id, 2))[0]).toMatchObject({ type: 'asked', asker: somebody, text: 'why 1?' });
    });

    it('does not end while a question is on its way, and takes none after the end', async () => {
      const id = await create();
      const { epoch, asked } = await begin(id);
      await store.ask(id, { messageId: 'late', asker: somebody, text: 'one more?' });
      expect(await store.end(id, epoch, asked, 'done')).toBe(false);
      expect(await store.end(id, epoch, asked + 1, 'done')).toBe(true);
      expect(await store.get(id)).toMatchObject({ status: 'completed', reportStatus: 'generating' });
      expect(await store.ask(id, { messageId: 'too-late', asker: somebody, text: 'and?' })).toBe('over');
      await expect(store.append(id, epoch, { event: said('after') })).rejects.toThrow(StaleEpoch);
      const section: NewEvent = { key: 'section/overview', type: 'section', name: 'overview', title: 'Overview', body: {} };
      await store.append(id, epoch, { event: section });
      await store.setReportStatus(id, epoch, 'ready');
      await store.setWakeAt(id, epoch, 3, new Date(0));
      expect(await store.due(10_000)).toContain(id);
      expect(await store.begin(id, { leaseMs: 1000, after: 0 })).toBeUndefined();
      expect(await store.due(10_000)).not.toContain(id);
    });

    it('changes the life cycle only from the states that are named, and only once', async () => {
      const id = await create();
      const pause = {
        from: ['running' as const],
        to: 'paused' as const,
        event: { type: 'control' as const, action: 'pause' as const, by: somebody },
      };
      const rivals = await Promise.all([1, 2, 3].map((n) => store.change(id, `pause/${n}`, pause)));
      expect(rivals.filter((row) => row?.status === 'paused')).toHaveLength(1);
      expect((await store.events(id, 1)).map((event) => event.type)).toEqual(['control']);
      expect(await store.change(randomUUID(), 'x', pause)).toBeUndefined();
    });

    it('takes a report up again only where some of it could not be written, and gives it up only while it is', async () => {
      const id = await create();
      const { epoch, asked } = await begin(id);
      const event: Change['event'] = { type: 'control', action: 'report', by: somebody, sections: ['overview'] };
      const again: Change = { from: ['completed'], to: 'completed', reportStatus: 'generating', event };
      const up: Change = { ...again, reportStatus: 'failed' };
      expect(await store.change(id, 'r0', again)).toBeUndefined();
      await store.end(id, epoch, asked, 'done');
      expect(await store.change(id, 'r1', again)).toBeUndefined();
      await store.setReportStatus(id, epoch, 'ready');
      expect(await store.change(id, 'r2', again)).toBeUndefined();
      await store.setReportStatus(id, epoch, 'partial');
      const { endedAt } = (await store.get(id)) ?? {};
      const rivals = await Promise.all([3, 4, 5].map((n) => store.change(id, `r${n}`, again)));
      expect(rivals.flatMap((row) => row ?? [])).toMatchObject([{ status: 'completed', reportStatus: 'generating', endedAt }]);
      expect((await store.events(id, 0)).at(-1)).toMatchObject(event);
      expect(await store.due(10_000)).toContain(id);
      const work = await begin(id);
      await store.append(id, work.epoch, { event: { key: 'section/overview@2', type: 'failed', reason: 'No.' } });
      expect(await store.change(id, 'up', up)).toMatchObject({ reportStatus: 'failed' });
      expect(await store.due(10_000)).not.toContain(id);
      expect(await store.change(id, 'r6', again)).toMatchObject({ reportStatus: 'generating' });
    });

    it('keeps one that pauses itself apart from one that a person paused', async () => {
      const id = await create();
      const { epoch } = await begin(id);
      const due = new Date(Date.now() + 60_000);
      await store.append(id, epoch, { event: said('a', due) });
      const later = new Date(Date.now() + 30_000);
      const pause = { type: 'control' as const, action: 'pause' as const, by: somebody };
      const resume = { type: 'control' as const, action: 'resume' as const, by: somebody };
      const hold = {
        from: ['running' as const],
        to: 'paused' as const,
        held: 'person' as const,
        reason: 'No key.',
        wakeAt: later,
      };
      expect(await store.change(id, 'h0', { ...hold, epoch: epoch + 1, event: pause })).toBeUndefined();
      const held = await store.change(id, 'h1', { ...hold, epoch, event: pause });
      expect(held).toMatchObject({ status: 'paused', held: 'person', reason: 'No key.' });
      // What is written is shown when it is due: only a pause of a person stops the clock of the readers.
      expect(held?.pausedAt).toBeUndefined();
      const isDue = async () => (await store.due(10_000)).includes(id);
      expect(await isDue()).toBe(false);
      const speed = { type: 'control' as const, action: 'speed' as const, by: somebody, speed: 2 };
      expect(await store.change(id, 's', { from: ['paused'], speed: 2, event: speed })).toMatchObject({
        held: 'person',
        reason: 'No key.',
      });
      await store.wakeHeld(new Date(Date.now() - 1));
      expect(await isDue()).toBe(true);
      expect((await begin(id)).discussion).toMatchObject({ status: 'paused', held: 'person' });
      const taken = await store.change(id, 'p', { from: ['paused'], ifHeld: true, to: 'paused', event: pause });
      expect(taken).toMatchObject({ status: 'paused' });
      expect(taken?.pausedAt).toBeDefined();
      expect(taken).not.toHaveProperty('held');
      expect(taken).not.toHaveProperty('reason');
      expect(await store.change(id, 'r0', { from: ['paused'], ifHeld: true, to: 'running', event: resume })).toBeUndefined();
      expect(await store.change(id, 'r1', { from: ['paused'], to: 'running', event: resume })).toMatchObject({
        status: 'running',
      });
    });

    it('keeps the end of one whose report waits', async () => {
      const id = await create();
      const { epoch } = await begin(id);
      await store.end(id, epoch, 0, 'done');
      const ended = (await store.get(id))?.endedAt;
      const event = { type: 'control' as const, action: 'pause' as const, by: somebody, reason: 'No key.' };
      const hold = {
        epoch,
        from: ['completed' as const],
        to: 'completed' as const,
        held: 'time' as const,
        reason: 'No key.',
        event,
      };
      const held = await store.change(id, 'h', hold);
      expect(held).toMatchObject({ status: 'completed', reportStatus: 'generating', held: 'time', endedAt: ended });
      expect(held?.pausedAt).toBeUndefined();
    });

    it('says which model was asked, where it was another one than it was opened for', async () => {
      const id = await create();
      const { epoch } = await begin(id);
      await store.open(id, epoch, [call('a'), call('b')]);
      await store.settle(id, { stepKey: 'a', attempt: 1, outcome: 'rejected', reply, usage, model: 'other' });
      const settle = { stepKey: 'b', attempt: 1, outcome: 'reply' as const, reply, usage, model: 'another' };
      await store.append(id, epoch, { event: said('b'), settle });
      expect((await store.calls(id)).map(({ model }) => model)).toEqual(['other', 'another']);
    });

    it('shows what was due after a pause as much later as the pause lasted, and sooner at a higher speed', async () => {
      const id = await create();
      const { epoch } = await begin(id);
      const due = new Date(Date.now() + 60_000);
      await store.append(id, epoch, { event: said('a', due) });
      expect((await begin(id)).lastDeliverAt).toEqual(due);
      const by = somebody;
      await store.change(id, 'p', { from: ['running'], to: 'paused', event: { type: 'control', action: 'pause', by } });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await store.change(id, 'r', { from: ['paused'], to: 'running', event: { type: 'control', action: 'resume', by } });
      const shifted = Number((await begin(id)).lastDeliverAt) - Number(due);
      expect(shifted).toBeGreaterThanOrEqual(290);
      expect(shifted).toBeLessThan(5_000);
      await store.change(id, 's', { from: ['running'], speed: 3, event: { type: 'control', action: 'speed', by, speed: 3 } });
      const left = Number((await begin(id)).lastDeliverAt) - Date.now();
      expect(left).toBeGreaterThan(15_000);
      expect(left).toBeLessThan(20_500);
      expect((await store.get(id))?.speed).toBe(3);
    });

    it('shows at once after a pause what was due when it was written, however long the pause was', async () => {
      const id = await create();
      const { epoch } = await begin(id);
      const by = somebody;
      await store.change(id, 'p', { from: ['running'], to: 'paused', event: { type: 'control', action: 'pause', by } });
      await new Promise((resolve) => setTimeout(resolve, 400));
      await store.ask(id, { messageId: 'm', asker: somebody, text: 'why?' });
      await store.takeQuestions(id, epoch);
      await store.change(id, 'r', { from: ['paused'], to: 'running', event: { type: 'control', action: 'resume', by } });
      const asked = (await store.events(id, 0)).find((event) => event.type === 'asked');
      expect(Number(asked?.deliverAt) - Date.now()).toBeLessThan(150);
    });

    it('says that it is over to a question that comes too late, and knows one that it has', async () => {
      const id = await create();
      const { epoch } = await begin(id);
      expect(await store.ask(id, { messageId: 'm1', asker: somebody, text: 'why?' })).toBe('taken');
      const [, late] = await Promise.all([
        store.end(id, epoch, 1, 'done'),
        store.ask(id, { messageId: 'm2', asker: somebody, text: 'and?' }),
      ]);
      const kept = (await store.get(id))?.status === 'running';
      expect(late).toBe(kept ? 'taken' : 'over');
      expect(await store.ask(id, { messageId: 'm1', asker: somebody, text: 'why?' })).toBe('known');
    });

    it('gives a report up once, and only while it is being written', async () => {
      const id = await create();
      const { epoch } = await begin(id);
      const event = { type: 'control' as const, action: 'fail' as const, by: somebody, reason: 'no\u0000thing' };
      const change = {
        from: ['completed' as const],
        to: 'completed' as const,
        reason: 'no\u0000thing',
        reportStatus: 'failed' as const,
        event,
      };
      expect(await store.change(id, 'f1', change)).toBeUndefined();
      await store.end(id, epoch, 0, 'done');
      expect(await store.change(id, 'f2', change)).toMatchObject({ status: 'completed', reportStatus: 'failed' });
      expect(await store.change(id, 'f3', change)).toBeUndefined();
      expect(await store.due(10_000)).not.toContain(id);
      expect(await store.begin(id, { leaseMs: 1_000, after: 0 })).toBeUndefined();
    });

    it('finds what is due: leases that ran out, alarms, never what nothing is owed to', async () => {
      const id = await create();
      const has = async () => (await store.due(10_000)).includes(id);
      expect(await has()).toBe(true);
      const work = await begin(id);
      expect(await has()).toBe(false);
      await store.setWakeAt(id, work.epoch, work.discussion.seq, new Date(Date.now() - 1));
      expect(await has()).toBe(true);
      await store.setWakeAt(id, work.epoch, work.discussion.seq + 1, null);
      expect(await has()).toBe(true);
      await store.setWakeAt(id, work.epoch, work.discussion.seq, null);
      expect(await has()).toBe(false);
    });

    it('lists the newest first, by status', async () => {
      const draft = await create({ status: 'draft' });
      expect((await store.list({ status: ['draft'], limit: 1 })).map((d) => d.id)).toEqual([draft]);
      expect((await store.list({ limit: 2 })).length).toBe(2);
    });

    it('reserves before a call and settles after it: a cap is never passed, by any amount', async () => {
      const id = await create({ budget: 1.2 });
      const { epoch } = await begin(id);
      await store.open(id, epoch, [call('a'), call('b')]);
      await expect(store.open(id, epoch, [call('c')])).rejects.toThrow(OverBudget);
      expect((await store.calls(id)).map((one) => one.stepKey)).toEqual(['a', 'b']);
      await store.settle(id, { stepKey: 'a', attempt: 1, outcome: 'reply', reply, usage });
      expect(await store.get(id)).toMatchObject({ budget: 1.2, spent: 0.25 });
      // 0.25 spent and 0.5 reserved leave 0.45.
      await expect(store.open(id, epoch, [{ ...call('c'), reserved: 0.46 }])).rejects.toThrow(OverBudget);
      await expect(store.open(id, epoch, [{ ...call('c'), reserved: 0.4 }], 0.1)).rejects.toThrow(OverBudget);
      await store.open(id, epoch, [{ ...call('c'), reserved: 0.4 }]);
      // Nothing is written when the next calls do not fit.
      const settle = { stepKey: 'b', attempt: 1, outcome: 'reply' as const, reply, usage };
      const event = said('b');
      await expect(store.append(id, epoch, { event, settle, open: { calls: [call('d')], keep: 0 } })).rejects.toThrow(OverBudget);
      expect(await keys(id)).toEqual(['opened']);
      expect((await store.append(id, epoch, { event, settle })).spent).toBeCloseTo(0.5);
      // What was in flight when its worker died is charged whole.
      expect((await begin(id)).discussion.spent).toBeCloseTo(0.9);
      await store.open(id, epoch + 1, [{ ...call('e'), reserved: 0.3 }]);
      await expect(store.open(id, epoch + 1, [{ ...call('f'), reserved: 0.01 }])).rejects.toThrow(OverBudget);
    });

    it('holds a cap that fifty discussions share', async () => {
      const scope = randomUUID();
      const sharedBudgets = [{ scope, cap: 3 }];
      const ids = await Promise.all(Array.from({ length: 50 }, () => create({ sharedBudgets })));
      let opened = 0;
      let refused = 0;
      const race = async (id: string) => {
        const { epoch } = await begin(id);
        for (let n = 0; n < 4; n++) {
          try {
            await store.open(id, epoch, [{ ...call(`s${n}`), reserved: 0.1 }]);
            opened++;
            await store.settle(id, { stepKey: `s${n}`, attempt: 1, outcome: 'reply', reply, usage: { ...usage, cost: 0.05 } });
          } catch (error) {
            if (!(error instanceof OverBudget)) throw error;
            refused++;
          }
        }
      };
      await Promise.all(ids.map(race));
      expect(opened + refused).toBe(200);
      expect(opened * 0.05).toBeLessThanOrEqual(3 + 1e-9);
      expect(opened * 0.05).toBeGreaterThan(2);
      expect(refused).toBeGreaterThan(0);
    });

    it('keeps any text as it was', async () => {
      const text = 'a "quote" \\ \n 😀 ‮rtl‬ \u200b $1 %s \' -- 中文 </script>';
      const id = await create();
      const { epoch } = await begin(id);
      await store.append(id, epoch, { event: { key: text, type: 'said', speaker: 'moderator', text } });
      expect((await store.events(id, 1))[0]).toMatchObject({ key: text, text });
    });
  });
}
