import { describe, expect, it } from 'vitest';
import type { SharedCap } from '../store/spending.ts';
import { checkRoom, monthlyCaps, monthlyWarning, usedUp } from './monthly-caps.ts';

const uma = { id: 'terminal/uma', name: 'Uma' };
const november = new Date('2026-11-30T23:59:59Z');
const cap = (more: Partial<SharedCap> = {}): SharedCap => ({
  scope: 'team/discord:1/2026-11',
  cap: 5,
  spent: 0,
  reserved: 0,
  ...more,
});
const mine = 'member/default/terminal/uma/2026-12';

describe('caps of a month', () => {
  it('are those that the installation has, by the month of Greenwich', () => {
    expect(monthlyCaps({}, 'default', uma, november)).toEqual([]);
    expect(monthlyCaps({ teamBudget: 5, memberBudget: 2 }, 'default', uma, november)).toEqual([
      { scope: 'team/default/2026-11', cap: 5 },
      { scope: 'member/default/terminal/uma/2026-11', cap: 2 },
    ]);
    expect(monthlyCaps({ memberBudget: 2 }, 'default', uma, new Date(+november + 1_000))).toEqual([{ scope: mine, cap: 2 }]);
  });

  it('say in plain words when they are used up, and when the next begins', () => {
    expect(usedUp(cap(), 'Your')).toBe(
      'The team’s budget of $5.00 for November 2026 is used up. A new one begins on 1 December 2026 (UTC).',
    );
    expect(usedUp(cap({ scope: mine, cap: 2 }), 'Uma’s')).toBe(
      'Uma’s budget of $2.00 for December 2026 is used up. A new one begins on 1 January 2027 (UTC).',
    );
  });

  it('refuse what they have no room for', () => {
    const told = (caps: SharedCap[], least: number) => () => checkRoom(caps, least);
    expect(told([cap({ spent: 4, reserved: 0.5 })], 0.5)).not.toThrow();
    expect(told([cap({ spent: 6 })], 0)).not.toThrow();
    expect(told([], 1)).not.toThrow();
    expect(told([cap({ spent: 4, reserved: 0.6 }), cap({ scope: mine })], 0.5)).toThrow(
      'The team’s budget of $5.00 for November 2026 has $0.40 left, and this discussion may take $0.50 before it has come to anything. A new one begins on 1 December 2026 (UTC). Whoever runs simFocus can raise it.',
    );
    expect(told([cap(), cap({ scope: mine, spent: 4.99 })], 0.5)).toThrow(
      /^Your budget of \$5\.00 for December 2026 is used up\. A new one begins on 1 January 2027 \(UTC\)\. Whoever/,
    );
    expect(told([cap({ spent: 5 })], 0.1)).toThrow(
      expect.objectContaining({ name: 'UserError', code: 'DISCUSSION_LIMIT_REACHED', field: 'budget' }),
    );
  });

  it('warn when most of one is spent', () => {
    expect(monthlyWarning([cap({ spent: 3.99 })], uma)).toBeUndefined();
    expect(monthlyWarning([cap({ spent: 4.2, reserved: 0.3 }), cap({ scope: mine, spent: 1 })], uma)).toMatchObject({
      action: 'warn',
      reason: '84 % of the team’s budget of $5.00 for November 2026 is spent; $0.50 is left.',
    });
    expect(monthlyWarning([cap(), cap({ scope: mine, spent: 4.5 })], uma)).toMatchObject({
      reason: '90 % of Uma’s budget of $5.00 for December 2026 is spent; $0.50 is left.',
    });
  });
});
