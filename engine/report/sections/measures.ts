import { z } from 'zod';
import { type Band, bands, insideBand } from '../../measures/bands.ts';
import { measures as measureAll } from '../../measures/measures.ts';
import { type Block, type Line, paragraph, table } from '../blocks.ts';
import { figure } from '../plain.ts';
import type { ComputedSection, ReportInput } from '../section.ts';

const schema = z.array(
  z.object({
    key: z.string(),
    label: z.string(),
    formula: z.string(),
    value: z.number().nullable(),
    people: z.number(),
    band: z.tuple([z.number(), z.number()]).nullable(),
    /** Null where there is no value or no band. */
    inside: z.boolean().nullable(),
    synthetic: z.number(),
  }),
);

/** How much the discussion talks like a group of people, each value beside theirs. */
export const measures: ComputedSection = { name: 'measures', title: 'Measures', facts: { schema, of: measured }, blocks };

function measured({ transcript }: ReportInput): z.infer<typeof schema> {
  const values = measureAll(
    transcript.turns,
    transcript.personas.map(({ id }) => id),
  );
  return bands.map(({ key, label, formula, people, band, synthetic }) => ({
    key,
    label,
    formula,
    value: values[key],
    people,
    band: band ? [band[0], band[1]] : null,
    inside: insideBand(key, values[key]),
    synthetic,
  }));
}

function blocks(input: ReportInput): Block[] {
  const rows = measured(input).map(({ label, value, people, band, inside, synthetic }): Line[] => [
    [label],
    [value === null ? 'not defined' : figure(value)],
    [`${figure(people)}${band ? ` [${rangeOf(band)}]` : ''}`],
    [inside === null ? '' : inside ? 'inside' : 'outside'],
    [figure(synthetic)],
  ]);
  return [
    table(['Measure', 'Here', 'People [lowest–highest]', "People's band", 'Best published synthetic'], rows),
    paragraph(CAVEAT),
  ];
}

const CAVEAT =
  'The bands come from five groups of people on one topic and are indicative, and being inside a band is no proof of anything human.';

const rangeOf = (band: NonNullable<Band['band']>): string => band.map(figure).join('–');
