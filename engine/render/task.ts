import type { ComparisonFiles } from '../compare/comparable.ts';
import type { ReportSource } from '../report/input.ts';
import type { ReportForm } from './form-names.ts';

/** A piece of work for the process that draws. */
export type RenderTask =
  | { kind: 'files'; source: ReportSource; forms: readonly ReportForm[]; charts?: boolean }
  | { kind: 'chart'; source: ReportSource; name: string }
  | { kind: 'shared'; source: ReportSource; options: SharedOptions }
  | { kind: 'preview'; source: ReportSource }
  | { kind: 'compare'; sources: readonly ReportSource[] };

export type RenderedFile = { name: string; type: string; bytes: Uint8Array };
export type RenderedChart = { png: Uint8Array; svg: string; alt: string; title: string };

/** What of a report a reader of a shared page sees. */
export type SharedOptions = { transcript: boolean; names: boolean; meta: readonly { name: string; content: string }[] };

export type RenderResult =
  | { html: string }
  | { image: Uint8Array }
  | { comparison: ComparisonFiles }
  | { files: RenderedFile[] }
  | { chart: RenderedChart | null };
export type RenderReply = { id: number } & ({ result: RenderResult } | { error: string });
