import type { OpenThread } from '../../engine/engine.ts';
import { RetryError, UserError } from '../../engine/errors.ts';
import type { Discussion } from '../../engine/types.ts';
import { cancelAll } from '../cancel.ts';
import { openerView } from '../opener-view.ts';
import { ThreadGone } from '../platform.ts';
import { threadTaken } from '../starting.ts';
import { type Courier, Held, TookTooLong, within } from './courier.ts';

const OPENING = { seq: 0, part: 0 };

/** Opens the thread of a discussion that waits for it, whoever comes first, and begins it; also where somebody died in between. */
export async function openedThread(open: OpenThread, discussion: Discussion, courier: Courier): Promise<undefined> {
  const { threads, owner, times } = courier;
  const { discussion: id } = open;
  const claim = await threads.claim(id, OPENING, owner, times.openClaim);
  if (claim.kind === 'held') throw new Held(claim.until);
  if (claim.kind !== 'posted') {
    try {
      if (open.inside !== undefined && !(await threads.take(id))) throw threadTaken();
      const { thread, opener } = await within(times.open, () => asked(open, discussion, courier));
      await threads.opened(id, thread, opener);
    } catch (error) {
      // One that took too long may still be opened: nobody asks again before its claim ends.
      if (!(error instanceof TookTooLong)) await threads.unclaim(id, OPENING, owner);
      if (!(error instanceof UserError || error instanceof ThreadGone)) throw error;
      return cannotBeOpened(open, error, courier);
    }
  }
  try {
    await courier.engine.begin(id, discussion.startedBy);
  } catch (error) {
    // Somebody else has begun or stopped it.
    if (!(error instanceof UserError && error.code === 'INVALID_TRANSITION')) throw error;
  }
  return undefined;
}

async function asked(
  { discussion: id, platform: name, team, channel, inside, startedBy }: OpenThread,
  { brief }: Discussion,
  courier: Courier,
) {
  const view = openerView(await courier.engine.status(id));
  const place = { platform: name, team, channel, ...(inside !== undefined && { thread: inside }) };
  return courier.platform.openThread({ discussion: id, place, title: brief.topic, view, startedBy });
}

/** Without a thread there is nowhere to say it but to whoever wanted it. */
async function cannotBeOpened(open: OpenThread, why: Error, { engine, threads, platform, log }: Courier): Promise<undefined> {
  const { discussion, startedBy, platform: name, team, channel, inside } = open;
  const { message: reason } = why;
  const isTaken = why instanceof UserError && why.code === 'INVALID_TRANSITION';
  log.warn({ discussion, reason }, 'its thread cannot be opened');
  await cancelAll({ engine, threads }, [discussion]);
  const view = {
    tone: 'bad' as const,
    title: inside === undefined ? 'The thread could not be opened' : 'The discussion could not begin in this thread',
    lines: [reason, ...(isTaken ? [] : ['Start it again when that is mended.'])],
  };
  try {
    const thread = why instanceof ThreadGone ? undefined : inside;
    await platform.tell({ platform: name, team, channel, ...(thread !== undefined && { thread }) }, startedBy, view);
  } catch (error) {
    if (!(error instanceof UserError || error instanceof RetryError || error instanceof ThreadGone)) throw error;
    log.warn({ err: error, discussion }, 'and that could not be told');
  }
  return undefined;
}
