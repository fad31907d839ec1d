import { progressOf } from '../../engine/engine.ts';
import { costPartsWords, costWords } from '../wording.ts';
import { COUNCIL_HELP, councilCommand } from './council-commands.ts';
import { type Place, shownIfRefused, throwIn } from './throw-in.ts';

const HELP = 'Type a question to throw it in, or: /pause, /resume, /stop, /speed 1|1.5|2|3, /status';

/**
 * What a person typed while the discussion runs: a command, or a question; whether the log will tell of it. Never throws:
 * what went wrong is shown.
 */
export async function carryOut(place: Place, line: string): Promise<boolean> {
  const text = line.trim();
  if (text === '') return false;
  if (!text.startsWith('/')) {
    const taken = await throwIn(place, text);
    if (taken) place.screen.note('Your question is in; it is answered next.');
    return taken;
  }
  const ofCouncil = place.shown.services.length > 0 ? await councilCommand(place, text) : undefined;
  if (ofCouncil !== undefined) return ofCouncil;
  await shownIfRefused(place, () => command(place, text.slice(1)));
  return false;
}

async function command({ engine, id, by, screen, shown }: Place, text: string): Promise<void> {
  const [name, argument] = text.split(/\s+/);
  switch (name) {
    case 'pause':
      await engine.pause(id, by);
      return screen.note('Paused. /resume goes on.');
    case 'resume':
      await engine.resume(id, by);
      return screen.note('It goes on.');
    case 'stop':
      await engine.stop(id, by);
      return screen.note('Stopped. The report of what was reached is being written.');
    case 'speed': {
      const { speed } = await engine.setSpeed(id, Number(argument), by);
      return screen.note(`Speed is ${speed} ×.`);
    }
    case 'status': {
      const [status, costs] = await Promise.all([engine.status(id), engine.costs(id)]);
      const { discussion } = status;
      const { round, rounds, phase } = progressOf(shown);
      const where = round ? `round ${round} of ${rounds}, ${phase}` : discussion.status;
      const spent = costWords(status);
      screen.note(`${discussion.status}: ${where}; ${shown.turns.length} turns; ${spent}; speed ${discussion.speed} ×`);
      const parts = costPartsWords(costs);
      return parts === '' ? undefined : screen.note(`Spent on: ${parts}`);
    }
    case 'help':
      return screen.note(HELP);
    default:
      return screen.note(`There is no command /${name}. ${shown.services.length > 0 ? COUNCIL_HELP : HELP}`);
  }
}
