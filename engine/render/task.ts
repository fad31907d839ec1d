import type { ComparisonFiles } from '../compare/comparable.ts';
import type { ReportSource } from '../report/input.ts';
import type { ReportForm } from './form-names.ts';

/** A piece of work for the process that draws. */
export type RenderTask =
  | { kind: 'files'; source: ReportSource; forms: readonly ReportForm[]; charts?: boolean }
  | { kind: 'chart'; source: ReportSource; name: string }
  | { kind: 'compare'; sources: readonly ReportSource[] };

export type RenderedFile = { name: string; type: string; bytes: Uint8Array };
export type RenderedChart = { png: Uint8Array; svg: string; alt: string; title: string };

export type RenderResult = { comparison: ComparisonFiles } | { files: RenderedFile[] } | { chart: RenderedChart | null };
export type RenderReply = { id: number } & ({ result: RenderResult } | { error: string });
