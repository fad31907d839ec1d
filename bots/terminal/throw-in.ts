import { randomUUID } from 'node:crypto';
import type { Engine } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { DiscussionId, Speaker, Transcript } from '../../engine/types.ts';
import type { Screen } from './screen.ts';

export type Place = {
  engine: Engine;
  id: DiscussionId;
  by: Speaker;
  screen: Screen;
  /** What the person has seen so far; the discussion itself may be a turn ahead. */
  shown: Transcript;
};

/** Whether the question was taken; why not is shown. */
export async function throwIn(place: Place, text: string): Promise<boolean> {
  const { engine, id, by } = place;
  const taken = await shownIfRefused(place, () => engine.ask(id, { messageId: randomUUID(), asker: by, text }));
  return taken ?? false;
}

export async function shownIfRefused<T>({ screen }: Place, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    screen.note(error instanceof UserError ? error.message : 'That did not work; the log says why.');
    return undefined;
  }
}
