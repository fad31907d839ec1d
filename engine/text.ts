/** Counting and cutting text as people would, in any language. Pure. */

const wordSegmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const sentenceSegmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** Words in order, without punctuation. */
export function words(text: string): string[] {
  const found: string[] = [];
  for (const part of wordSegmenter.segment(text)) if (part.isWordLike) found.push(part.segment);
  return found;
}

export function countWords(text: string): number {
  let n = 0;
  for (const part of wordSegmenter.segment(text)) if (part.isWordLike) n++;
  return n;
}

export function sentences(text: string): string[] {
  return [...sentenceSegmenter.segment(text)].map((part) => part.segment.trim()).filter((part) => part !== '');
}

/** The longest run of whole sentences within `max` words; a first sentence that is longer is cut at a word, with an ellipsis. */
export function cutAtSentence(text: string, max: number): string {
  let kept = '';
  let count = 0;
  for (const { segment } of sentenceSegmenter.segment(text)) {
    count += countWords(segment);
    if (count > max) break;
    kept += segment;
  }
  if (kept.trim() !== '') return kept.trim();
  let cut = '';
  let n = 0;
  for (const part of wordSegmenter.segment(text)) {
    if (part.isWordLike && ++n > max) break;
    cut += part.segment;
  }
  return `${cut.trim().replace(/[,;:–—-]+$/u, '')}…`;
}

/** For comparing what was said with what is quoted: compatibility forms, one kind of quotation mark and dash, single spaces. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’‛′]/gu, "'")
    .replace(/[“”„‟″«»]/gu, '"')
    .replace(/[‐‑‒–—―]/gu, '-')
    .replace(/…/gu, '...')
    .replace(/\s+/gu, ' ')
    .trim();
}
