import type { Persona, Stance } from '../types.ts';
import type { Relevance } from './relevance.ts';

/** Why these: one sentence for the people who watch. */
export function chosenReason(personas: readonly Persona[], relevance: ReadonlyMap<string, Relevance>): string {
  const knowing = personas.flatMap((one) => {
    const knows = relevance.get(one.id)?.knows;
    return knows === undefined ? [] : [{ name: one.name, knows, score: relevance.get(one.id)?.score ?? 0 }];
  });
  if (knowing.length === 0)
    return `Chosen for how they differ, as the words of the topic are on nobody's sheet: ${mix(personas)}.`;
  const named = [...knowing]
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_NAMED)
    .map(({ name, knows }) => `${name}: ${knows}`);
  const among = knowing.length > MOST_NAMED ? 'among them ' : '';
  const others = personas.length - knowing.length;
  const fresh = others > 0 ? `, ${number(others)} who ${others === 1 ? 'comes' : 'come'} to it from elsewhere` : '';
  const know = knowing.length === 1 ? 'knows' : 'know';
  return `Chosen for this topic: ${number(knowing.length)} who ${know} something about it (${among}${named.join('; ')})${fresh}; ${mix(personas)}.`;
}

export const namedReason = (personas: readonly Persona[]): string => `Named by whoever started it: ${mix(personas)}.`;

const MOST_NAMED = 3;

const LEANINGS: readonly [stance: Stance, one: string, several: string][] = [
  ['support', 'leans for', 'lean for'],
  ['oppose', 'leans against', 'lean against'],
  ['neutral', 'undecided', 'undecided'],
  ['critical', 'critical', 'critical'],
];

function mix(personas: readonly Persona[]): string {
  const leanings = LEANINGS.flatMap(([stance, one, several]) => {
    const count = personas.filter((persona) => persona.stance === stance).length;
    return count > 0 ? [`${count} ${count === 1 ? one : several}`] : [];
  });
  const ages = personas.map(({ age }) => age);
  const youngest = Math.min(...ages);
  const oldest = Math.max(...ages);
  return `${leanings.join(', ')}; ${youngest === oldest ? `all aged ${youngest}` : `ages ${youngest} to ${oldest}`}`;
}

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const number = (n: number): string => NUMBERS[n] ?? String(n);
