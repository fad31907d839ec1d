import { chartNamed } from '../report/charts/index.ts';
import { type ReportSource, reportInput } from '../report/input.ts';
import { type Report, reportOf } from '../report/report.ts';
import { withShownNames } from '../report/shown-names.ts';
import { withoutMembers } from '../report/without-members.ts';
import { chartSvg } from './chart-svg.ts';
import { svgToPng } from './png.ts';
import type { RenderedFile, RenderResult, RenderTask, SharedOptions } from './task.ts';

/**
 * Does a piece of drawing work. Takes the processor for itself: see `renderer.ts`. What sets pages is loaded when pages
 * are set: a chart does not wait for it.
 */
export async function perform(task: RenderTask): Promise<RenderResult> {
  if (task.kind === 'chart') return { chart: await drawChart(task.source, task.name) };
  if (task.kind === 'compare') return { comparison: await compared(task.sources) };
  if (task.kind === 'shared') return { html: await sharedHtml(task.source, task.options) };
  if (task.kind === 'preview') {
    const { previewSvg } = await import('../report/html/preview.ts');
    return { image: svgToPng(previewSvg(reportOf(reportInput(withoutMembers(task.source)))), 1200) };
  }
  const { renderReport } = await import('./forms.ts');
  const report = reportOf(reportInput(task.source));
  const files = await renderReport(report, task.forms, task.charts ? (name) => `charts/${name}.png` : undefined);
  return { files: [...files, ...(task.charts ? await chartFiles(report) : [])] };
}

/** The digest stays that of what was said, also where members are not named. */
async function sharedHtml(source: ReportSource, { transcript, names, meta }: SharedOptions): Promise<string> {
  const [{ reportHtml }, { picturesOf }] = await Promise.all([import('../report/html/html.ts'), import('./pictures.ts')]);
  const { links: _links, ...bare } = source;
  const { provenance } = reportOf(reportInput(bare));
  const report = { ...reportOf(reportInput(names ? bare : withoutMembers(bare))), provenance };
  return reportHtml(report, { pictures: await picturesOf(report), transcript, meta });
}

async function compared(sources: readonly ReportSource[]) {
  const [{ compare }, forms] = await Promise.all([import('../compare/compare.ts'), import('../compare/forms.ts')]);
  const { comparisonHtml, comparisonMarkdown } = forms;
  const json = compare(sources);
  return { json, markdown: comparisonMarkdown(json), html: comparisonHtml(json) };
}

async function drawChart(source: ReportSource, name: string) {
  const chart = chartNamed(name);
  const drawing = chart?.of(withShownNames(reportInput(source)));
  if (!chart || !drawing) return null;
  const svg = await chartSvg(drawing);
  return { svg, png: svgToPng(svg), alt: drawing.alt, title: chart.title };
}

async function chartFiles({ charts }: Report): Promise<RenderedFile[]> {
  const files: RenderedFile[] = [];
  for (const chart of charts) {
    const svg = await chartSvg(chart);
    files.push({ name: `charts/${chart.name}.svg`, type: 'image/svg+xml', bytes: Buffer.from(svg) });
    files.push({ name: `charts/${chart.name}.png`, type: 'image/png', bytes: svgToPng(svg) });
  }
  return files;
}
