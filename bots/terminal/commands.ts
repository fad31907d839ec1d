import { randomUUID } from 'node:crypto';
import { type Engine, progressOf } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { DiscussionId, Speaker, Transcript } from '../../engine/types.ts';
import { costPartsWords, costWords } from '../wording.ts';
import type { Screen } from './screen.ts';

const HELP = 'Type a question to throw it in, or: /pause, /resume, /stop, /speed 1|1.5|2|3, /status';

export type Place = {
  engine: Engine;
  id: DiscussionId;
  by: Speaker;
  screen: Screen;
  /** What the person has seen so far; the discussion itself may be a turn ahead. */
  shown: Transcript;
};

/** What a person typed while the discussion runs: a command, or a question. Never throws: what went wrong is shown. */
export async function carryOut(place: Place, line: string): Promise<void> {
  const text = line.trim();
  if (text === '') return;
  if (!text.startsWith('/')) {
    if (await throwIn(place, text)) place.screen.note('Your question is in; it is answered next.');
    return;
  }
  await shownIfRefused(place, () => command(place, text.slice(1)));
}

/** Whether the question was taken; why not is shown. */
export async function throwIn(place: Place, text: string): Promise<boolean> {
  const { engine, id, by } = place;
  const taken = await shownIfRefused(place, () => engine.ask(id, { messageId: randomUUID(), asker: by, text }));
  return taken ?? false;
}

async function shownIfRefused<T>({ screen }: Place, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    screen.note(error instanceof UserError ? error.message : 'That did not work; the log says why.');
    return undefined;
  }
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
      return screen.note(`There is no command /${name}. ${HELP}`);
  }
}
