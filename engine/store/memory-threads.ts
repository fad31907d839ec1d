import type { Discussion, DiscussionEvent, DiscussionId } from '../types.ts';
import type { Store } from './store.ts';
import { EARLY_PART, GIVE_UP_MS, type OpenThread, type PostKey, PROBLEM_MS, type ThreadStore } from './threads.ts';

type Row = OpenThread & {
  problemAt?: number;
  /** The thread that it has made its own. */
  taken?: string;
  claim?: PostKey & { owner: string; until: number };
  posts: (PostKey & { message: string })[];
};

const LIVE = ['initializing', 'running', 'paused'];
const OVER = ['completed', 'cancelled'];

/** The store of threads in memory, over a store of discussions: for tests that are not about the database. */
export function memoryThreads(store: Store): ThreadStore {
  const rows = new Map<DiscussionId, Row>();
  const paces = new Map<string, number>();

  const known = (id: DiscussionId): Row => {
    const row = rows.get(id);
    if (!row) throw new Error(`Discussion ${id} has no thread to post to`);
    return row;
  };
  const isMine = ({ claim }: Row, key: PostKey, owner: string) => claim?.owner === owner && isSame(claim, key);
  const shown = ({ problemAt: _problemAt, taken: _taken, claim: _claim, posts: _posts, ...open }: Row): OpenThread =>
    structuredClone(open);

  const has = (row: Row, platform: string, team: string, thread: string) =>
    row.platform === platform && row.team === team && row.taken === thread;

  /** What has failed holds its thread no longer. */
  async function holderOf(platform: string, team: string, thread: string): Promise<Row | undefined> {
    for (const row of rows.values()) {
      if (!has(row, platform, team, thread)) continue;
      if ((await store.get(row.discussion))?.status !== 'failed') return row;
      delete row.taken;
    }
    return undefined;
  }

  async function isDue(row: Row): Promise<boolean> {
    const discussion = await store.get(row.discussion);
    if (!discussion || row.closed || discussion.status === 'draft') return false;
    if (row.problem !== undefined && (discussion.pausedAt || Date.now() < (row.problemAt ?? 0) + PROBLEM_MS)) return false;
    if (row.claim && row.claim.until > Date.now()) return false;
    if (discussion.status === 'initializing') return true;
    const [next] = await store.events(row.discussion, row.cursor);
    return (row.thread !== undefined && isShown(next, discussion)) || isLeftOver(discussion, next === undefined);
  }

  return {
    async add(discussion, { platform, team, channel, inside }, { id, name }) {
      if (rows.has(discussion)) return;
      const place = { platform, team, channel, ...(inside !== undefined && { inside }) };
      rows.set(discussion, { discussion, ...place, startedBy: { id, name }, cursor: 0, closed: false, posts: [] });
    },
    async take(discussion) {
      const row = known(discussion);
      if (row.inside === undefined) return true;
      const { platform, team, inside } = row;
      await holderOf(platform, team, inside);
      // Nothing is waited for from here on: of several at once one comes first.
      if ([...rows.values()].some((one) => one !== row && has(one, platform, team, inside))) return false;
      row.taken = row.inside;
      return true;
    },
    async isTaken(platform, team, thread) {
      return (await holderOf(platform, team, thread)) !== undefined;
    },
    async opened(discussion, thread, opener) {
      const row = rows.get(discussion);
      if (!row || row.thread !== undefined) return false;
      Object.assign(row, { thread, taken: thread, ...(opener !== undefined && { opener }) });
      delete row.claim;
      return true;
    },
    async get(discussion) {
      const row = rows.get(discussion);
      return row && (await store.get(discussion)) ? shown(row) : undefined;
    },
    async byThread(platform, team, thread) {
      const there = [...rows.values()].filter((one) => one.platform === platform && one.team === team && one.thread === thread);
      const row = there.findLast(({ closed }) => !closed) ?? there.at(-1);
      return row && shown(row);
    },
    async liveIn({ platform, team, channel, thread }) {
      const live: DiscussionId[] = [];
      for (const row of rows.values()) {
        const there = row.platform === platform && row.team === team && !row.closed;
        if (
          !there ||
          (channel !== undefined && row.channel !== channel) ||
          (thread !== undefined && (row.thread ?? row.inside) !== thread)
        )
          continue;
        const discussion = await store.get(row.discussion);
        if (discussion && LIVE.includes(discussion.status)) live.push(row.discussion);
      }
      return live;
    },
    async due(platform, limit) {
      const found: DiscussionId[] = [];
      for (const row of rows.values()) if (row.platform === platform && (await isDue(row))) found.push(row.discussion);
      return found.slice(0, limit);
    },
    async claim(discussion, key, owner, ms) {
      const row = known(discussion);
      const posted = key.seq === 0 ? row.thread : row.posts.find((post) => isSame(post, key))?.message;
      if (posted !== undefined) return { kind: 'posted', message: posted };
      if (row.claim && row.claim.until > Date.now()) return { kind: 'held', until: new Date(row.claim.until) };
      const kind = row.claim && isSame(row.claim, key) ? 'look' : 'claimed';
      row.claim = { seq: key.seq, part: key.part, owner, until: Date.now() + ms };
      return { kind };
    },
    async receipt(discussion, key, owner, message) {
      const row = known(discussion);
      const posted = row.posts.find((post) => isSame(post, key));
      if (posted) return posted.message === message;
      row.posts.push({ seq: key.seq, part: key.part, message });
      delete row.problem;
      delete row.problemAt;
      if (row.claim?.owner === owner) delete row.claim;
      return true;
    },
    async doubt(discussion, key, owner, ms) {
      const row = known(discussion);
      if (row.claim && isMine(row, key, owner)) row.claim.until = Date.now() + ms;
    },
    async unclaim(discussion, key, owner) {
      const row = known(discussion);
      if (isMine(row, key, owner)) delete row.claim;
    },
    async advance(discussion, cursor) {
      const row = rows.get(discussion);
      if (row) row.cursor = Math.max(row.cursor, cursor);
    },
    async setProblem(discussion, problem) {
      const row = known(discussion);
      delete row.problem;
      delete row.problemAt;
      if (problem !== null) Object.assign(row, { problem, problemAt: Date.now() });
    },
    async close(discussion) {
      const row = rows.get(discussion);
      if (!row) return;
      row.closed = true;
      delete row.taken;
    },
    async messages(discussion) {
      const posts = rows.get(discussion)?.posts.filter(({ part }) => part === 0) ?? [];
      return posts.map(({ seq, message }) => ({ seq, message })).sort((a, b) => a.seq - b.seq);
    },
    async early(discussion) {
      const posts = rows.get(discussion)?.posts.filter(({ part }) => part >= EARLY_PART) ?? [];
      return posts.map(({ seq, part }) => seq + part - EARLY_PART);
    },
    async seqOf(discussion, message) {
      return rows.get(discussion)?.posts.find((post) => post.message === message && post.part < EARLY_PART)?.seq;
    },
    async lastMessage(discussion) {
      const posts = [...(rows.get(discussion)?.posts ?? [])];
      return posts.sort((a, b) => a.seq - b.seq || a.part - b.part).at(-1)?.message;
    },
    async slot(key, everyMs) {
      const now = Date.now();
      const at = Math.max(now, paces.get(key) ?? 0);
      paces.set(key, at + everyMs);
      return at - now;
    },
    async holdBack(key, ms) {
      paces.set(key, Math.max(paces.get(key) ?? 0, Date.now() + ms));
    },
    async forgetPaces(freeSince) {
      const free = [...paces].filter(([, at]) => at < +freeSince);
      for (const [key] of free) paces.delete(key);
      return free.length;
    },
  };
}

const isSame = (a: PostKey, b: PostKey) => a.seq === b.seq && a.part === b.part;

const isShown = (event: DiscussionEvent | undefined, { pausedAt }: Discussion) =>
  event !== undefined && event.deliverAt <= (pausedAt ?? new Date());

/** Only the word that it is over is missing, or it was given up. */
const isLeftOver = ({ status, reportStatus, endedAt }: Discussion, isPosted: boolean) =>
  OVER.includes(status) &&
  ((isPosted && reportStatus !== 'generating') || (endedAt !== undefined && +endedAt < Date.now() - GIVE_UP_MS));
