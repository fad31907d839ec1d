import { askSections, owedSections } from './ask-sections.ts';
import { comparable } from './compare/comparable.ts';
import type { Config } from './config.ts';
import { defaultProvider, providerOpener } from './llm/open-provider.ts';
import type { ReportForm } from './render/form-names.ts';
import { openRenderer } from './render/renderer.ts';
import type { RenderedFile } from './render/task.ts';
import type { ReportSource } from './report/input.ts';

export { readKept } from './kept.ts';
export { REPORT_FORMS, type ReportForm } from './render/form-names.ts';
export type { RenderedFile } from './render/task.ts';
export type { ReportSource } from './report/input.ts';
export { owedSections };

const TYPES: Record<string, string> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
};

export type Reports = ReturnType<typeof openReports>;

/** Reports from transcripts that are at hand, without a database: for the command line. */
export function openReports(config: Config) {
  const renderer = openRenderer();
  return {
    /** Who writes what is missing when nobody is named. */
    defaultProvider: defaultProvider(config),

    /** The source with the sections that were missing, written by a provider. */
    ask(source: ReportSource, voice: { provider: string; model?: string }, signal: AbortSignal): Promise<ReportSource> {
      return askSections(source, providerOpener(config)(voice), signal);
    },

    /** The report in each form, and its charts as files beside them. */
    async files(source: ReportSource, forms: readonly ReportForm[]): Promise<RenderedFile[]> {
      const result = await renderer.render({ kind: 'files', source, forms, charts: true });
      return 'files' in result ? result.files : [];
    },

    /** Discussions side by side: the comparison as Markdown, HTML and JSON. */
    async compare(sources: readonly ReportSource[]): Promise<RenderedFile[]> {
      const result = await renderer.render({ kind: 'compare', sources: comparable(sources) });
      if (!('comparison' in result)) return [];
      const { json, markdown, html } = result.comparison;
      const files = { md: markdown, html, json: `${JSON.stringify(json, null, 1)}\n` };
      return Object.entries(files).map(([form, text]) => ({
        name: `comparison.${form}`,
        type: TYPES[form] ?? '',
        bytes: Buffer.from(text),
      }));
    },

    close: () => renderer.close(),
  };
}
