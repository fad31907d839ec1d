import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OverBudget } from '../errors.ts';
import type { Brief, Speaker } from '../types.ts';
import type { NewDiscussion, Store } from './store.ts';

const brief: Brief = { topic: 'T', format: 'focus-group', options: {}, provider: 'p', pace: 'fast', promptVersion: 1 };

/** What every store promises about what was spent. */
export function spendingContract(name: string, open: () => Promise<{ store: Store; close: () => Promise<void> }>) {
  describe(`spending: ${name}`, () => {
    let store: Store;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ store, close } = await open());
    }, 60_000);
    afterAll(() => close());

    async function made(startedBy: Speaker, more: Partial<NewDiscussion> = {}): Promise<{ id: string; epoch: number }> {
      const wanted: NewDiscussion = { origin: randomUUID(), brief, startedBy, status: 'running', events: [], ...more };
      const { id } = (await store.create(wanted)).discussion;
      return { id, epoch: (await store.begin(id, { leaseMs: 10_000, after: 0 }))?.epoch ?? 0 };
    }
    const call = (stepKey: string, reserved: number | null = 0.5) => ({
      stepKey,
      attempt: 1,
      provider: 'p',
      model: 'm',
      reserved,
    });
    const usage = (cost: number | null) => ({ input: 10, cached: 2, cacheWrite: 1, output: 5, cost });
    const always = { from: new Date(0), before: new Date('2100-01-01') };

    it('tells the caps that a discussion shares, with what is open and what is spent', async () => {
      const scopes = [`member/t/u/${randomUUID()}`, `team/t/${randomUUID()}`];
      const sharedBudgets = scopes.map((scope, i) => ({ scope, cap: 2 + i }));
      expect(await store.sharedCaps(scopes)).toEqual([]);
      const { id, epoch } = await made({ id: 'u', name: 'Uma' }, { sharedBudgets });
      await made({ id: 'u', name: 'Uma' });
      await store.open(id, epoch, [call('a'), call('b')]);
      await store.settle(id, { stepKey: 'a', attempt: 1, outcome: 'reply', usage: usage(0.25) });
      const caps = scopes.map((scope, i) => ({ scope, cap: 2 + i, spent: 0.25, reserved: 0.5 }));
      expect(await store.sharedCaps(id)).toEqual(caps);
      expect(await store.sharedCaps(scopes)).toEqual(caps);
      expect(await store.sharedCaps(scopes.slice(1))).toEqual(caps.slice(1));
      expect(await store.sharedCaps(randomUUID())).toEqual([]);
      expect(await store.sharedCaps('no id')).toEqual([]);
    });

    it('lets calls that cost nothing through, also where a cap was lowered below what is spent', async () => {
      const scope = `team/t/${randomUUID()}`;
      const first = await made({ id: 'u', name: 'Uma' }, { sharedBudgets: [{ scope, cap: 2 }] });
      await store.open(first.id, first.epoch, [call('a', 1.5)]);
      await store.settle(first.id, { stepKey: 'a', attempt: 1, outcome: 'reply', usage: usage(1.5) });
      const other = await made({ id: 'u', name: 'Uma' }, { sharedBudgets: [{ scope, cap: 1 }] });
      await store.open(other.id, other.epoch, [call('free', 0), call('unknown', null)], 0.5);
      await expect(store.open(other.id, other.epoch, [call('b', 0.01), call('c', 0)])).rejects.toThrow(OverBudget);
      const event = { key: 'said', type: 'failed', reason: 'no' } as const;
      await store.append(other.id, other.epoch, { event, open: { calls: [call('d', 0)], keep: 0.5 } });
      const next = { key: 'said/2', type: 'failed', reason: 'no' } as const;
      const dear = { event: next, open: { calls: [call('e', 0.1)], keep: 0 } };
      await expect(store.append(other.id, other.epoch, dear)).rejects.toThrow(OverBudget);
      expect(await store.sharedCaps([scope])).toEqual([{ scope, cap: 1, spent: 1.5, reserved: 0 }]);
    });

    it('adds up what each member’s discussions have cost, as the ledger is counted', async () => {
      const team = `discord:${randomUUID()}`;
      const [ann, bob] = [
        { id: 'ann', name: 'Ann' },
        { id: 'bob', name: 'Bob' },
      ];
      const first = await made(ann, { team });
      await store.open(first.id, first.epoch, [call('a'), call('b', null), call('c'), call('d'), call('e')]);
      await store.settle(first.id, { stepKey: 'a', attempt: 1, outcome: 'reply', usage: usage(0.25) });
      await store.settle(first.id, { stepKey: 'b', attempt: 1, outcome: 'rejected', usage: usage(null) });
      await store.settle(first.id, { stepKey: 'c', attempt: 1, outcome: 'unused' });
      await store.settle(first.id, { stepKey: 'd', attempt: 1, outcome: 'error', reason: 'no' });
      // Its worker was lost: what was open is charged whole.
      await store.begin(first.id, { leaseMs: 10_000, after: 0 });
      await made({ ...ann, name: 'Annie' }, { team });
      const other = await made(bob, { team });
      await store.open(other.id, other.epoch, [call('a')]);
      await store.settle(other.id, { stepKey: 'a', attempt: 1, outcome: 'reply', usage: usage(1) });
      await store.create({ origin: randomUUID(), brief, startedBy: bob, status: 'draft', events: [], team });
      await made(bob, { team: `${team}2` });
      expect(await store.spending({ ...always, team })).toEqual([
        {
          team,
          by: bob,
          discussions: 1,
          cost: { calls: 1, input: 10, cached: 2, cacheWrite: 1, output: 5, dollars: 1, unpriced: 0 },
        },
        {
          team,
          by: { id: 'ann', name: 'Annie' },
          discussions: 2,
          cost: { calls: 4, input: 20, cached: 4, cacheWrite: 2, output: 10, dollars: 0.75, unpriced: 1 },
        },
      ]);
      const all = await store.spending(always);
      expect(all.filter((one) => one.team.startsWith(team))).toHaveLength(3);
    });

    it('counts a discussion in the time in which it was made', async () => {
      const team = `slack:${randomUUID()}`;
      const before = new Date();
      await made({ id: 'u', name: 'Uma' }, { team });
      const after = new Date(Date.now() + 1);
      expect(await store.spending({ from: before, before: after, team })).toHaveLength(1);
      expect(await store.spending({ from: after, before: always.before, team })).toEqual([]);
      expect(await store.spending({ from: always.from, before, team })).toEqual([]);
    });
  });
}
