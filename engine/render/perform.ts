import { chartNamed } from '../report/charts/index.ts';
import { type Report, reportOf } from '../report/report.ts';
import { withShownNames } from '../report/shown-names.ts';
import { fold } from '../transcript.ts';
import { chartSvg } from './chart-svg.ts';
import { renderReport } from './forms.ts';
import { svgToPng } from './png.ts';
import type { RenderedFile, RenderResult, RenderTask, ReportSource } from './task.ts';

/** Does a piece of drawing work. Takes the processor for itself: see `renderer.ts`. */
export async function perform(task: RenderTask): Promise<RenderResult> {
  if (task.kind === 'chart') return { chart: await drawChart(task.source, task.name) };
  const report = reportOf(inputOf(task.source));
  const files = await renderReport(report, task.forms);
  return { files: [...files, ...(task.charts ? await chartFiles(report) : [])] };
}

export function inputOf({ id, discussion, events, calls, links }: ReportSource) {
  const linkOf = links ? ({ n }: { n: number }) => links[n] : undefined;
  return { transcript: fold(id, events), events, calls, discussion, ...(linkOf && { linkOf }) };
}

async function drawChart(source: ReportSource, name: string) {
  const chart = chartNamed(name);
  const drawing = chart?.of(withShownNames(inputOf(source)));
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
