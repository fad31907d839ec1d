import type { ZodObject, ZodType } from 'zod';
import type { Persona, Phase, Speaker, Transcript } from '../types.ts';

/** A turn to be spoken. `instruction` goes last in the prompt, behind the speaker's own sheet. */
export type SpeakStep = {
  kind: 'speak';
  key: string;
  speaker: Speaker;
  instruction: string;
  /** The length asked for: about this many words, and not more than `max`. */
  words: { about: number; max: number };
  phase?: Phase;
  round?: number;
  /** Number of the turn that is answered. */
  replyTo?: number;
};

/** Words that need no model. */
export type SayStep = { kind: 'say'; key: string; speaker: Speaker; text: string; phase?: Phase; round?: number };

/** A structured answer: a ballot, a framing, a signature. */
export type DecideStep = {
  kind: 'decide';
  key: string;
  /** Names the schema towards the vendor, e.g. `ballot`. */
  name: string;
  by?: Persona;
  instruction: string;
  schema: ZodType;
  /** `none`: topic only, without what was said; a first ballot must not be coloured by the room. */
  sees: 'topic' | 'transcript';
};

/** A section of the report; `name` is one of the registry in `report/`. */
export type SectionStep = { kind: 'section'; key: string; name: string };

/** A thing still to be done. Its key is the key of the event that will record it. */
export type Step = SpeakStep | SayStep | DecideStep | SectionStep;

/**
 * A format of discussion. Pure: no clock, no random, no I/O; whatever varies is derived from the transcript's seed
 * and the step's key, so that a discussion taken up by another process goes on as it would have.
 */
export interface Format {
  readonly name: string;
  readonly version: number;
  readonly summary: string;
  /** The options that chat, API and panel offer; every one has a default and a description. */
  readonly options: ZodObject;
  /** Settles once what the discussion will follow. JSON. */
  plan(input: { topic: string; options: Record<string, unknown>; personas: readonly Persona[]; seed: string }): unknown;
  /** Rules of the room: the same for all speakers, the first block of each prompt. */
  rules(transcript: Transcript): string;
  /** Several steps run side by side; an empty list means that the discussion is finished. */
  next(transcript: Transcript): Step[];
  /** Why the text breaks the format's rules, as a request to the speaker; undefined when it keeps them. */
  check?(transcript: Transcript, step: SpeakStep, text: string): string | undefined;
  /** How far it is, for people who watch. */
  progress(transcript: Transcript): { done: number; total: number; phase?: Phase; round?: number; rounds?: number };
  /** The phases that it will go through as planned, with how many rounds each has. */
  phases?(transcript: Transcript): readonly { phase: Phase; rounds: number }[];
  /** Sections of its report, in order. */
  readonly sections: readonly string[];
}
