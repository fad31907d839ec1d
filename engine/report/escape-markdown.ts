/** Put into what a renderer would take for a link or a mention: a hair space, and a character that is not seen. */
const GAP = '\u200A';
const BREAK = '\u2060';

/**
 * Text of people and models on one line of Markdown, where it is shown as it reads and does nothing: no HTML, links, images,
 * code, headings, tables, mentions, footnotes or formulas, in CommonMark, GFM and what looks for links after rendering.
 */
export const escapeMarkdown = (text: string): string => guardStart(escapeInline(text));

/** The same for a piece that does not begin a line. */
export function escapeInline(text: string): string {
  return harmless(text)
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/[\\`*_{}[\]#|~^]|\$(?!\d)/gu, '\\$&')
    .replace(/@(?=\S)/gu, `@${GAP}`)
    .replace(/\/(?=\/)/gu, `/${GAP}`)
    .replace(/\b(mailto|xmpp):(?=\S)/giu, `$1:${BREAK}`)
    .replace(/(www)\.(?=\S)/giu, `$1${BREAK}.`)
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, `${BREAK}.`);
}

/** What would make a list, a rule or an underline of a line that begins with it. */
export const guardStart = (line: string): string =>
  line.replace(/^(\s*)([-+=:])/u, '$1\\$2').replace(/^(\s*\d+)([.)])/u, '$1\\$2');

/** Without what is not seen but acts: control characters, direction marks, zero-width spaces, tags; one kind of space. */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Bidi_Control}\u00AD\u200B\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}/gu, '');
}
