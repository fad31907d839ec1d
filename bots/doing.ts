import { type Cast, type Engine, type TeamSettings, type TeamStore, type ThreadStore, teamOf } from '../engine/engine.ts';
import type { Logger } from '../engine/log.ts';
import type { DiscussionId, Persona, Speaker } from '../engine/types.ts';
import type { Act, ActResult, Choice, CommandSpec, Given, Person, Place, Platform } from './platform.ts';
import type { Form, View } from './view.ts';

/** What commands and controls work with. */
export type PeopleParts = {
  engine: Engine;
  threads: ThreadStore;
  teams: TeamStore;
  /** Where the people are. */
  platform: Platform;
  /** Who speaks for a team; `check` proves by the cheapest call that it can. */
  provider: { nameFor(team: string): string; check(team: string, signal: AbortSignal): Promise<void> };
  /** There is something to do in a discussion's thread now. */
  deliver(id: DiscussionId): Promise<void>;
  /** The team's panel; absent where none is. */
  panel?: PanelDoor;
  log: Logger;
};

/** What chat and the panel have to do with each other. `team` is the team of discussions. */
export type PanelDoor = {
  /** A link that lets this person in once, for some minutes; absent where the panel has no address that people reach. */
  link?(team: string, person: PanelPerson): Promise<string>;
  /** Somebody changed the team's settings in chat. */
  settingsChanged(team: string, by: PanelPerson, before: TeamSettings, after: TeamSettings): Promise<void>;
};
export type PanelPerson = { id: string; name: string; administrator: boolean };

/** One thing that somebody does. `origin` is unique to it: the same thing that arrives twice has the same. */
export type Doing = PeopleParts & { by: Person; place: Place; origin: string };

export type Command = CommandSpec & {
  run(given: Given, doing: Doing): Promise<View>;
  /** What may be typed next for an option. */
  suggest?(option: string, typed: string, doing: Doing): Promise<readonly Choice[]>;
};

export type Action = {
  name: string;
  /** The dialog that it opens before it acts. */
  form?(about: string, argument: string | undefined): Form;
  act(act: Act, doing: Doing): Promise<ActResult>;
};

/** The name of the team that its discussions, and the panel, know. */
export const teamHere = ({ place }: Pick<Doing, 'place'>): string => teamOf(place.platform, place.team);

export const panelPerson = ({ by }: Pick<Doing, 'by'>): PanelPerson => ({ id: by.id, name: by.name, administrator: by.admin });

/** Whom this member may choose from. */
export const personasFor = (doing: Doing): Promise<readonly Persona[]> =>
  doing.engine.personas(teamOf(doing.place.platform, doing.place.team), speakerOf(doing).id);

/** Which groups. */
export const castsFor = (doing: Doing): Promise<readonly Cast[]> =>
  doing.engine.casts(teamOf(doing.place.platform, doing.place.team), speakerOf(doing).id);

/** A member as the engine knows them: the same person in another team is somebody else. */
export const speakerOf = ({ by, place }: Pick<Doing, 'by' | 'place'>): Speaker => ({
  id: `${place.platform}:${place.team}/${by.id}`,
  name: by.name,
});
