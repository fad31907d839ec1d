import type { Pool } from 'pg';
import type { Speaker } from '../types.ts';
import { translated } from './database-error.ts';
import { storable, storableText } from './rows.ts';
import { EARLY_PART, type OpenThread, type ThreadStore } from './threads.ts';
import * as sql from './threads-sql.ts';

const UNIQUE_VIOLATION = '23505';

type ThreadRow = {
  discussion: string;
  platform: string;
  team: string;
  channel: string;
  inside: string | null;
  thread: string | null;
  opener: string | null;
  startedBy: Speaker;
  cursor: number;
  problem: string | null;
  closed: boolean;
};

/** Threads on PostgreSQL, by the clock of the database. The pool is its owner's. */
export function postgresThreads(pool: Pool): ThreadStore {
  async function query<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    try {
      return (await pool.query<Row>({ name: `thread-${name}`, text, values })).rows;
    } catch (error) {
      throw translated(error);
    }
  }

  return {
    async add(discussion, { platform, team, channel, inside }, { id, name }) {
      await query('add', sql.ADD, [discussion, platform, team, channel, inside ?? null, storable({ id, name })]);
    },

    async take(discussion) {
      await query('given-up', sql.GIVEN_UP, [discussion]);
      try {
        await pool.query({ name: 'thread-take', text: sql.TAKE, values: [discussion] });
        return true;
      } catch (error) {
        if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return false;
        throw translated(error);
      }
    },

    async isTaken(platform, team, thread) {
      return (await query('is-taken', sql.IS_TAKEN, [platform, team, thread])).length > 0;
    },

    async opened(discussion, thread, opener) {
      return (await query('opened', sql.OPENED, [discussion, thread, opener ?? null])).length > 0;
    },

    async get(discussion) {
      if (!isUuid(discussion)) return undefined;
      const [row] = await query<ThreadRow>('get', `select ${sql.THREAD} from thread where discussion_id = $1`, [discussion]);
      return row && toThread(row);
    },

    async byThread(platform, team, thread) {
      const text = `select ${sql.THREAD} from thread where platform = $1 and team = $2 and thread = $3
        order by closed, created_at desc limit 1`;
      const [row] = await query<ThreadRow>('by-thread', text, [platform, team, thread]);
      return row && toThread(row);
    },

    async liveIn({ platform, team, channel, thread }) {
      const rows = await query<{ id: string }>('live-in', sql.LIVE_IN, [platform, team, channel ?? null, thread ?? null]);
      return rows.map(({ id }) => id);
    },

    async due(platform, limit) {
      return (await query<{ id: string }>('due', sql.DUE, [platform, limit])).map(({ id }) => id);
    },

    async claim(discussion, { seq, part }, owner, ms) {
      const [claimed] = await query<{ doubtful: boolean }>('claim', sql.CLAIM, [discussion, seq, part, owner, ms]);
      if (claimed) return { kind: claimed.doubtful ? 'look' : 'claimed' };
      const [known] = await query<{ posted: string | null; held: Date | null }>('claimed', sql.CLAIMED, [discussion, seq, part]);
      if (!known) throw new Error(`Discussion ${discussion} has no thread to post to`);
      if (known.posted !== null) return { kind: 'posted', message: known.posted };
      return { kind: 'held', until: known.held ?? new Date() };
    },

    async receipt(discussion, { seq, part }, owner, message) {
      const [row] = await query<{ message: string }>('receipt', sql.RECEIPT, [discussion, seq, part, message, owner]);
      return row?.message === message;
    },

    async doubt(discussion, { seq, part }, owner, ms) {
      await query('doubt', sql.DOUBT, [discussion, seq, part, owner, ms]);
    },

    async unclaim(discussion, { seq, part }, owner) {
      await query('unclaim', sql.UNCLAIM, [discussion, seq, part, owner]);
    },

    async advance(discussion, cursor) {
      await query('advance', 'update thread set cursor = $2 where discussion_id = $1 and cursor < $2', [discussion, cursor]);
    },

    async setProblem(discussion, problem) {
      const told = problem === null ? null : storableText(problem);
      await query('problem', sql.PROBLEM, [discussion, told]);
    },

    async close(discussion) {
      await query('close', 'update thread set closed = true, taken = null where discussion_id = $1', [discussion]);
    },

    async messages(discussion) {
      if (!isUuid(discussion)) return [];
      const text = 'select seq, message from post where discussion_id = $1 and part = 0 and seq > 0 order by seq';
      return query<{ seq: number; message: string }>('messages', text, [discussion]);
    },

    async early(discussion) {
      const text = `select seq + part - ${EARLY_PART} as seq from post
        where discussion_id = $1 and part >= ${EARLY_PART} order by seq, part`;
      return (await query<{ seq: number }>('early', text, [discussion])).map(({ seq }) => seq);
    },

    async seqOf(discussion, message) {
      if (!isUuid(discussion)) return undefined;
      const text = `select seq from post where discussion_id = $1 and message = $2 and seq > 0 and part < ${EARLY_PART}`;
      return (await query<{ seq: number }>('seq-of', text, [discussion, message]))[0]?.seq;
    },

    async lastMessage(discussion) {
      const text = 'select message from post where discussion_id = $1 and seq > 0 order by seq desc, part desc limit 1';
      return (await query<{ message: string }>('last', text, [discussion]))[0]?.message;
    },

    async slot(key, everyMs) {
      const [row] = await query<{ wait: number }>('slot', sql.SLOT, [key, everyMs]);
      return Math.max(0, Math.floor(row?.wait ?? 0));
    },

    async holdBack(key, ms) {
      await query('hold-back', sql.HOLD_BACK, [key, ms]);
    },

    async forgetPaces(freeSince) {
      return (await query('forget-paces', 'delete from pace where next_at < $1 returning 1', [freeSince])).length;
    },
  };
}

function toThread({ inside, thread, opener, problem, ...row }: ThreadRow): OpenThread {
  return {
    ...row,
    ...(inside !== null && { inside }),
    ...(thread !== null && { thread }),
    ...(opener !== null && { opener }),
    ...(problem !== null && { problem }),
  };
}

const isUuid = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
