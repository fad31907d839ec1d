import { type Cost, sumOf } from '../cost.ts';
import { UserError } from '../errors.ts';
import type { SharedCap, SpendingStore } from '../store/spending.ts';
import type { Speaker } from '../types.ts';
import { isTeams, type MonthlyBudgets, monthlyCaps, monthOf } from './monthly-caps.ts';

export type Spent = { discussions: number; cost: Cost; cap?: SharedCap };
/** What the discussions that were made in a month have cost, the dearest first. */
export type MonthlySpending = Spent & {
  /** `2026-11`, by the clock of Greenwich. */
  month: string;
  teams: (Spent & { team: string; members: (Spent & { by: Speaker })[] })[];
};

/**
 * This month's caps of a team and of a member, as they stand. One that nothing has drawn on yet counts what was spent before
 * there was a cap.
 */
export async function standingCaps(
  store: SpendingStore,
  budgets: MonthlyBudgets,
  team: string,
  by: Speaker,
): Promise<SharedCap[]> {
  const now = new Date();
  const caps = monthlyCaps(budgets, team, by, now);
  if (caps.length === 0) return [];
  const drawn = await store.sharedCaps(caps.map(({ scope }) => scope));
  const before = drawn.length < caps.length ? await store.spending({ ...timeOf(monthOf(now)), team }) : [];
  const spentBefore = (scope: string): number =>
    before.reduce((sum, one) => (isTeams(scope) || one.by.id === by.id ? sum + one.cost.dollars : sum), 0);
  return caps.map((cap) => {
    const known = drawn.find(({ scope }) => scope === cap.scope);
    return { spent: known?.spent ?? spentBefore(cap.scope), reserved: known?.reserved ?? 0, ...cap };
  });
}

/** Throws UserError for a month that is none. */
export async function spendingOf(
  store: SpendingStore,
  budgets: MonthlyBudgets,
  { month = monthOf(new Date()), team }: { month?: string; team?: string },
): Promise<MonthlySpending> {
  const { from, before } = timeOf(month);
  const found = await store.spending({ from, before, ...(team !== undefined && { team }) });
  const wanted = found.map((one) => ({ ...one, caps: monthlyCaps(budgets, one.team, one.by, from) }));
  const scopes = [...new Set(wanted.flatMap(({ caps }) => caps.map(({ scope }) => scope)))];
  const drawn = new Map((scopes.length > 0 ? await store.sharedCaps(scopes) : []).map((cap) => [cap.scope, cap]));
  const capOf = (caps: readonly { scope: string; cap: number }[], kind: 'team' | 'member') => {
    const cap = caps.find(({ scope }) => scope.startsWith(`${kind}/`));
    return cap && { cap: { spent: 0, reserved: 0, ...drawn.get(cap.scope), ...cap } };
  };
  const names = [...new Set(wanted.map((one) => one.team))];
  const teams = names.map((name) => {
    const theirs = wanted.filter((one) => one.team === name);
    const members = theirs.map(({ by, discussions, cost, caps }) => ({ by, discussions, cost, ...capOf(caps, 'member') }));
    return { team: name, members, ...together(members), ...capOf(theirs[0]?.caps ?? [], 'team') };
  });
  return { month, teams, ...together(teams) };
}

const together = (parts: readonly Spent[]): Spent => ({
  discussions: parts.reduce((sum, { discussions }) => sum + discussions, 0),
  cost: sumOf(parts.map(({ cost }) => cost)),
});

function timeOf(month: string): { from: Date; before: Date } {
  const from = new Date(`${month}-01T00:00:00Z`);
  if (!/^\d{4}-\d\d$/.test(month) || Number.isNaN(+from)) {
    throw new UserError('That is no month. Write it like 2026-11.', 'VALIDATION_ERROR', { field: 'month' });
  }
  return { from, before: new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1)) };
}
