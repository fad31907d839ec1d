import type { Step } from '../formats/format.ts';

/** From so many steps on that read the whole discussion, it pays to let the vendor cache what the first one reads. */
const FEWEST = 3;

/** Whether of steps side by side the first runs alone, so that the others find in the vendor's cache the long prompt they share. */
export const firstRunsAlone = (steps: readonly Step[]): boolean => {
  const [first] = steps;
  return first !== undefined && readsAll(first) && steps.filter(readsAll).length >= FEWEST;
};

const readsAll = (step: Step): boolean => step.kind === 'section' || (step.kind === 'decide' && step.sees === 'transcript');
