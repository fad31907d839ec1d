import type { Format } from '../formats/format.ts';
import { formatNamed } from '../formats/index.ts';
import type { Phase, Speaker, Transcript } from '../types.ts';

export type Progress = ReturnType<Format['progress']>;

/** How far a discussion is, for people who watch. */
export const progressOf = (transcript: Transcript): Progress =>
  formatNamed(transcript.format)?.progress(transcript) ?? { done: 0, total: 0 };

/** Whether nothing is to be done before a person does something. */
export const isAtRest = (transcript: Transcript): boolean => formatNamed(transcript.format)?.next(transcript).length === 0;

/** Who speaks next, or that ballots are cast; undefined when something else is to be done, or nothing. */
export function expectedIn(transcript: Transcript): { speaker: Speaker } | 'ballots' | undefined {
  const steps = formatNamed(transcript.format)?.next(transcript) ?? [];
  for (const step of steps) if (step.kind === 'speak' || step.kind === 'say') return { speaker: step.speaker };
  return steps.some((step) => step.kind === 'decide' && step.name === 'ballot') ? 'ballots' : undefined;
}

/** The phases that it goes through as planned; empty where the format has none. */
export const phasesOf = (transcript: Transcript): readonly { phase: Phase; rounds: number }[] =>
  formatNamed(transcript.format)?.phases?.(transcript) ?? [];
