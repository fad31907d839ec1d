import { z } from 'zod';
import { bands } from '../../measures/bands.ts';
import { measures } from '../../measures/measures.ts';
import type { Score, ScorePart } from '../../measures/scores.ts';
import type { Transcript } from '../../types.ts';
import { alikeLines } from '../alike.ts';
import { type Line, paragraph, table } from '../blocks.ts';
import { oncePer } from '../once.ts';
import { figure } from '../plain.ts';
import { meaningOf, PART_NAMES, SCORE_NAMES, scoresOf } from '../scored.ts';
import type { ComputedSection } from '../section.ts';

const schema = z.object({
  scores: z.array(
    z.object({
      key: z.string(),
      /** From 0 to 100; null where it is not defined. */
      score: z.number().nullable(),
      meaning: z.string(),
      parts: z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          value: z.number().nullable(),
          /** What the value counts, from 0 to 1. */
          points: z.number().nullable(),
          weight: z.number(),
          /** Where groups of people are, if that is known. */
          band: z.tuple([z.number(), z.number()]).nullable(),
        }),
      ),
    }),
  ),
  /** How alike the personas sounded. */
  alike: z.array(z.string()),
});

const scored = oncePer((transcript: Transcript) => {
  const { turns, personas } = transcript;
  return {
    scores: scoresOf(transcript).map((score) => ({ ...score, meaning: meaningOf(score), parts: score.parts.map(shown) })),
    alike: alikeLines(
      measures(
        turns,
        personas.map(({ id }) => id),
      ),
    ),
  };
});

/** Depth, diversity, constructiveness and coherence, computed by documented formulas, each with its parts. */
export const scores: ComputedSection = {
  name: 'scores',
  title: 'Scores',
  facts: { schema, of: (input) => scored(input.transcript) },
  blocks(input) {
    const { scores: found, alike } = scored(input.transcript);
    const rows = found.flatMap(({ key, score, parts }) =>
      parts.map((part, i): Line[] => [
        i === 0 ? [{ strong: SCORE_NAMES[key] }] : [''],
        i === 0 ? [{ strong: score === null ? 'not defined' : String(score) }] : [''],
        [part.label],
        [part.value === null ? 'not defined' : figure(part.value)],
        [weightText(part.weight)],
        [part.band ? part.band.map(figure).join('–') : 'not known'],
      ]),
    );
    return [
      table(['Score', 'of 100', 'Made of', 'Here', 'Weight', 'People'], rows),
      ...found.map(({ key, score, meaning }) =>
        paragraph({ strong: `${SCORE_NAMES[key]}${score === null ? '' : ` ${score}`}` }, `: ${meaning}`),
      ),
      ...alike.map((line) => paragraph(line)),
      paragraph(NOTE),
    ];
  },
};

const NOTE =
  'The scores are computed from the transcript by fixed formulas (docs/measures.md); no model was asked for them. They compare discussions, and are no marks.';

function shown(part: Score['parts'][number]) {
  return { ...part, label: PART_NAMES[part.key], band: bandOf(part) };
}

/** Of the parts that are measures, or one less a measure. */
function bandOf({ key }: ScorePart): [number, number] | null {
  const band = (of: string) => bands.find((one) => one.key === of)?.band ?? null;
  if (key === 'speakerDistance') {
    const people = band('speakerDistance');
    return people && [people[0], people[1]];
  }
  const repeated = key === 'newWords' ? band('repetition') : null;
  return repeated && [1 - repeated[1], 1 - repeated[0]];
}

const weightText = (weight: number): string => (weight < 0 ? `−${-weight}` : String(weight));
