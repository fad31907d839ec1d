import { expect, it } from 'vitest';
import { spaced } from './spaced.ts';

it('keeps the order and the gap of one key, also after a failure, and holds up no other key', async () => {
  const inTurn = spaced(60);
  const done: string[] = [];
  const at: number[] = [];
  const work = (name: string) => async () => {
    done.push(name);
    at.push(performance.now());
    if (name === 'b') throw new Error('no');
    return name;
  };
  const results = await Promise.allSettled([
    inTurn('x', work('a')),
    inTurn('x', work('b')),
    inTurn('x', work('c')),
    inTurn('y', work('d')),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(done).toEqual(['a', 'd', 'b', 'c']);
  expect((at[3] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(110);
});
