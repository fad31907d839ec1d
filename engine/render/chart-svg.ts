import { type Loader, loader, parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ReportChart } from '../report/report.ts';

/** Nothing is loaded: the values stand in the specification. */
const nothing: Loader = Object.assign(loader(), {
  load: () => Promise.reject(new Error('A chart loads nothing')),
  sanitize: () => Promise.reject(new Error('A chart links nowhere')),
});

/** A chart as SVG, drawn without a browser. */
export async function chartSvg({ spec }: Pick<ReportChart, 'spec'>): Promise<string> {
  const view = new View(parse(compile(spec as unknown as TopLevelSpec).spec), { renderer: 'none', loader: nothing });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
