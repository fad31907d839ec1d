import { UserError } from '../errors.ts';
import { dollars } from '../report/plain.ts';
import type { SharedCap } from '../store/spending.ts';
import type { NewEvent, Speaker } from '../types.ts';
import { SYSTEM } from './lifecycle.ts';

/** Caps of a month, by the clock of Greenwich: of a team and of each member, for the discussions that are made in it. */

export type MonthlyBudgets = { teamBudget?: number; memberBudget?: number };

/** From so much on a team or a member is told. */
const WARN_AT = 0.8;

export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

export function monthlyCaps({ teamBudget, memberBudget }: MonthlyBudgets, team: string, by: Speaker, at: Date) {
  const month = monthOf(at);
  return [
    ...(teamBudget !== undefined ? [{ scope: `team/${team}/${month}`, cap: teamBudget }] : []),
    ...(memberBudget !== undefined ? [{ scope: `member/${team}/${by.id}/${month}`, cap: memberBudget }] : []),
  ];
}

/** Throws UserError where a cap has no room for the least that a discussion takes. What costs nothing finds room in any. */
export function checkRoom(caps: readonly SharedCap[], least: number): void {
  if (least === 0) return;
  const full = caps.find(({ cap, spent, reserved }) => cap - spent - reserved < least);
  if (!full) return;
  const { cap, spent, reserved, scope } = full;
  const left = cap - spent - reserved;
  const told =
    left < cap / 100
      ? usedUp(full, 'Your')
      : `${named(full, 'Your')} has ${dollars(left)} left, and this discussion may take ${dollars(least)} before it has come to anything. ${again(scope)}`;
  throw new UserError(`${told} Whoever runs simFocus can raise it.`, 'DISCUSSION_LIMIT_REACHED', { field: 'budget' });
}

/** What a discussion says at its beginning, when most of a cap is spent. */
export function monthlyWarning(caps: readonly SharedCap[], by: Speaker): NewEvent | undefined {
  const [most] = [...caps].sort((a, b) => b.spent / b.cap - a.spent / a.cap);
  if (!most || most.spent < WARN_AT * most.cap) return undefined;
  const left = dollars(Math.max(0, most.cap - most.spent - most.reserved));
  const reason = `${Math.round((most.spent / most.cap) * 100)} % of ${lowerFirst(named(most, `${by.name}’s`))} is spent; ${left} is left.`;
  return { key: 'control/month', type: 'control', action: 'warn', by: SYSTEM, reason };
}

/** `whose`: how a member's cap is told; `Your`, or a name. */
export const usedUp = (cap: SharedCap, whose: string): string => `${named(cap, whose)} is used up. ${again(cap.scope)}`;

export const isTeams = (scope: string): boolean => scope.startsWith('team/');
const monthIn = (scope: string): Date => new Date(`${scope.slice(-7)}-01T00:00:00Z`);

const inMonth = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const onDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const named = ({ scope, cap }: SharedCap, whose: string): string =>
  `${isTeams(scope) ? 'The team’s' : whose} budget of ${dollars(cap)} for ${inMonth.format(monthIn(scope))}`;

function again(scope: string): string {
  const next = monthIn(scope);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return `A new one begins on ${onDay.format(next)} (UTC).`;
}

const lowerFirst = (text: string): string => (text.startsWith('The ') ? `the ${text.slice(4)}` : text);
