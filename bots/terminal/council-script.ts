import { randomUUID } from 'node:crypto';
import { councilOf, isAtRest } from '../../engine/engine.ts';
import { carryOut } from './commands.ts';
import { type Place, shownIfRefused } from './throw-in.ts';

/** Lines that are carried out one after the other, each when the council is at rest. */
export type CouncilScript = { add(line: string): void; event(): Promise<void> };

/** `archives`: when nothing is left to do, because nobody sits there who could do more. */
export function councilScript(place: Place, lines: string[], archives: boolean): CouncilScript {
  let archived = false;
  return {
    add: (line) => void lines.push(line),
    async event() {
      if (archived || councilOf(place.shown).archived || !isAtRest(place.shown)) return;
      for (let line = lines.shift(); line !== undefined; line = lines.shift()) if (await carryOut(place, line)) return;
      if (!archives) return;
      const { engine, id, by } = place;
      archived = (await shownIfRefused(place, () => archive(engine, id, by))) ?? false;
    },
  };
}

const archive = (engine: Place['engine'], id: Place['id'], by: Place['by']): Promise<boolean> =>
  engine.choose(id, { messageId: randomUUID(), by, choice: { kind: 'archive' } });
