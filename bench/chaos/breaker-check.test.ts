import { expect, it } from 'vitest';
import { breakers } from '../../engine/llm/breaker.ts';
import { PassingFailure } from '../../engine/llm/failure.ts';
import { breakerCheck, type KeyCall, watchedBreakers } from './breaker-check.ts';

const call = (startedAt: number, failed: boolean, key = 'a', ms = 10): KeyCall => ({
  key,
  startedAt,
  endedAt: startedAt + ms,
  failed,
});
const five = [0, 10, 20, 30, 40].map((at) => call(at, true));

it('counts calls that begin while a breaker is open, and none that began before', () => {
  expect(breakerCheck(five, 1_000)).toEqual({ opened: 1, whileOpen: 0 });
  expect(breakerCheck([...five, call(100, false)], 1_000)).toEqual({ opened: 1, whileOpen: 1 });
  expect(breakerCheck([...five, call(100, false, 'b')], 1_000)).toEqual({ opened: 1, whileOpen: 0 });
  expect(breakerCheck([...five, call(45, false, 'a', 200)], 1_000)).toEqual({ opened: 1, whileOpen: 0 });
  expect(breakerCheck([...five.slice(0, 4), call(40, false), call(60, true), call(80, true)], 1_000)).toEqual({
    opened: 0,
    whileOpen: 0,
  });
});

it('lets one call through when the time is over', () => {
  expect(breakerCheck([...five, call(1_060, true), call(1_500, false)], 1_000)).toEqual({ opened: 2, whileOpen: 1 });
  expect(breakerCheck([...five, call(1_060, false), call(1_100, false)], 1_000)).toEqual({ opened: 1, whileOpen: 0 });
  expect(breakerCheck([...five, call(1_062, false, 'a', 2), call(1_060, false, 'a', 30)], 1_000)).toEqual({
    opened: 1,
    whileOpen: 1,
  });
});

it('sees what goes through the real ones', async () => {
  const seen: KeyCall[] = [];
  const watched = watchedBreakers(breakers({ openMs: 200 }), (one) => seen.push(one)).of('a');
  const fail = () => Promise.reject(new PassingFailure('server', 'down'));
  for (let n = 0; n < 8; n++) await watched.run(fail).catch(() => {});
  expect(seen.map(({ failed }) => failed)).toEqual(Array(5).fill(true));
  await new Promise((resolve) => setTimeout(resolve, 250));
  await watched.run(async () => 'hello');
  expect(breakerCheck(seen, 200)).toEqual({ opened: 1, whileOpen: 0 });
});
