/** What every instruction to a speaker ends with. `about N words` is the only number of words in it: stand-ins read it. */
export const manner = (about: number): string =>
  `Length: about ${about} words. One voice: yours; do not write for others; no lists or headings; do not repeat what was said.`;

/** A name that somebody chose, fit to stand in a line of ours. */
export function plainName(name: string): string {
  const plain = name.replace(/[\p{C}\p{Zl}\p{Zp}"“”[\]<>{}`:]/gu, ' ').replace(/\s+/gu, ' ');
  return [...plain.trim()].slice(0, 40).join('').trim() || 'somebody';
}

/** With one kind of apostrophe and in the words' own order, for patterns to look at. */
export const plainApostrophes = (text: string): string => text.replace(/[’‘ʼ]/gu, "'");
