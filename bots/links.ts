import type { Engine, OpenThread } from '../engine/engine.ts';
import type { DiscussionId, Turn } from '../engine/types.ts';
import type { Doing } from './doing.ts';
import type { Thread } from './platform.ts';

type Where = Pick<Doing, 'threads' | 'platform'>;

/** So many links are asked for at once. */
const AT_ONCE = 8;

/** The thread as the platform wants it; undefined until it is open. */
export function threadOf({ platform, team, channel, thread, opener }: OpenThread): Thread | undefined {
  return thread === undefined ? undefined : { platform, team, channel, thread, ...(opener !== undefined && { opener }) };
}

/** The starter message, or where the thread ends. */
export async function linkToThread({ threads, platform }: Where, id: DiscussionId, at: 'start' | 'end' = 'start') {
  const open = await threads.get(id);
  const thread = open && threadOf(open);
  if (!thread) return undefined;
  const message = at === 'end' ? await threads.lastMessage(id) : undefined;
  return platform.permalink(thread, message ?? thread.opener ?? thread.thread);
}

/** Where turns were said in the thread: the messages of those that have been posted. */
export async function linksToTurns(
  { threads, platform }: Where,
  id: DiscussionId,
  turns: readonly Pick<Turn, 'n' | 'seq'>[],
): Promise<Map<number, string>> {
  const open = await threads.get(id);
  const thread = open && threadOf(open);
  const links = new Map<number, string>();
  if (!thread) return links;
  const messages = new Map((await threads.messages(id)).map(({ seq, message }) => [seq, message]));
  const posted = turns.flatMap(({ n, seq }) => {
    const message = messages.get(seq);
    return message === undefined ? [] : [{ n, message }];
  });
  for (let from = 0; from < posted.length; from += AT_ONCE) {
    const some = posted.slice(from, from + AT_ONCE);
    const urls = await Promise.all(some.map(({ message }) => platform.permalink(thread, message)));
    for (const [i, { n }] of some.entries()) {
      const url = urls[i];
      if (url !== undefined) links.set(n, url);
    }
  }
  return links;
}

/** Turns that claims of a report rest on. */
export const citedTurns = (report: Awaited<ReturnType<Engine['report']>>['json']): Set<number> =>
  new Set(report.sections.flatMap(({ claims }) => claims.flatMap(({ evidence }) => evidence.map(({ turn }) => turn))));
