import { type Engine, Fold } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { DiscussionId, Speaker } from '../../engine/types.ts';
import { carryOut } from './commands.ts';
import { councilScript } from './council-script.ts';
import type { Cause, Ending } from './ending.ts';
import type { Screen } from './screen.ts';
import { throwIn } from './throw-in.ts';

export type Followed = {
  engine: Engine;
  id: DiscussionId;
  by: Speaker;
  screen: Screen;
  ending: Ending;
  /** Thrown in when the first persona has spoken; in a council one after the other, each when there is nothing else to do. */
  ask: readonly string[];
  /** Services speak, in a council. */
  services: boolean;
};

/** Shows a discussion as it goes on and carries out what is typed, until its report is written or the person leaves. */
export async function follow({ engine, id, by, screen, ending, ask, services }: Followed): Promise<void> {
  const shown = new Fold(id);
  const at = { engine, id, by, screen, shown: shown.transcript };
  // One after the other, so that what is told stands in the order in which it was typed.
  let typed: Promise<void> = Promise.resolve();
  // A council that nobody sits at goes through what it was given, and is archived then.
  const script = services ? councilScript(at, [...ask], !process.stdin.isTTY) : undefined;
  const stopInput = screen.input((line) => {
    if (script && !process.stdin.isTTY) script.add(line);
    else typed = typed.then(async () => void (await carryOut(at, line)));
  }, ending.interrupt);
  ending.onFirst((cause) => {
    typed = typed.then(() => stop(cause));
  });

  async function stop(cause: Cause): Promise<void> {
    const again = cause === 'interrupt' ? ' Press Ctrl-C again to leave at once.' : '';
    try {
      await engine.stop(id, by);
      if (cause !== 'unread') screen.note(`Stopping; the report of what was reached is being written.${again}`);
    } catch (error) {
      if (!(error instanceof UserError)) return ending.leaveNow();
      if (cause !== 'unread') screen.note(`The report is being written; it takes a moment.${again}`);
    }
  }

  const waiting = [...ask];
  try {
    for await (const watched of engine.watch(id, { signal: ending.leave, drafts: screen.draft !== undefined })) {
      if (watched.kind === 'status') {
        screen.status(watched.discussion);
        // A script has nobody who could see to it: it need not wait.
        if (watched.discussion.held === 'person' && !process.stdin.isTTY) ending.leaveNow();
        continue;
      }
      if (watched.kind === 'draft') {
        screen.draft?.(watched.draft);
        continue;
      }
      const { event } = watched;
      shown.add([event]);
      screen.event(event);
      if (script) typed = typed.then(() => script.event());
      if (services || event.type !== 'said' || event.speaker === shown.transcript.moderator.id) continue;
      for (const text of waiting.splice(0)) await throwIn(at, text);
    }
  } finally {
    stopInput();
  }
  if (!ending.leave.aborted) await typed;
}
