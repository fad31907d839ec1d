import type { DecideStep } from '../formats/format.ts';
import { strictSchema } from './json-schema.ts';
import { filled, prose } from './model-server-play.ts';
import { coveredBy, SUMMARY_LIMITS, type Summary } from './summary.ts';

/** An answer that was made up, for playing a discussion without a model. */
export type MadeUp = { text: string; data?: unknown };

/** Data that fits the schema; depends on the seed and the step's key alone. */
export function madeUpDecision(seed: string, { key, schema }: DecideStep): MadeUp {
  const upTo = coveredBy(key);
  const from = `${seed}/${key}`;
  const data = upTo === undefined ? filled(strictSchema(schema), from, []) : fullSummary(from, upTo);
  return { text: JSON.stringify(data), data };
}

/** As long as a summary may be: its text and each of its lists full. */
export function fullSummary(seed: string, upTo: number): Summary {
  const { words, itemWords, names, numbers, commitments, openQuestions } = SUMMARY_LIMITS;
  const items = (what: string, length: number) =>
    Array.from({ length }, (_, i) => ({
      text: prose(`${seed}/${what}/${i}`, itemWords).split(' ').slice(0, itemWords).join(' '),
      turn: Math.max(1, upTo - i),
    }));
  return {
    summary: prose(`${seed}/summary`, words),
    names: items('names', names),
    numbers: items('numbers', numbers),
    commitments: items('commitments', commitments),
    openQuestions: items('openQuestions', openQuestions),
  };
}
