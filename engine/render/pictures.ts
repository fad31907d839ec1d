import { avatarSvg } from '../personas/avatar.ts';
import type { Pictures } from '../report/html/blocks.ts';
import type { Report } from '../report/report.ts';
import { chartSvg } from './chart-svg.ts';

/** The charts and faces of a report, as SVG. */
export async function picturesOf({ charts, cast }: Report): Promise<Pictures> {
  const drawn: Record<string, string> = {};
  for (const chart of charts) drawn[chart.name] = await chartSvg(chart);
  return {
    charts: drawn,
    faces: Object.fromEntries(cast.personas.map((persona) => [persona.id, avatarSvg(persona.id, persona)])),
  };
}
