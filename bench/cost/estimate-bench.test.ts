import { expect, it } from 'vitest';
import { heldEstimates, isHeld } from './estimate-bench.ts';

/** `npm run bench -- estimate` does it with 200. */
it('holds against finished discussions from another distribution than it was fitted on', { timeout: 120_000 }, () => {
  const { all, groups } = heldEstimates(60, 40);
  expect(all.discussions).toBe(60);
  expect([...groups.keys()].sort()).toEqual(
    ['anthropic', 'openai'].flatMap((vendor) => ['balanced', 'best', 'economy'].map((quality) => `${vendor} ${quality}`)),
  );
  expect(isHeld(all), JSON.stringify(all)).toBe(true);
  expect(isHeld({ ...all, atOrUnderP90: 53 })).toBe(false);
  expect(isHeld({ ...all, atOrUnderP50: 40 })).toBe(false);
  expect(isHeld({ ...all, widest: 2.1 })).toBe(false);
});
