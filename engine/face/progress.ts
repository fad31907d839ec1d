import type { Format } from '../formats/format.ts';
import { formatNamed } from '../formats/index.ts';
import type { Phase, Transcript } from '../types.ts';

export type Progress = ReturnType<Format['progress']>;

/** How far a discussion is, for people who watch. */
export const progressOf = (transcript: Transcript): Progress =>
  formatNamed(transcript.format)?.progress(transcript) ?? { done: 0, total: 0 };

/** Whether nothing is to be done before a person does something. */
export const isAtRest = (transcript: Transcript): boolean => formatNamed(transcript.format)?.next(transcript).length === 0;

/** The phases that it goes through as planned; empty where the format has none. */
export const phasesOf = (transcript: Transcript): readonly { phase: Phase; rounds: number }[] =>
  formatNamed(transcript.format)?.phases?.(transcript) ?? [];
