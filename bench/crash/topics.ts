import type { StartRequest } from '../../engine/engine.ts';
import { chance } from '../../engine/seed.ts';
import type { Question } from '../../engine/types.ts';

const TOPICS = [
  'Should shops stay closed on Sundays',
  'Is a four-day week good for small firms',
  'Should the old market hall become a library',
  'Would you pay for a repair subscription',
  'Should school start at nine',
  'Is a cash-free bakery a good idea',
];
const QUESTIONS = [
  'What would it cost you in a month?',
  'What does everyone think of a trial?',
  'Who loses by it?',
  'What would change your mind?',
];
const MODES = ['free', 'debate', 'creative', 'consensus'];

export const SYSTEM = { id: 'crash', name: 'Crash' };

/** The n-th discussion of a run: no two send the same request to a model. */
export function requestFor(seed: string, n: number): StartRequest {
  const topic = `${TOPICS[n % TOPICS.length]}, as planned in district ${n}?`;
  return {
    topic,
    options: {
      mode: MODES[Math.floor(chance(seed, n, 'mode') * MODES.length)],
      rounds: 2 + Math.floor(chance(seed, n, 'rounds') * 2),
    },
    personas: 3 + Math.floor(chance(seed, n, 'personas') * 2),
    provider: 'crash',
    pace: 'fast',
    origin: `crash/${seed}/${n}`,
    seed: `${seed}/${n}`,
    by: SYSTEM,
  };
}

/** Every second discussion gets no questions, so that it can be compared with a run without kills. */
export const isQuiet = (n: number): boolean => n % 2 === 0;

export function questionFor(seed: string, n: number): Question {
  const text = QUESTIONS[Math.floor(chance(seed, n, 'question') * QUESTIONS.length)];
  return { messageId: `message-${n}`, asker: { id: `guest-${n % 3}`, name: `Guest ${n % 3}` }, text: `${text} (${n})` };
}
