import { bands } from '../measures/bands.ts';
import type { Measures } from '../measures/measures.ts';
import { percent } from './plain.ts';

/** How alike the personas sounded, said openly; empty where too few spoke. */
export function alikeLines({ speakerDistance, agreementOpenings }: Measures): string[] {
  const told = (key: 'speakerDistance' | 'agreementOpenings') => bands.find((band) => band.key === key);
  const distance = told('speakerDistance')?.band;
  const openings = told('agreementOpenings')?.band;
  const lines: string[] = [];
  if (speakerDistance !== null && distance) {
    const [low, high] = distance;
    const range = `groups of people: ${low.toFixed(2)} to ${high.toFixed(2)}`;
    const value = speakerDistance.toFixed(2);
    if (speakerDistance < low) lines.push(`The personas sounded more alike than people do: distance ${value}; ${range}.`);
    else if (speakerDistance > high)
      lines.push(`The personas used fewer words in common than people do: distance ${value}; ${range}.`);
    else lines.push(`The personas differed in their words about as much as people do: distance ${value}; ${range}.`);
  }
  if (agreementOpenings !== null && openings) {
    const [low, high] = openings;
    const share = percent(agreementOpenings);
    const range = `people: ${percent(low)} to ${percent(high)}`;
    if (agreementOpenings > high) lines.push(`They agreed too readily: ${share} of their turns open with agreement; ${range}.`);
    else lines.push(`${share} of their turns open with agreement; ${range}.`);
  }
  return lines;
}
