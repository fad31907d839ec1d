import type { Quality } from '../types.ts';
import type { Models } from './provider.ts';
import table from './quality.json' with { type: 'json' };

/** What a person chooses instead of names of models. */
export const QUALITIES: readonly Quality[] = ['economy', 'balanced', 'best'];

const choices: ReadonlyMap<string, Record<Quality, Models>> = new Map(Object.entries(table));

/** Which model speaks, votes and sums up, and reports. Undefined for a provider without a choice, such as rehearsal. */
export const modelsFor = (provider: string, quality: Quality): Models | undefined => choices.get(provider)?.[quality];
