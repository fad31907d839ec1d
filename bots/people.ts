import { UserError } from '../engine/errors.ts';
import { actionNamed } from './actions/index.ts';
import { cancelAll } from './cancel.ts';
import { commandsOf } from './commands/index.ts';
import type { Doing, PeopleParts } from './doing.ts';
import { homeViews } from './home.ts';
import { showAsOver } from './over.ts';
import type { People, Person, Place } from './platform.ts';
import { heard } from './questions.ts';

/** What people on a platform can do. */
export function createPeople(parts: PeopleParts): People {
  const { threads, teams } = parts;
  const commands = commandsOf(parts);
  const doing = (by: Person, place: Place, origin: string): Doing => ({ ...parts, by, place, origin });

  /** Where somebody gives a command the app is there, also where nobody told us that it came back. */
  const isBack = async ({ platform, team }: Place): Promise<void> => {
    if ((await teams.team(platform, team)).leftAt) await teams.joined(platform, team);
  };

  return {
    commands,

    async command(name, given, by, place, origin) {
      await isBack(place);
      const command = commands.find((one) => one.name === name);
      if (command) return command.run(given, doing(by, place, origin));
      throw new UserError('There is no such command. /focus help shows what there is.', 'RESOURCE_NOT_FOUND');
    },

    async suggest(name, option, typed, by, place) {
      const command = commands.find((one) => one.name === name);
      return (await command?.suggest?.(option, typed, doing(by, place, ''))) ?? [];
    },

    formFor: (name, about, argument) => actionNamed(name)?.form?.(about, argument),

    async act(act, by, place) {
      const action = actionNamed(act.name);
      if (action) return action.act(act, doing(by, place, act.origin));
      throw new UserError('This control is of an earlier version. Type the command again.', 'RESOURCE_NOT_FOUND');
    },

    async said(message, { platform, team, thread }) {
      const open = await threads.byThread(platform, team, thread);
      if (open) await heard(message, open, doing(message.by, { platform, team, channel: open.channel, thread }, message.id));
    },

    async gone(place) {
      const ids = await threads.liveIn(place);
      await cancelAll(parts, ids);
      if (place.thread !== undefined) await showAsOver(parts, ids);
    },

    home: (by, { platform, team }) => homeViews(doing(by, { platform, team, channel: '' }, '')),

    async left(platform, team) {
      await cancelAll(parts, await threads.liveIn({ platform, team }));
      await teams.left(platform, team);
    },

    joined: (platform, team) => teams.joined(platform, team),
  };
}
