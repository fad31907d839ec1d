import type { Transcript } from '../../types.ts';
import type { Format } from '../format.ts';
import { breaksOff, refusalOf } from './choices.ts';
import { councilOf } from './fold.ts';
import { inShort } from './in-short.ts';
import { nextSteps } from './next.ts';
import { options } from './options.ts';
import { layoutOf } from './prompts.ts';
import { readingOf } from './readings.ts';

export const council: Format = {
  name: 'council',
  version: 1,
  summary: 'Several models answer one question side by side, rank each other without names, and go on with what you select.',
  options,
  plan: () => ({}),
  rules: () => '',
  next: nextSteps,
  progress: progressOf,
  sections: ['council-answers', 'council-synthesis', 'cost'],
  cast: 'services',
  ownQuestions: true,
  rests: (transcript) => !councilOf(transcript).archived,
  prompt: layoutOf,
  read: readingOf,
  refuses: refusalOf,
  interrupts: breaksOff,
  deleted: deletedIn,
  inShort,
};

/** Answers that came, or will not come, of those that were asked for. */
function progressOf(transcript: Transcript): { done: number; total: number } {
  const asked = councilOf(transcript).questions.flatMap((question) => question.asked);
  const left = nextSteps(transcript).length;
  return { done: asked.filter(({ state }) => state !== 'open').length, total: asked.length + (left > 0 ? 1 : 0) };
}

/** Keys of all answers that are not live any more. */
function deletedIn(transcript: Transcript): ReadonlySet<string> {
  const live = new Set(councilOf(transcript).questions.flatMap(({ asked }) => asked.flatMap(({ answer }) => answer?.key ?? [])));
  const { services, turns } = transcript;
  const isAnswer = (id: string) => services.some((service) => service.id === id);
  return new Set(turns.filter(({ key, speaker }) => isAnswer(speaker.id) && !live.has(key)).map(({ key }) => key));
}
