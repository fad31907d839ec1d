import type { Discussion } from '../../engine/types.ts';
import { controlledBy } from '../access.ts';
import { NOTICE, nextSpeed } from '../controls.ts';
import { type Action, type Doing, speakerOf } from '../doing.ts';
import { openerView } from '../opener-view.ts';

/** The controls of a thread: each is for whoever may control it, and shows on the starter message at once. */

export const pause = control('pause', ({ id }, doing) => doing.engine.pause(id, speakerOf(doing)));

export const stop = control('stop', ({ id }, doing) => doing.engine.stop(id, speakerOf(doing)));

export const resume = control('resume', async ({ id }, doing) => {
  await doing.engine.resume(id, speakerOf(doing));
  // Posting is tried again.
  await doing.threads.setProblem(id, null);
});

/** To the speed that the button names, or one step faster. */
export const speed = control('speed', async ({ id, speed: now }, doing, argument) => {
  const wanted = argument === undefined ? nextSpeed(now) : Number(argument);
  await doing.engine.setSpeed(id, wanted, speakerOf(doing));
});

function control(name: string, change: (one: Discussion, doing: Doing, argument?: string) => Promise<unknown>): Action {
  return {
    name,
    async act({ about, argument }, doing) {
      await change(await controlledBy(doing, about), doing, argument);
      await doing.deliver(about);
      if (argument === NOTICE) return { instead: { tone: 'step', lines: ['It had failed, and goes on.'] } };
      const [status, at] = await Promise.all([doing.engine.status(about), doing.threads.get(about)]);
      return { instead: openerView(status, at?.problem) };
    },
  };
}
