/** A report without a form: Markdown, PDF and the panel each give it theirs. Text is raw, as people and models wrote it. */
export type Inline = string | { turn: number } | { strong: string };
export type Line = readonly Inline[];
export type Block =
  | { kind: 'heading'; line: Line }
  | { kind: 'paragraph'; line: Line }
  | { kind: 'list'; items: readonly Line[] }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly Line[])[] };

export const heading = (...line: Inline[]): Block => ({ kind: 'heading', line });
export const paragraph = (...line: Inline[]): Block => ({ kind: 'paragraph', line });
export const list = (items: readonly Line[]): Block => ({ kind: 'list', items });
export const table = (head: readonly string[], rows: readonly (readonly Line[])[]): Block => ({ kind: 'table', head, rows });

/** `[3], [7], [9]`. */
export function turnLinks(turns: readonly number[]): Inline[] {
  return turns.flatMap((turn, i): Inline[] => (i === 0 ? [{ turn }] : [', ', { turn }]));
}
