import { randomUUID } from 'node:crypto';
import type { Engine } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { DiscussionId, Speaker } from '../../engine/types.ts';
import type { Screen } from './screen.ts';

const HELP = 'Type a question to throw it in, or: /pause, /resume, /stop, /speed 1|1.5|2|3, /status';

/** What a person typed while the discussion runs: a command, or a question. Never throws: what went wrong is shown. */
export async function carryOut(engine: Engine, id: DiscussionId, line: string, by: Speaker, screen: Screen): Promise<void> {
  const text = line.trim();
  if (text === '') return;
  try {
    if (text.startsWith('/')) return await command(engine, id, text.slice(1), by, screen);
    await engine.ask(id, { messageId: randomUUID(), asker: by, text });
    screen.note('Your question is in; it is answered next.');
  } catch (error) {
    screen.note(error instanceof UserError ? error.message : 'That did not work; the log says why.');
  }
}

async function command(engine: Engine, id: DiscussionId, text: string, by: Speaker, screen: Screen): Promise<void> {
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
      const { discussion, progress, cost, transcript } = await engine.status(id);
      const where = progress.round ? `round ${progress.round} of ${progress.rounds}, ${progress.phase}` : discussion.status;
      return screen.note(
        `${discussion.status}: ${where}; ${transcript.turns.length} turns; $${cost.dollars.toFixed(4)} so far; speed ${discussion.speed} ×`,
      );
    }
    case 'help':
      return screen.note(HELP);
    default:
      return screen.note(`There is no command /${name}. ${HELP}`);
  }
}
