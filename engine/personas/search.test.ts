import { expect, it } from 'vitest';
import { library } from './library.ts';
import { searchPersonas } from './search.ts';

const names = (typed: string) => searchPersonas(typed).map(({ name }) => name);

it('finds by the beginning of a name first, whatever the case and the accents', () => {
  expect(names('mar').slice(0, 2)).toEqual(['Marta Kowalczyk', 'Margaret Whitlock']);
  expect(names('niemela')).toEqual(['Kaisa Niemelä']);
});

it('finds by work, field and knowledge', () => {
  expect(names('nurse')).toContain('Nokuthula Dlamini');
  expect(names('public-policy')).toContain('Ewan McAllister');
  expect(names('public policy')).toContain('Ewan McAllister');
});

it('gives all for nothing typed, and nobody for what nobody has', () => {
  expect(searchPersonas(' ')).toHaveLength(library.length);
  expect(names('xyzzy')).toEqual([]);
});
