import type { Service } from '../types.ts';

const TEMPERS = [
  ['Careful', 'You weigh risks first.'],
  ['Bold', 'You favour what could change most.'],
  ['Frugal', 'You look at what it costs first.'],
  ['Practical', 'You look at what can be done this week.'],
  ['Doubting', 'You look for what others take for granted.'],
  ['Caring', 'You look at the people concerned first.'],
] as const;

/** Services without a model, to see how a council runs; their names say so. */
export const rehearsalServices: readonly Service[] = TEMPERS.map(([temper, note], i) => ({
  id: `rehearsal-${i + 1}`,
  name: `${temper} (rehearsal)`,
  provider: 'rehearsal',
  model: 'rehearsal',
  maxOutputTokens: 600,
  note,
}));
