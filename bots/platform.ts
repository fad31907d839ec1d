import type { RequestListener } from 'node:http';
import type { Face, Form, Picture, View } from './view.ts';

/** A team is a Discord guild or a Slack workspace; ids are the platform's own. */
export type Place = { platform: string; team: string; channel: string; thread?: string };

/** A person as the platform vouches for them in this very event: nothing in it was sent by the person. */
export type Person = {
  id: string;
  name: string;
  /** Ids of the roles (Discord) or user groups (Slack) that the person has; asked of the platform only when it matters. */
  roles(): Promise<readonly string[]>;
  /** May manage the team on the platform. */
  admin: boolean;
};

/** Where a discussion takes place, once its thread is open. */
export type Thread = { platform: string; team: string; channel: string; thread: string; opener?: string };

/** One message of a discussion, in the order of its log. */
export type Post = {
  /** Of the discussion, the event and the part: the same post always has the same key. */
  key: string;
  speaker: Face & { kind: 'persona' | 'moderator' | 'app' };
  /** Markdown as a model or a person wrote it: data, which the platform makes harmless. Exclusive of `view`. */
  text?: string;
  /** What this one answers. */
  replyTo?: { message: string; name: string; excerpt: string };
  view?: View;
};

/** What a platform can hold and how fast it may be spoken to. */
export type Room = {
  /** Characters of one message of text. */
  message: number;
  /** Milliseconds between two posts in one channel, in the long run. */
  everyMs: number;
  /** A discussion can take place in a thread that is there already. */
  inThreads?: boolean;
  /** Milliseconds between two posts of a whole team; absent where there is no such limit. */
  teamEveryMs?: number;
};

/** What a person reads in the thread or as an answer when `/focus check` or a post finds something missing. */
export type Finding = {
  ok: boolean;
  what: string;
  mend?: string;
  /** Without it no discussion can take place here. */
  needed?: boolean;
};

/**
 * A chat platform. Everything that people do arrives at the People that `connect` was given; everything that a discussion
 * says goes out through `post`. Makes no second try by itself: throws RetryError, UserError for what a person has to mend,
 * ThreadGone when there is nothing left to post to. A RetryError with `retryAfterMs` is a refusal: the platform has done
 * nothing, and says when to ask again; without it nobody knows what the platform has done.
 */
export interface Platform {
  readonly name: string;
  readonly room: Room;
  connect(people: People): Promise<void>;
  /** Opens the thread under a starter message with `view`. Asked again for the same discussion it finds what it opened. */
  openThread(opening: Opening): Promise<{ thread: string; opener?: string }>;
  /** Posts once and gives the message's id. Where it threw a RetryError without `retryAfterMs`, `findPost` tells whether it got through. */
  post(thread: Thread, post: Post, signal: AbortSignal): Promise<string>;
  /**
   * The id of this post if it got through although nobody heard of it: the first message of ours after `after` (the last
   * one with a receipt). Throws UserError when it may not look: then it is not known, and nothing may be posted.
   */
  findPost(thread: Thread, after: string | undefined, post: Post): Promise<string | undefined>;
  /** Shows that a persona is about to speak; never throws. */
  typing(thread: Thread, speaker: Face): Promise<void>;
  /** Brings the starter message up to date: the controls, the progress, what went wrong. */
  updateOpener(thread: Thread, view: View): Promise<void>;
  /** Marks a person's message as taken for a question, or as not taken. */
  mark(thread: Thread, message: string, mark: 'taken' | 'refused'): Promise<void>;
  /** A plain word to one person, or to the channel where only there it can be seen. */
  tell(place: Place, person: Pick<Person, 'id' | 'name'> | undefined, view: View): Promise<void>;
  /** A link that opens this message. */
  permalink(thread: Thread, message: string): Promise<string | undefined>;
  /** What is missing for focus groups in this place, each with how to mend it. */
  check(place: Place): Promise<Finding[]>;
  /** How the app is added to a team, asking for exactly what it uses; absent where that is not known. */
  inviteLink?(): string | undefined;
  /** Requests under this path of the process's HTTP server are the platform's, unread; absent where it needs none. */
  readonly routes?: { path: string; listener: RequestListener; front?: Front };
  close(): Promise<void>;
}

/**
 * Takes the port of the HTTP server in a process of its own, answers there what has to be answered at once, and hands every
 * other connection on, byte for byte, to the socket `inner`: after a line with the address of whoever connected.
 */
export type Front = (at: { host: string; port: number; inner: string }) => Promise<{ port: number; close(): Promise<void> }>;

export type Opening = { discussion: string; place: Place; title: string; view: View; startedBy: Pick<Person, 'id' | 'name'> };

/** The thread, its channel or our place in it is gone for good. */
export class ThreadGone extends Error {}

/**
 * What people do, told by a platform that has acknowledged it already where it had to. Answers are views for the person
 * alone, unless they say otherwise. Rejections are a person's words (UserError) or a bug; both are told by the platform
 * through `apology`.
 */
export interface People {
  /** The commands with their options, to be registered. */
  readonly commands: readonly CommandSpec[];
  command(name: string, given: Given, by: Person, place: Place, origin: string): Promise<View>;
  /** What may be typed next for an option. */
  suggest(command: string, option: string, typed: string, by: Person, place: Place): Promise<readonly Choice[]>;
  /** The dialog that a control opens instead of acting at once; decided without any wait. */
  formFor(action: ActionName, about: string, argument: string | undefined): Form | undefined;
  /** A control was pressed, a choice made, or a dialog sent: `origin` is unique to that. */
  act(act: Act, by: Person, place: Place): Promise<ActResult>;
  /** Somebody wrote in a thread: a person, never a bot or a webhook. */
  said(message: Said, thread: Required<Pick<Place, 'platform' | 'team' | 'thread'>>): Promise<void>;
  /** The thread, or the channel that held it, was deleted. */
  gone(place: { platform: string; team: string; channel?: string; thread?: string }): Promise<void>;
  /** What somebody sees on the app's own page: what is going on in the team, its latest reports, its casts. */
  home(by: Person, team: { platform: string; team: string }): Promise<readonly View[]>;
  /** The app was removed from a team; or has been added to it again. */
  left(platform: string, team: string): Promise<void>;
  joined(platform: string, team: string): Promise<void>;
}

export type Said = {
  id: string;
  text: string;
  by: Person;
  /** It begins by mentioning the app (the mention is not in `text`), or somebody else. */
  addressed?: 'app' | 'other';
  /** The message of ours that it is a reply to, where the platform tells. */
  replyTo?: string;
};

export type ActionName = string;
export type Act = {
  name: ActionName;
  about: string;
  argument?: string;
  /** Of a select. */
  chosen?: readonly string[];
  /** Of a form, by field name. */
  fields?: Readonly<Record<string, string>>;
  origin: string;
};
/** `instead` replaces the view that holds the control; `answer` is for the person alone. */
export type ActResult = { instead?: View; answer?: View };

export type Choice = { label: string; value: string };
/** A command's options as a person gave them; a file is its text. */
export type Given = Readonly<Record<string, string | number | undefined>>;

export type CommandSpec = {
  name: string;
  summary: string;
  options: readonly OptionSpec[];
  /** Works on a message instead of being typed; the message's text is given as `text`, and its id as `message`. */
  onMessage?: boolean;
  /** Only for those who may manage the team. */
  adminOnly?: boolean;
};
/** `several`: names separated by commas. */
export type OptionSpec = { name: string; summary: string; required?: boolean } & (
  | { kind: 'text'; most: number; choices?: readonly Choice[]; suggests?: boolean; several?: boolean }
  | { kind: 'number'; least: number; most: number; whole: boolean }
  | { kind: 'file'; mostBytes: number }
  | { kind: 'role' }
);

export type Avatars = {
  /** A URL that the platform can fetch; undefined when we have none in public. */
  url(avatar: string): string | undefined;
  png(avatar: string): Promise<Picture | undefined>;
};
