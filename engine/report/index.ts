import type { AskedSection, Section } from './section.ts';
import { consensus } from './sections/consensus.ts';
import { controversies } from './sections/controversies.ts';
import { cost } from './sections/cost.ts';
import { councilAnswers } from './sections/council-answers.ts';
import { councilSynthesis } from './sections/council-synthesis.ts';
import { insights } from './sections/insights.ts';
import { measures } from './sections/measures.ts';
import { movement } from './sections/movement.ts';
import { overview } from './sections/overview.ts';
import { participation } from './sections/participation.ts';
import { questions } from './sections/questions.ts';
import { recommendations } from './sections/recommendations.ts';
import { scores } from './sections/scores.ts';
import { topics } from './sections/topics.ts';
import { viewpoints } from './sections/viewpoints.ts';

/** The sections of a report, in order. One more: a file in `sections/` and a line here. */
export const sections: readonly Section[] = [
  overview,
  viewpoints,
  movement,
  consensus,
  controversies,
  insights,
  recommendations,
  questions,
  participation,
  topics,
  scores,
  measures,
  councilAnswers,
  councilSynthesis,
  cost,
];

export const sectionNamed = (name: string): Section | undefined => sections.find((section) => section.name === name);

/** Those of the named sections that a model writes, in the order of the names. Names that are not known are left out. */
export function askedSections(names: readonly string[]): AskedSection[] {
  return names.flatMap((name) => {
    const section = sectionNamed(name);
    return section?.ask ? [section] : [];
  });
}
