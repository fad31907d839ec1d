import { randomUUID } from 'node:crypto';
import { OverLimit } from '../errors.ts';
import type { Discussion, DiscussionId, Status } from '../types.ts';
import type { Purse, Row } from './memory-ledger.ts';
import { memoryLoop, write } from './memory-loop.ts';
import { memorySpending } from './memory-spending.ts';
import { reportMayBecome } from './report-change.ts';
import type { MemberLimits, Store } from './store.ts';

const GOES_ON: readonly Status[] = ['initializing', 'running', 'paused'];
const HOUR_MS = 3_600_000;
const ENDED: readonly Status[] = ['completed', 'cancelled'];

/** The store's twin in memory: for tests that are not about the database. */
export function memoryStore(): Store & { forget(team: string): void } {
  const rows = new Map<DiscussionId, Row>();
  const purses = new Map<string, Purse>();

  /** Throws OverLimit when one more is more than this member may have. */
  const checkMember = ({ team, startedBy }: Pick<Discussion, 'team' | 'startedBy'>, limits: MemberLimits | undefined) => {
    if (!limits) return;
    const theirs = [...rows.values()].filter(({ discussion: one }) => one.team === team && one.startedBy.id === startedBy.id);
    const hour = theirs.flatMap(({ begunAt }) => (begunAt && +begunAt > Date.now() - HOUR_MS ? [+begunAt] : []));
    if (hour.length >= limits.anHour)
      throw new OverLimit('in an hour', new Date((hour.sort().at(-limits.anHour) ?? 0) + HOUR_MS));
    const rests = ({ discussion, wakeAt }: Row) => discussion.status === 'running' && wakeAt === undefined;
    const goOn = theirs.filter((row) => GOES_ON.includes(row.discussion.status) && !rests(row));
    if (goOn.length >= limits.atOnce) throw new OverLimit('at once');
  };
  const copy = (row: Row): Discussion => structuredClone(row.discussion);

  return {
    async create(wanted) {
      for (const row of rows.values())
        if (row.discussion.origin === wanted.origin) return { discussion: copy(row), created: false };
      const { origin, brief, startedBy, status, speed = 1, team = 'default' } = structuredClone(wanted);
      checkMember({ team, startedBy }, wanted.memberLimits);
      const row: Row = {
        discussion: {
          id: randomUUID(),
          origin,
          brief,
          startedBy,
          team,
          status,
          reportStatus: 'none',
          speed,
          spent: 0,
          ...(wanted.budget !== undefined && { budget: wanted.budget }),
          seq: 0,
          createdAt: new Date(),
        },
        epoch: 0,
        asked: 0,
        reserved: 0,
        shared: (wanted.sharedBudgets ?? []).map(({ scope, cap, spent = 0 }) => {
          const purse = Object.assign(purses.get(scope) ?? { scope, spent, reserved: 0, cap }, { cap });
          purses.set(scope, purse);
          return purse;
        }),
        wakeAt: status === 'running' ? new Date() : undefined,
        ...(status !== 'draft' && { begunAt: new Date() }),
        events: [],
        calls: [],
        inbox: [],
        ratings: new Map(),
      };
      for (const { key, deliverAt: _, ...body } of wanted.events) write(row, key, body);
      rows.set(row.discussion.id, row);
      return { discussion: copy(row), created: true };
    },
    async get(id) {
      const row = rows.get(id);
      return row && copy(row);
    },
    async list({ team, status, startedBy, format, limit }) {
      const found = [...rows.values()].filter(
        ({ discussion: one }) =>
          (!status || status.includes(one.status)) &&
          (team === undefined || one.team === team) &&
          (startedBy === undefined || one.startedBy.id === startedBy) &&
          (format === undefined || one.brief.format === format),
      );
      return found
        .reverse()
        .sort((a, b) => +b.discussion.createdAt - +a.discussion.createdAt)
        .slice(0, limit)
        .map(copy);
    },
    async events(id, after) {
      return structuredClone(rows.get(id)?.events.filter((event) => event.seq > after) ?? []);
    },
    async calls(id) {
      return structuredClone(rows.get(id)?.calls ?? []);
    },
    ...memoryLoop(rows),
    async change(id, key, wanted) {
      const { from, to, speed, reason, reportStatus, memberLimits, held, wakeAt, epoch, ifHeld, event } = wanted;
      const row = rows.get(id);
      if (!row || !from.includes(row.discussion.status)) return undefined;
      if (!reportMayBecome(reportStatus, row.discussion.reportStatus)) return undefined;
      if ((epoch !== undefined && row.epoch !== epoch) || (ifHeld && !row.discussion.held)) return undefined;
      const { discussion } = row;
      checkMember(discussion, memberLimits);
      const { endedAt, status: before } = discussion;
      const now = new Date();
      const pending = (since: Date, shift: (due: number, written: number) => number) => {
        for (const e of row.events) if (e.deliverAt > since) e.deliverAt = new Date(shift(+e.deliverAt, +e.at));
      };
      if (discussion.status === 'paused' && discussion.pausedAt) {
        const { pausedAt } = discussion;
        pending(pausedAt, (due, written) => +now + due - Math.max(+pausedAt, written));
      }
      if (speed !== undefined) {
        const factor = discussion.speed / speed;
        pending(now, (due) => +now + (due - +now) * factor);
        discussion.speed = speed;
      }
      if (to) {
        discussion.status = to;
        delete discussion.reason;
        delete discussion.held;
        if (reason) discussion.reason = reason;
        if (held) discussion.held = held;
      }
      if (discussion.status !== 'draft') row.begunAt ??= now;
      delete discussion.pausedAt;
      delete discussion.endedAt;
      if (discussion.status === 'paused' && !discussion.held) discussion.pausedAt = now;
      if (endedAt && ENDED.includes(discussion.status)) discussion.endedAt = endedAt;
      if (event.type === 'ended' && before !== 'initializing') discussion.reportStatus = 'generating';
      if (reportStatus) {
        discussion.reportStatus = reportStatus;
        row.epoch++;
      }
      if (event.type === 'ended' || discussion.status === 'failed') {
        discussion.endedAt = now;
        row.epoch++;
      }
      const givenUp = reportStatus !== undefined && reportStatus !== 'generating';
      row.wakeAt = discussion.status === 'failed' || givenUp ? undefined : (wakeAt ?? now);
      // One moment with the change: what a pause is told by is not held by it.
      write(row, key, event, undefined, now);
      return copy(row);
    },
    async redraft(id, events) {
      const row = rows.get(id);
      if (row?.discussion.status !== 'draft') return false;
      row.discussion.seq = 0;
      row.events.length = 0;
      for (const { key, deliverAt: _, ...body } of events) write(row, key, body);
      return true;
    },
    async discard(id) {
      return rows.get(id)?.discussion.status === 'draft' && rows.delete(id);
    },
    forget(team) {
      for (const [id, { discussion }] of rows) if (discussion.team === team) rows.delete(id);
    },
    async discardDrafts(before) {
      for (const [id, { discussion }] of rows)
        if (discussion.status === 'draft' && discussion.createdAt < before) rows.delete(id);
    },
    async forgetTexts(team, before, limit) {
      const isOld = ({ discussion, events }: Row) =>
        discussion.team === team &&
        discussion.status !== 'draft' &&
        !discussion.textDeletedAt &&
        discussion.createdAt < before &&
        events.every(({ at }) => at < before);
      const old = [...rows.values()].filter(isOld).slice(0, limit);
      for (const row of old) {
        const { discussion } = row;
        discussion.textDeletedAt = new Date();
        discussion.endedAt ??= new Date();
        discussion.reportStatus = 'none';
        if (discussion.status !== 'completed') discussion.status = 'cancelled';
        for (const gone of ['reason', 'held', 'pausedAt'] as const) delete discussion[gone];
        delete discussion.brief.context;
        Object.assign(row, { events: [], inbox: [], wakeAt: undefined });
        row.epoch++;
        for (const call of row.calls) for (const gone of ['reply', 'reason'] as const) delete call[gone];
      }
      return old.length;
    },
    async ask(id, question) {
      const row = rows.get(id);
      if (row?.inbox.some((known) => known.messageId === question.messageId)) return 'known';
      if (!row || !GOES_ON.includes(row.discussion.status)) return 'over';
      row.inbox.push({ ...structuredClone(question), taken: false });
      row.asked++;
      if (row.discussion.status === 'running') row.wakeAt ??= new Date();
      return 'taken';
    },
    async rate(id, member, value) {
      rows.get(id)?.ratings.set(member, value);
    },
    async ratings(id) {
      const given = [...(rows.get(id)?.ratings.values() ?? [])];
      return { up: given.filter((one) => one === 'up').length, down: given.filter((one) => one === 'down').length };
    },
    async wakeHeld(at) {
      for (const row of rows.values()) if (row.discussion.held) row.wakeAt = at;
    },
    async due(limit) {
      const now = new Date();
      return [...rows.values()]
        .filter((row) => row.wakeAt && row.wakeAt <= now)
        .sort((a, b) => Number(a.wakeAt) - Number(b.wakeAt))
        .slice(0, limit)
        .map((row) => row.discussion.id);
    },
    ...memorySpending(rows, purses),
    async ping() {},
    async close() {},
  };
}
