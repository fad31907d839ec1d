import type { Speaker } from '../types.ts';

/** Finding people by name in what was written, whatever the case and the accents. Pure. */

const UNDECOMPOSED: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };
const TITLES = /^(?:dr|prof|professor|mr|mrs|ms|mx|sir|herr|frau|mme|señora?|sra?)\.?$/iu;
/** Scripts that set no spaces between words, or glue particles to names: there is no word boundary to look for. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
/** First names that are everyday words too: they count only where they call somebody (`Will, what …`, `@will`). */
const WORDS_TOO = new Set(
  (
    'will may mark grace hope faith joy rose art bill sue pat june april august dawn frank rich rob drew chase hunter jack ' +
    'summer autumn sky skye sage olive ivy lily daisy ruby pearl amber crystal gene ray guy dean earl duke max major miles ' +
    'page brook brooke cliff dale glen heath wade ward reed robin violet iris clay chance justice patience charity prudence'
  ).split(' '),
);

export function foldCase(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøđßæœı]/gu, (letter) => UNDECOMPOSED[letter] ?? letter);
}

export function firstName(name: string): string {
  const parts = name.trim().split(/\s+/u);
  return parts.find((part) => !TITLES.test(part)) ?? name;
}

export const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');

/** Where `text` calls on somebody by full name, first name or @name; in order of appearance. */
export function calledOn<T extends Speaker>(text: string, people: readonly T[]): T[] {
  const folded = foldCase(text);
  const at = people
    .filter((one) => mayName(folded, one))
    .map((one) => ({ one, mention: atMention(folded, one), full: find(folded, foldCase(one.name)) }));
  const mentioned = at.filter(({ mention }) => mention >= 0);
  if (mentioned.length > 0) return mentioned.sort((a, b) => a.mention - b.mention).map(({ one }) => one);
  const taken = new Set(at.filter(({ full }) => full >= 0).map(({ one }) => foldCase(firstName(one.name))));
  return at
    .map(({ one, full }) => {
      const first = foldCase(firstName(one.name));
      return { one, index: full >= 0 || taken.has(first) ? full : findFirst(folded, first) };
    })
    .filter(({ index }) => index >= 0)
    .sort((a, b) => a.index - b.index)
    .map(({ one }) => one);
}

/** The text as if it called on one of them, unless it calls on somebody by itself. */
export const callingOn = (text: string, one: Speaker, people: readonly Speaker[]): string =>
  calledOn(text, people).length > 0 ? text : `@${one.name} ${text}`;

/** Rules most people out before the patterns are tried. */
const mayName = (folded: string, { id, name }: Speaker): boolean =>
  folded.includes(foldCase(firstName(name))) || folded.includes(foldCase(id));

export const names = (text: string, speaker: Speaker): boolean => calledOn(text, [speaker]).length > 0;

function atMention(folded: string, one: Speaker): number {
  const forms = [one.id, one.name, one.name.replace(/\s+/gu, ''), one.name.replace(/\s+/gu, '-'), firstName(one.name)];
  const found = forms.map((form) => find(folded, `@${foldCase(form)}`)).filter((index) => index >= 0);
  return found.length > 0 ? Math.min(...found) : -1;
}

function findFirst(folded: string, first: string): number {
  if (!WORDS_TOO.has(first) && (first.length > 2 || UNSPACED.test(first))) return find(folded, first);
  const name = escapeRegExp(first);
  return folded.search(new RegExp(`(?:^|[.!?]\\s+|\\b(?:hi|hey|hello|and|dear)\\s+)${name}\\s*[,:]|,\\s*${name}\\s*[?!.]`, 'u'));
}

function find(folded: string, name: string): number {
  if (name === '') return -1;
  if (UNSPACED.test(name)) return folded.indexOf(name);
  return folded.search(new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(name)}(?![\\p{L}\\p{N}])`, 'u'));
}
