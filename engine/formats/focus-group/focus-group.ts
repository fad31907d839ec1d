import { countWords } from '../../text.ts';
import type { Transcript } from '../../types.ts';
import type { Format, SpeakStep } from '../format.ts';
import { ESSAY } from '../turn-length.ts';
import { checkCreative } from './check-creative.ts';
import { checkSide } from './check-side.ts';
import { nextSteps } from './next.ts';
import { options } from './options.ts';
import { phaseLengths } from './phases.ts';
import { planFor, planOf, sideOf } from './plan.ts';
import { progressOf } from './progress.ts';
import { rulesOf } from './rules.ts';

export const focusGroup: Format = {
  name: 'focus-group',
  version: 1,
  summary: 'Personas discuss a topic in rounds, with a neutral moderator and private ballots before and after.',
  options,
  plan: planFor,
  rules: rulesOf,
  next: nextSteps,
  check: checkMode,
  progress: progressOf,
  phases: (transcript) => phaseLengths(planOf(transcript).rounds),
  sections: [
    'overview',
    'viewpoints',
    'movement',
    'consensus',
    'controversies',
    'insights',
    'recommendations',
    'questions',
    'participation',
    'topics',
    'scores',
    'measures',
    'cost',
  ],
};

/** A mode rules the turns of its rounds; the moderator and answers to people are free of it. */
function checkMode(transcript: Transcript, step: SpeakStep, text: string): string | undefined {
  if (!step.key.startsWith('round/')) return undefined;
  const plan = planOf(transcript);
  const { about } = step.words;
  if (plan.length === 'essay' && countWords(text) < ESSAY.min) {
    return `That was too short for an essay: develop it in about ${about} words.`;
  }
  if (plan.mode === 'creative') return checkCreative(transcript, text);
  const side = sideOf(plan, step.speaker.id);
  return side && checkSide(side, text);
}
