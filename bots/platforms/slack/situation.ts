import type { types } from '@slack/bolt';
import { RetryError, UserError } from '../../../engine/errors.ts';
import { apology } from '../../apology.ts';
import type { ActResult, Choice, CommandSpec, Given, Person, Place } from '../../platform.ts';
import type { View } from '../../view.ts';
import { type Address, answer } from './answers.ts';
import { shown } from './blocks.ts';
import type { Desk } from './desk.ts';
import { type About, commandModal } from './modal.ts';
import { asked, isNothingToChange, meaning } from './refusals.ts';
import { PLATFORM } from './workspaces.ts';

/** A trigger of Slack's dies after three seconds: what is not found by then is typed by hand. */
const SUGGEST_MS = 700;
const CHANGE_TRIES = 3;

/** Somebody did something somewhere; `origin` is unique to that. */
export type Situation = Address & { origin: string; name: string };
export type Who = { team: string; user: string; name: string; url?: string | undefined; mayBeOld?: boolean; trigger: string };

/** Does it once, however often it is delivered, and tells the person when it cannot be done. */
export async function handled(
  desk: Desk,
  { team, user, name, url, mayBeOld, trigger }: Who,
  place: Place,
  work: (at: Situation) => Promise<void>,
  told?: (error: unknown) => Promise<boolean>,
): Promise<void> {
  const origin = `${PLATFORM}/${team}/${trigger}`;
  const workspace = await desk.workspaces.of(team);
  const at: Situation = { workspace, place, user, name, origin, ...(url && { url }), ...(mayBeOld && { mayBeOld }) };
  try {
    if (await desk.received.before(origin)) return;
    await work(at);
  } catch (error) {
    const meant = meaning(error);
    if (await told?.(meant)) return;
    await apologise(desk, at, apology(meant, desk.log));
  }
}

async function apologise(desk: Desk, at: Situation, view: View): Promise<void> {
  try {
    await answer(at, view, await desk.showing(at.workspace, view), desk.log);
  } catch (error) {
    desk.log.warn({ err: error, team: at.place.team }, 'nobody could be told what went wrong');
  }
}

/** The answer of a command, for the person alone. */
export async function ask(desk: Desk, at: Situation, name: string, given: Given): Promise<void> {
  const view = await desk.people.command(name, given, await personOf(desk, at), at.place, at.origin);
  await answer(at, view, await desk.showing(at.workspace, view), desk.log);
}

export const personOf = (desk: Desk, { workspace, user, name }: Situation): Promise<Person> =>
  desk.directory.person(workspace, user, name);

/** Opens the dialog of a command. */
export async function openCommand(
  desk: Desk,
  at: Situation,
  name: string,
  trigger: string,
  where: Omit<About, 'command' | 'action'>,
  given: Readonly<Record<string, string>> = {},
): Promise<void> {
  const spec = desk.people.commands.find((one) => one.name === name);
  if (!spec) throw new UserError('There is no such command. /focus help shows what there is.');
  const choices = await suggestions(desk, at, spec);
  await open(at, trigger, commandModal(spec, where, { choices, given }));
}

async function suggestions(desk: Desk, at: Situation, spec: CommandSpec): Promise<Record<string, readonly Choice[]>> {
  const options = spec.options.filter((option) => option.kind === 'text' && option.suggests);
  const by = { id: at.user, name: at.name, admin: false, roles: async () => [] };
  const found = options.map(async ({ name }) => {
    const choices = desk.people.suggest(spec.name, name, '', by, at.place).catch(() => []);
    return [name, await Promise.race([choices, later(SUGGEST_MS, [])])] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

const later = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), ms));

export const open = async ({ workspace }: Situation, trigger: string, view: types.ModalView): Promise<void> => {
  await asked(() => workspace.client().views.open({ trigger_id: trigger, view }));
};

/** What came of it: in place of what was pressed (`ts`: a message that everybody sees), and for the person alone. */
export async function show(
  desk: Desk,
  at: Situation,
  { instead, answer: told }: ActResult,
  ts: string | undefined,
): Promise<void> {
  if (instead && ts) await changed(desk, at, instead, ts);
  else if (instead) await answer(at, instead, await desk.showing(at.workspace, instead), desk.log, true);
  if (told) await answer(at, told, await desk.showing(at.workspace, told), desk.log);
}

/** It is done already: where Slack wants us to slow down, its sign comes later, or with the next change of the message. */
async function changed(desk: Desk, at: Situation, view: View, ts: string): Promise<void> {
  const { workspace, place } = at;
  const message = shown(view, await desk.showing(workspace, view));
  const change = () => asked(() => workspace.client().chat.update({ channel: place.channel, ts, ...message }));
  for (let attempt = 1; ; attempt++) {
    try {
      await desk.changes(place.team, change);
      return;
    } catch (error) {
      if (isNothingToChange(error)) return;
      if (!(error instanceof RetryError) || error.retryAfterMs === undefined) throw error;
      if (attempt === CHANGE_TRIES) return desk.log.info({ err: error, team: place.team }, 'a message was not changed');
      await later(error.retryAfterMs, undefined);
    }
  }
}
