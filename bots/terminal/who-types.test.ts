import { expect, it } from 'vitest';
import { whoTypes } from './who-types.ts';

it('goes by the name given, else by an account that is a person’s', () => {
  expect(whoTypes('Dana', 'root')).toEqual({ id: 'terminal/root', name: 'Dana' });
  expect(whoTypes(undefined, 'dana')).toEqual({ id: 'terminal/dana', name: 'dana' });
  for (const account of ['root', 'node', 'Administrator']) expect(whoTypes(undefined, account).name).toBe('Guest');
});
