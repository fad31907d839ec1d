const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Where a text is best parted so that the first part has at most `max` characters: never inside a word that fits into one. */
function breakAt(text: string, max: number): number {
  const near = text.slice(0, max + 1);
  const space = near.search(/\s\S*$/u);
  if (space > max / 2) return space;
  // Scripts without spaces, or one very long word.
  let end = 0;
  for (const segmenter of [words, graphemes]) {
    for (const { index, segment } of segmenter.segment(near)) if (index + segment.length <= max) end = index + segment.length;
    if (end > max / 2) return end;
  }
  return end > 0 ? end : max;
}

/** The text in parts of at most `max` characters, whole but for the space where they part. */
export function parted(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const at = breakAt(rest, max);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

/** At most `max` characters of it, with an ellipsis where something is missing. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${parted(text, max - 1)[0] ?? ''}…`;
}
