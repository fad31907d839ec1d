/** At most `most` characters, cut between words with an ellipsis; a word that is longer than all there is room for is cut in it. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = text.slice(0, most - 1);
  const space = /\s\S*$/.exec(room)?.index ?? 0;
  const kept = space > 0 ? room.slice(0, space) : room.replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd().replace(/[,;:–—-]+$/u, '')}…`;
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
