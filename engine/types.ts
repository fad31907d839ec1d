/** The nouns of simFocus. This file imports nothing. */

export type DiscussionId = string;

/** Somebody who can be seen speaking: a persona, the moderator, or a person in the thread. */
export type Speaker = { id: string; name: string };

export type Stance = 'support' | 'oppose' | 'neutral' | 'critical';
export type Style = 'formal' | 'casual' | 'technical' | 'storytelling';
export type Behaviour = 'active' | 'passive' | 'balanced';

/** Each from 1 to 10. */
export type Traits = { openness: number; rigor: number; criticalThinking: number; optimism: number };

export type Persona = Speaker & {
  field: string;
  age: number;
  gender: string;
  profession: string;
  traits: Traits;
  knowledge: string[];
  yearsOfExperience: number;
  views: string[];
  stance: Stance;
  style: Style;
  behaviour: Behaviour;
  /** One or two sentences on how this person talks. */
  voice: string;
  /** What the portrait is drawn from, where it is not the id. */
  face?: string;
};

/** A model that is asked by its own name, with what an administrator settled for it; never with a key in it. */
export type Service = Speaker & {
  provider: string;
  model: string;
  /** Only this key may speak for it: the id of a stored one, or `environment/` and the provider's name. */
  key?: string;
  /** A server that asks for no key. */
  baseUrl?: string;
  maxOutputTokens: number;
  temperature?: number;
  /** What the model is told before everything else. */
  note?: string;
};

/** What somebody asked for: data from people, never instructions to a model. */
export type Brief = {
  topic: string;
  context?: string;
  format: string;
  /** Parsed by the format's own `options` schema. */
  options: Record<string, unknown>;
  provider: string;
  /** The model that speaks; without it the provider's own choice. */
  model?: string;
  /** Which models speak, vote and report; without it balanced, or what the installation is set to. */
  quality?: Quality;
  pace: Pace;
  /** Least milliseconds between two turns that are shown, whatever the pace: the platform's. */
  everyMs?: number;
  /** Ends it with a report of what was reached after this many minutes of running. */
  minutes?: number;
  /** Ends it with a report of what was reached before this many US dollars are spent. */
  budget?: number;
  /** Prompts' version that it was begun with. */
  promptVersion: number;
};

/** How good, and how dear, the models are. */
export type Quality = 'economy' | 'balanced' | 'best';

/** Who is to speak; `key` and `baseUrl` as a service names them. `team`: whose keys; without it the installation's own. */
export type Voice = Pick<Brief, 'provider' | 'model' | 'quality'> & Pick<Service, 'key' | 'baseUrl'> & { team?: string };

/** `natural`: turns appear at reading speed. `fast`: as soon as they are written. */
export type Pace = 'natural' | 'fast';

/** Tokens as the vendor counted them; `input` is what was neither read from nor written to a cache. */
export type Usage = {
  input: number;
  cached: number;
  cacheWrite: number;
  output: number;
  /** US dollars; null where the model's price is not known. */
  cost: number | null;
};

export type Status = 'draft' | 'initializing' | 'running' | 'paused' | 'completed' | 'cancelled' | 'failed';
export type ReportStatus = 'none' | 'generating' | 'ready' | 'partial' | 'failed';
/** What lets a discussion go on that cannot: a person who sees to a key, or time. */
export type HeldFor = 'person' | 'time';
export type EndReason = 'done' | 'stopped' | 'budget' | 'time';

export type Phase = 'opening' | 'development' | 'debate' | 'closing';

/** What the store keeps beside the log: everything that a list or a lock needs. */
export type Discussion = {
  id: DiscussionId;
  /** Unique: the interaction, command or request that asked for it. */
  origin: string;
  brief: Brief;
  status: Status;
  reportStatus: ReportStatus;
  /** Why it paused or failed, in plain words. */
  reason?: string;
  /** It paused itself, or its report waits, for the reason told; it is tried again by itself. */
  held?: HeldFor;
  speed: number;
  /** While it is paused: nothing that was due after this is shown. */
  pausedAt?: Date;
  /** The cap in US dollars, and what has been spent of it. */
  budget?: number;
  spent: number;
  /** The sequence number of the last event. */
  seq: number;
  createdAt: Date;
  endedAt?: Date;
  /** What was said was deleted then, and its report with it. */
  textDeletedAt?: Date;
  startedBy: Speaker;
  /** Whose it is: `discord:…`, `slack:…`, or `default` for what no team of a platform started. */
  team: string;
};

/** A fact, written once: unique by (discussion, seq) and by (discussion, key). */
export type DiscussionEvent = EventHead & EventBody;
/** `deliverAt` is when it may be shown: the platform's pace, reading time and speed are in it. */
export type EventHead = { seq: number; key: string; at: Date; deliverAt: Date };
export type NewEvent = { key: string; deliverAt?: Date } & EventBody;

export type EventBody =
  | {
      type: 'opened';
      format: string;
      formatVersion: number;
      seed: string;
      brief: Brief;
      /** Resolved once by the format from the brief, the cast and the seed. */
      plan: unknown;
      moderator: Speaker;
      /** Models that are asked by their own names, where the format has no personas. */
      services?: Service[];
      origin?: { kind: 'fork' | 'rerun'; discussion: DiscussionId; turn?: number };
    }
  | { type: 'cast'; personas: Persona[]; reason: string }
  | {
      type: 'said';
      /** Id of a persona of the cast, or of the moderator. */
      speaker: string;
      text: string;
      phase?: Phase;
      round?: number;
      /** Number of the turn that this one answers. */
      replyTo?: number;
      /** Rules that the text still breaks after it was asked again. */
      problems?: string[];
      model?: string;
      /** It stopped at the service's output limit, and is shown as it came. */
      cut?: boolean;
    }
  | { type: 'asked'; asker: Speaker; text: string }
  | { type: 'chose'; by: Speaker; choice: Choice }
  | { type: 'decided'; by?: string; data: unknown; model?: string }
  | { type: 'section'; name: string; title: string; body: unknown; model?: string }
  /** `by`: the service that could not; it alone. */
  | { type: 'failed'; reason: string; by?: string }
  | {
      type: 'control';
      action: 'initialize' | 'start' | 'pause' | 'resume' | 'speed' | 'fail' | 'warn' | 'report';
      by: Speaker;
      speed?: number;
      reason?: string;
      /** Names of the sections of the report that are asked for again. */
      sections?: string[];
    }
  | { type: 'ended'; reason: EndReason; by?: Speaker };

export type EventOf<T extends EventBody['type']> = EventHead & Extract<EventBody, { type: T }>;

/** One line of the discussion as people read it and as reports cite it: numbered from 1. */
export type Turn = {
  n: number;
  seq: number;
  key: string;
  kind: 'persona' | 'moderator' | 'person';
  speaker: Speaker;
  text: string;
  at: Date;
  phase?: Phase;
  round?: number;
  replyTo?: number;
};

/** A question from a person that the discussion has taken up. */
export type OpenQuestion = { key: string; turn: Turn };

/** Everything that has happened so far, folded from the events. Plain data: formats and measures see only this. */
export type Transcript = {
  id: DiscussionId;
  brief: Brief;
  seed: string;
  format: string;
  formatVersion: number;
  plan: unknown;
  personas: readonly Persona[];
  services: readonly Service[];
  moderator: Speaker;
  castReason: string;
  turns: readonly Turn[];
  /** Every fact by its key. A step is done when the event with its key exists. */
  byKey: ReadonlyMap<string, DiscussionEvent>;
  /** Questions from people, oldest first. */
  questions: readonly OpenQuestion[];
  ended?: EndReason;
  /** Why the last steps could not be done, if nothing has succeeded since. */
  failures: readonly string[];
  lastSeq: number;
};

/** A question on its way in; unique by the platform's message id. */
export type Question = { messageId: string; asker: Speaker; text: string };

/** What a person decided of what was said, as the format understands it: `turns` by their numbers, `service` by its id. */
export type Choice = { kind: string; turns?: readonly number[]; service?: string };

/** What somebody thinks of a discussion. */
export type Rating = 'up' | 'down';
