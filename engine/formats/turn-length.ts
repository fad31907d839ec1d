import { chance } from '../seed.ts';

export type Length = 'chat' | 'essay';

/** In a chat, below this many words a turn is a brief reaction. */
export const BRIEF = 25;

/** The documents' range for an essay. */
export const ESSAY = { min: 100, max: 500 } as const;

/**
 * How a length is asked for. In a chat a speaker may run on: a text of twice the length asked for is let through as it is,
 * and shows in the measures.
 */
export const room = (length: Length, about: number): { about: number; max: number } => ({
  about,
  max: length === 'essay' ? ESSAY.max : Math.ceil(2.3 * about + 10),
});

/** Lengths of turns as quantile functions: words at `u` in (0, 1). */

/** As people's turns in a chat: brief reactions, ordinary turns, now and then a long one. */
export function chatWords(u: number): number {
  if (u < 0.37) return Math.round(6 + 16 * (u / 0.37));
  if (u < 0.91) return ordinaryWords((u - 0.37) / 0.54);
  return Math.round(100 + 50 * ((u - 0.91) / 0.09));
}

/** Log-logistic round 63 words: close to a lognormal distribution, with a quantile function that one can write down. */
export const ordinaryWords = (u: number): number => Math.round(Math.min(110, Math.max(28, 63 * (u / (1 - u)) ** 0.24)));

export const essayWords = (u: number): number => Math.round(120 + 230 * u);

/** For a turn that no seating foresaw, as an answer to a question. */
export const unforeseenLength = (length: Length, ...parts: (string | number)[]): number =>
  (length === 'chat' ? ordinaryWords : essayWords)(0.1 + 0.8 * chance(...parts));
