import { z } from 'zod';

/** A report without a form: Markdown, HTML, PDF and the panel each give it theirs. Text is raw, as people and models wrote it. */
const inlineSchema = z.union([z.string(), z.object({ turn: z.int() }), z.object({ strong: z.string() })]);
const lineSchema = z.array(inlineSchema).readonly();
export const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), line: lineSchema }),
  z.object({ kind: z.literal('paragraph'), line: lineSchema }),
  z.object({ kind: z.literal('list'), items: z.array(lineSchema).readonly() }),
  z.object({
    kind: z.literal('table'),
    head: z.array(z.string()).readonly(),
    rows: z.array(z.array(lineSchema).readonly()).readonly(),
  }),
  /** Stands in `charts` of the report by this name. */
  z.object({ kind: z.literal('chart'), name: z.string() }),
]);
export type Inline = z.infer<typeof inlineSchema>;
export type Line = readonly Inline[];
export type Block = z.infer<typeof blockSchema>;

export const heading = (...line: Inline[]): Block => ({ kind: 'heading', line });
export const paragraph = (...line: Inline[]): Block => ({ kind: 'paragraph', line });
export const list = (items: readonly Line[]): Block => ({ kind: 'list', items });
export const table = (head: readonly string[], rows: readonly (readonly Line[])[]): Block => ({ kind: 'table', head, rows });
export const chartBlock = (name: string): Block => ({ kind: 'chart', name });

/** `[3], [7], [9]`. */
export function turnLinks(turns: readonly number[]): Inline[] {
  return turns.flatMap((turn, i): Inline[] => (i === 0 ? [{ turn }] : [', ', { turn }]));
}
