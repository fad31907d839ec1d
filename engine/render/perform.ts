import { compare } from '../compare/compare.ts';
import { comparisonHtml, comparisonMarkdown } from '../compare/forms.ts';
import { chartNamed } from '../report/charts/index.ts';
import { type ReportSource, reportInput } from '../report/input.ts';
import { type Report, reportOf } from '../report/report.ts';
import { withShownNames } from '../report/shown-names.ts';
import { chartSvg } from './chart-svg.ts';
import { renderReport } from './forms.ts';
import { svgToPng } from './png.ts';
import type { RenderedFile, RenderResult, RenderTask } from './task.ts';

/** Does a piece of drawing work. Takes the processor for itself: see `renderer.ts`. */
export async function perform(task: RenderTask): Promise<RenderResult> {
  if (task.kind === 'chart') return { chart: await drawChart(task.source, task.name) };
  if (task.kind === 'compare') return { comparison: compared(task.sources) };
  const report = reportOf(reportInput(task.source));
  const files = await renderReport(report, task.forms, task.charts ? (name) => `charts/${name}.png` : undefined);
  return { files: [...files, ...(task.charts ? await chartFiles(report) : [])] };
}

function compared(sources: readonly ReportSource[]) {
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
