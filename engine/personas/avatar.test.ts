import { expect, it } from 'vitest';
import { avatarSvg } from './avatar.ts';
import { library } from './library.ts';

const ALLOWED = new Set(
  'svg metadata rdf:RDF rdf:Description dc:title dc:creator dc:source dcterms:license dc:rights mask rect g path'.split(' '),
);

it('gives everybody in the library a face of their own', () => {
  expect(new Set(library.map(({ id }) => avatarSvg(id))).size).toBe(library.length);
});

it('gives the same id the same face, also after it has left the cache', () => {
  const before = avatarSvg('walter-simmons');
  for (let i = 0; i < 250; i++) avatarSvg(`somebody-${i}`);
  expect(avatarSvg('walter-simmons')).toBe(before);
});

it('draws with shapes only: no script, no handler, no picture or style from elsewhere', () => {
  for (const { id } of library) {
    const svg = avatarSvg(id);
    for (const [, tag] of svg.matchAll(/<([a-zA-Z:]+)/g)) expect(ALLOWED.has(tag ?? ''), tag).toBe(true);
    expect(svg).not.toMatch(/\son\w+=|href|javascript:|@import|url\((?!#)/i);
  }
});

it('lets nothing of the id into the SVG', () => {
  const svg = avatarSvg('"><script>alert(1)</script>', { gender: '<b>', age: 40 });
  expect(svg).not.toMatch(/<script|alert/);
  expect(svg).not.toContain('<b>');
  expect(svg).toMatch(/^<svg .*<\/svg>$/s);
});

it('draws an old man and a young woman of the same id differently', () => {
  expect(avatarSvg('sam', { gender: 'male', age: 75 })).not.toBe(avatarSvg('sam', { gender: 'female', age: 20 }));
});
