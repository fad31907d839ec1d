import type { Call } from '../call.ts';
import { costOfCalls } from '../cost.ts';
import type { Purse, Row } from './memory-ledger.ts';
import type { Spending, SpendingStore } from './spending.ts';

/** The twin in memory of what was spent. */
export function memorySpending(rows: ReadonlyMap<string, Row>, purses: ReadonlyMap<string, Purse>): SpendingStore {
  return {
    async sharedCaps(of) {
      const found =
        typeof of === 'string' ? (rows.get(of)?.shared ?? []) : [...purses.values()].filter((one) => of.includes(one.scope));
      return structuredClone(found).sort((a, b) => (a.scope < b.scope ? -1 : 1));
    },
    async spending({ from, before, team }) {
      const groups = new Map<string, { rows: Row[]; calls: Call[] }>();
      const made = [...rows.values()].filter(({ discussion: one }) => one.createdAt >= from && one.createdAt < before);
      for (const row of made.filter(
        ({ discussion: one }) => one.status !== 'draft' && (team === undefined || one.team === team),
      )) {
        const key = JSON.stringify([row.discussion.team, row.discussion.startedBy.id]);
        const group = groups.get(key) ?? { rows: [], calls: [] };
        group.rows.push(row);
        group.calls.push(...row.calls);
        groups.set(key, group);
      }
      const found = [...groups.values()].flatMap(({ rows: [first, ...more], calls }): Spending[] => {
        if (!first) return [];
        const latest = more.at(-1) ?? first;
        const { team: theirs, startedBy } = latest.discussion;
        return [{ team: theirs, by: startedBy, discussions: 1 + more.length, cost: costOfCalls(calls) }];
      });
      return found.sort((a, b) => b.cost.dollars - a.cost.dollars || b.discussions - a.discussions);
    },
  };
}
