import { normalise } from '../text.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const wordSegmenter = new Intl.Segmenter('und', { granularity: 'word' });
/** Scripts that set no spaces between words: a quote may begin and end between any two characters. */
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

/** What `normalise` leaves as it is: asked first, as most text is made of it. */
const ASCII = /^[!-~]$/;

/**
 * The words of `wanted`, which is normalised, as they stand in `text`, in its own characters; undefined when they do not.
 * Case counts, and they begin and end where words do: "I can" does not stand in "I can't".
 */
export function findVerbatim(text: string, wanted: string): string | undefined {
  if (wanted === '') return undefined;
  const { plain, starts, ends } = mapped(text);
  const boundaries = new Set([plain.length]);
  for (const { index } of wordSegmenter.segment(plain)) boundaries.add(index);
  const opens = (index: number) => boundaries.has(index) || betweenUnspaced(plain, index);
  for (let from = plain.indexOf(wanted); from >= 0; from = plain.indexOf(wanted, from + 1)) {
    const to = from + wanted.length;
    if (opens(from) && opens(to)) return text.slice(starts[from], ends[to - 1]);
  }
  return undefined;
}

/** The text as `normalise` gives it, with the place in the original of each of its characters. */
function mapped(text: string): { plain: string; starts: number[]; ends: number[] } {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    // Between full stops, so that a space, or an accent that brings one, is not trimmed.
    const piece = ASCII.test(segment) ? segment : normalise(`.${segment}.`).slice(1, -1);
    for (const unit of piece.split('')) {
      if (unit === ' ' && units.at(-1) === ' ') continue;
      units.push(unit);
      starts.push(index);
      ends.push(index + segment.length);
    }
  }
  return { plain: units.join(''), starts, ends };
}

function betweenUnspaced(text: string, index: number): boolean {
  const before = [...text.slice(Math.max(0, index - 2), index)].at(-1) ?? '';
  const after = [...text.slice(index, index + 2)].at(0) ?? '';
  return UNSPACED.test(before) && UNSPACED.test(after);
}
