import { describe, expect, it } from 'vitest';
import { type Ballot, standings } from './borda.ts';
import { couldChange } from './could-change.ts';

const IDS = ['a', 'b', 'c', 'd'];

function orders<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((one, i) => orders([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [one, ...rest]));
}

/** Wins in single comparisons, in whole numbers: another way to the same count. */
function wins(ballots: readonly Ballot[], answer: string, among: readonly string[]): number {
  let won = 0;
  for (const { order } of ballots) {
    if (!order.includes(answer)) continue;
    for (const other of among)
      if (other !== answer && order.includes(other) && order.indexOf(answer) < order.indexOf(other)) won++;
  }
  return won;
}

const product = <T>(lists: readonly (readonly T[])[]): T[][] =>
  lists.reduce<T[][]>((all, list) => all.flatMap((head) => list.map((one) => [...head, one])), [[]]);

/** All ways in which each of the judges may order the others. */
const councils = (ids: readonly string[]): Ballot[][] =>
  product(ids.map((judge) => orders(ids.filter((id) => id !== judge)).map((order): Ballot => ({ judge, order }))));

describe('the ranking', () => {
  it('is that of the comparisons won, on all orders of four judges and four answers', () => {
    const all = councils(IDS);
    expect(all).toHaveLength(6 ** 4);
    for (const ballots of all) {
      const found = standings(IDS, ballots);
      const expected = IDS.map((id) => ({ id, won: wins(ballots, id, IDS) }));
      for (const { answer, score, place, judges, spread } of found) {
        const mine = expected.find(({ id }) => id === answer)?.won ?? -1;
        expect(score).toBeCloseTo(mine / 6, 12);
        expect(place).toBe(1 + expected.filter(({ won }) => won > mine).length);
        expect(judges).toBe(3);
        expect(spread.least <= score + 1e-9 && score <= spread.most + 1e-9).toBe(true);
      }
    }
  });

  it('gives a judge nothing for preferring its own', () => {
    const others = [
      { judge: 'b', order: ['a', 'c', 'd'] },
      { judge: 'c', order: ['d', 'b', 'a'] },
      { judge: 'd', order: ['b', 'a', 'c'] },
    ];
    const scores = orders(['b', 'c', 'd']).map(
      (order) => standings(IDS, [{ judge: 'a', order }, ...others]).find(({ answer }) => answer === 'a')?.score,
    );
    expect(new Set(scores).size).toBe(1);
  });

  it('does not put those at a loss whom fewer ranked', () => {
    const found = standings(
      ['a', 'b', 'c'],
      [
        { judge: 'a', order: ['b', 'c'] },
        { judge: 'b', order: ['a', 'c'] },
      ],
    );
    expect(found.map(({ answer, place }) => [answer, place])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 3],
    ]);
  });
});

/** Every way in which a further service may come in: anywhere in each ballot, and with each ballot of its own. */
function worlds(ids: readonly string[], ballots: readonly Ballot[]): Ballot[][] {
  const placed = ballots.map(({ judge, order }) =>
    Array.from({ length: order.length + 1 }, (_, i): Ballot => ({ judge, order: order.toSpliced(i, 0, 'x') })),
  );
  return product([...placed, orders(ids).map((order): Ballot => ({ judge: 'x', order }))]);
}

/** Who stands where among those that have answered, by means over the whole ballots. */
function shape(ids: readonly string[], ballots: readonly Ballot[]) {
  const score = new Map(
    ids.map((id) => {
      const each = ballots
        .filter(({ order }) => order.includes(id))
        .map(({ order }) => (order.length - 1 - order.indexOf(id)) / (order.length - 1));
      return [id, Math.round((each.reduce((sum, one) => sum + one, 0) / each.length) * 1e9)];
    }),
  );
  const place = (id: string) => ids.filter((other) => (score.get(other) ?? 0) > (score.get(id) ?? 0)).length;
  return { order: ids.map(place).join(), first: ids.filter((id) => place(id) === 0).join() };
}

describe('whether a missing service could change the ranking', () => {
  it('is what the enumeration of all that it could do says, for three that answered', () => {
    const ids = ['a', 'b', 'c'];
    for (const ballots of councils(ids)) {
      const now = shape(ids, ballots);
      const then = worlds(ids, ballots).map((world) => shape(ids, world));
      const counted = couldChange({ answers: ids, judges: ids, ballots, missing: 1 });
      expect(counted).toEqual({
        order: then.some(({ order }) => order !== now.order),
        first: then.some(({ first }) => first !== now.first),
      });
    }
  });

  it('is the same for four that answered, on every seventh council', () => {
    for (const [i, ballots] of councils(IDS).entries()) {
      if (i % 7 !== 0) continue;
      const now = shape(IDS, ballots);
      const then = worlds(IDS, ballots).map((world) => shape(IDS, world));
      expect(couldChange({ answers: IDS, judges: IDS, ballots, missing: 1 })).toEqual({
        order: then.some(({ order }) => order !== now.order),
        first: then.some(({ first }) => first !== now.first),
      });
    }
  }, 60_000);

  it('is the same where a judge among four gave no ballot', () => {
    for (const [i, all] of councils(IDS).entries()) {
      if (i % 6 !== 0) continue;
      const ballots = all.slice(0, 3);
      const now = shape(IDS, ballots);
      const then = orders(['a', 'b', 'c']).map((order) => shape(IDS, [...ballots, { judge: 'd', order }]));
      expect(couldChange({ answers: IDS, judges: IDS, ballots, missing: 0 })).toEqual({
        order: then.some(({ order }) => order !== now.order),
        first: then.some(({ first }) => first !== now.first),
      });
    }
  });
});
