import type { ZodObject, ZodType } from 'zod';
import type { StoredReply } from '../call.ts';
import type { Choice, EventBody, Persona, Phase, Service, Speaker, Transcript } from '../types.ts';

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
  /** It is asked, and nobody steps in for it: what it cannot do fails this step alone. */
  service?: Service;
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
  /** As of a turn. */
  service?: Service;
  /** Keys of the turns that it is about, in the order in which they are shown. */
  about?: readonly string[];
};

/** A section of the report; `name` is one of the registry in `report/`. */
export type SectionStep = { kind: 'section'; key: string; name: string };

/** A thing still to be done. Its key is the key of the event that will record it. */
export type Step = SpeakStep | SayStep | DecideStep | SectionStep;

/** The parts of a prompt, in the order in which they are sent; see `ModelRequest`. */
export type Layout = { system: string; shared: readonly string[]; own: string };

/** What a reply comes to: a fact, and the rules that it breaks. `kept` is how much of it can be used; 0: nothing. */
export type Reading = { body: EventBody; problem?: string | undefined; kept: number };

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

  /** Services speak, each for itself, in the place of a cast of personas; as soon as they have written, whatever the pace. */
  readonly cast?: 'services';
  /** Questions from people are the format's own affair: `next` gives the steps that answer them. */
  readonly ownQuestions?: true;
  /** With nothing to do it waits for a person, instead of being finished. */
  rests?(transcript: Transcript): boolean;
  /** Lays a prompt out by itself; without it, as a room of personas. */
  prompt?(transcript: Transcript, step: Step): Layout;
  /** Reads a reply by itself; without it, as turns and decisions of a room of personas. */
  read?(transcript: Transcript, step: Step, reply: StoredReply): Reading;
  /** Why a person may not choose that now; undefined when they may. Without it there is nothing to choose. */
  refuses?(transcript: Transcript, choice: Choice): string | undefined;
  /** Whether what is under way is to be broken off for a choice, because its prompts hold what is no more to be sent. */
  interrupts?(transcript: Transcript, choice: Choice): boolean;
  /** Keys of turns that a person deleted: they are in no report. */
  deleted?(transcript: Transcript): ReadonlySet<string>;
  /** How it came out, in plain sentences; without it ballots, signatures and questions are counted. */
  inShort?(transcript: Transcript): string[];
}
