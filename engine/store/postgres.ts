import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { OverLimit } from '../errors.ts';
import type { DiscussionId, NewEvent, Rating } from '../types.ts';
import { translated } from './database-error.ts';
import { forgetTexts } from './forget-texts.ts';
import { inTransaction } from './in-transaction.ts';
import { postgresLoop } from './postgres-loop.ts';
import { postgresSpending } from './postgres-spending.ts';
import type { Query } from './query.ts';
import { reportMayBecome } from './report-change.ts';
import {
  bodyOf,
  CALL,
  type CallRow,
  DISCUSSION,
  type DiscussionRow,
  EVENT,
  type EventRow,
  storable,
  storableText,
  toCall,
  toDiscussion,
  toEvent,
} from './rows.ts';
import * as sql from './sql.ts';
import type { Change, MemberLimits, Store } from './store.ts';
import { wakeHeld } from './wake-held.ts';

/** The store on PostgreSQL. Shares the pool that it is given and closes it. */
export function postgresStore(pool: Pool): Store {
  // A connection that the server drops while it idles is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  // The same for one that is lost while it is out of the pool: its query fails, and that is where it is told.
  pool.on('connect', (client) => client.on('error', () => {}));

  const query: Query = async <Row extends object>(name: string, text: string, values: unknown[]) => {
    try {
      return (await pool.query<Row>({ name, text, values })).rows;
    } catch (error) {
      throw translated(error);
    }
  };

  const transaction = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => inTransaction(pool, work);

  async function discussionRow(id: DiscussionId): Promise<DiscussionRow | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await query<DiscussionRow>('discussion', `select ${DISCUSSION} from discussion where id = $1`, [id]);
    return row;
  }

  return {
    async create(wanted) {
      const id = randomUUID();
      const shared = wanted.sharedBudgets ?? [];
      const row = await transaction(async (client) => {
        const values = [
          id,
          wanted.origin,
          storable(wanted.brief),
          wanted.brief.topic,
          wanted.brief.format,
          wanted.status,
          storable(wanted.startedBy),
          wanted.events.length,
          wanted.speed ?? 1,
          wanted.budget ?? null,
          shared.map(({ scope }) => scope),
          wanted.team ?? 'default',
        ];
        for (const { scope, cap, spent } of shared) await client.query(sql.SHARED_BUDGET, [scope, cap, spent ?? 0]);
        const created = await client.query<DiscussionRow>(sql.CREATE, values);
        if (!created.rows[0]) return undefined;
        await checkMember(client, created.rows[0], wanted.memberLimits);
        await client.query(sql.FIRST_EVENTS, [id, ...columnsOf(wanted.events)]);
        return created.rows[0];
      });
      if (row) return { discussion: toDiscussion(row), created: true };
      const [known] = await query<DiscussionRow>('by-origin', `select ${DISCUSSION} from discussion where origin = $1`, [
        wanted.origin,
      ]);
      if (!known) throw new Error(`The discussion for ${wanted.origin} is neither new nor known`);
      return { discussion: toDiscussion(known), created: false };
    },

    async get(id) {
      const row = await discussionRow(id);
      return row && toDiscussion(row);
    },

    async list({ team, status, startedBy, format, limit }) {
      const rows = await query<DiscussionRow>('list', sql.LIST, [
        status ?? null,
        limit,
        team ?? null,
        startedBy ?? null,
        format ?? null,
      ]);
      return rows.map(toDiscussion);
    },

    async events(id, after) {
      if (!isUuid(id)) return [];
      const text = `select ${EVENT} from event where discussion_id = $1 and seq > $2 order by seq`;
      return (await query<EventRow>('events', text, [id, after])).map(toEvent);
    },

    async calls(id) {
      if (!isUuid(id)) return [];
      const text = `select ${CALL} from call where discussion_id = $1 order by opened_at, step_key, attempt`;
      return (await query<CallRow>('calls', text, [id])).map(toCall);
    },

    ...postgresLoop(query),

    async change(id, key, change) {
      if (!isUuid(id)) return undefined;
      return transaction(async (client) => {
        const before = (await client.query<DiscussionRow>(`select ${DISCUSSION} from discussion where id = $1 for update`, [id]))
          .rows[0];
        if (!before || !mayChange(before, change)) return undefined;
        const ended = change.event.type === 'ended';
        // A change of speed leaves it as it is: also held, and why.
        const { reason, held } = change.to === undefined ? before : change;
        const values = [
          id,
          change.to ?? before.status,
          change.speed ?? null,
          reason ? storableText(reason) : null,
          ended,
          change.reportStatus ?? null,
          held ?? null,
          change.wakeAt ?? null,
        ];
        const row = (await client.query<DiscussionRow>(sql.CHANGE, values)).rows[0];
        if (!row) return undefined;
        await checkMember(client, row, change.memberLimits);
        // What is written but not yet shown moves with the clock of its readers.
        if (before.status === 'paused' && before.pausedAt) await client.query(sql.SHIFT_PENDING, [id, before.pausedAt]);
        if (change.speed !== undefined) await client.query(sql.SCALE_PENDING, [id, before.speed / change.speed]);
        await client.query(sql.CHANGE_EVENT, [id, row.seq, key, change.event.type, bodyOf(change.event)]);
        return toDiscussion(row);
      });
    },

    async redraft(id, events) {
      if (!isUuid(id)) return false;
      return transaction(async (client) => {
        const drafts = await client.query(sql.REDRAFT, [id, events.length]);
        if (drafts.rowCount === 0) return false;
        await client.query('delete from event where discussion_id = $1', [id]);
        await client.query(sql.FIRST_EVENTS, [id, ...columnsOf(events)]);
        return true;
      });
    },

    async discard(id) {
      if (!isUuid(id)) return false;
      const text = "delete from discussion where id = $1 and status = 'draft' returning id";
      return (await query('discard', text, [id])).length > 0;
    },

    async discardDrafts(before) {
      await query('discard-drafts', "delete from discussion where status = 'draft' and created_at < $1", [before]);
    },

    forgetTexts: (team, before, limit) => forgetTexts(pool, team, before, limit),

    async ask(id, question) {
      if (!isUuid(id)) return 'over';
      const values = [id, question.messageId, storable(question.asker), storableText(question.text)];
      const [row] = await query<{ known: boolean; taken: boolean }>('ask', sql.ASK, values);
      if (row?.taken) return 'taken';
      return row?.known ? 'known' : 'over';
    },

    async rate(id, member, value) {
      if (isUuid(id)) await query('rate', sql.RATE, [id, member, value]);
    },

    async ratings(id) {
      if (!isUuid(id)) return { up: 0, down: 0 };
      const [row] = await query<Record<Rating, number>>('ratings', sql.RATINGS, [id]);
      return { up: row?.up ?? 0, down: row?.down ?? 0 };
    },

    async wakeHeld(at) {
      await wakeHeld(pool, at).catch((error: unknown) => {
        throw translated(error);
      });
    },

    async due(limit) {
      const text = 'select id from discussion where wake_at <= now() order by wake_at limit $1';
      return (await query<{ id: string }>('due', text, [limit])).map((row) => row.id);
    },

    ...postgresSpending(query, isUuid),

    async ping() {
      await query('ping', 'select 1', []);
    },

    async close() {
      await pool.end();
    },
  };
}

const mayChange = (before: DiscussionRow, { from, reportStatus, epoch, ifHeld }: Change): boolean =>
  from.includes(before.status) &&
  reportMayBecome(reportStatus, before.reportStatus) &&
  (epoch === undefined || before.epoch === epoch) &&
  (!ifHeld || before.held !== null);

/** Throws OverLimit when this one is more than its member may have; it counts itself. */
async function checkMember(client: PoolClient, { team, startedBy }: DiscussionRow, limits: MemberLimits | undefined) {
  if (!limits) return;
  await client.query(sql.MEMBER_LOCK, [team, startedBy.id]);
  const { rows } = await client.query<{ anHour: number; atOnce: number; until: Date | null }>(sql.MEMBER_USE, [
    team,
    startedBy.id,
    limits.anHour + 1,
  ]);
  const [use] = rows;
  if (use && use.anHour > limits.anHour) throw new OverLimit('in an hour', use.until ?? undefined);
  if (use && use.atOnce > limits.atOnce) throw new OverLimit('at once');
}

const columnsOf = (events: readonly NewEvent[]) => [
  events.map(({ key }) => key),
  events.map(({ type }) => type),
  events.map(bodyOf),
];

const isUuid = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
