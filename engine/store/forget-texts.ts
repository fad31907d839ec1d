import type { Pool } from 'pg';
import { translated } from './database-error.ts';

/**
 * Deletes what was said in the team's discussions of which nothing was heard since: log, report, what people asked, shared
 * pages, context and raw answers. What it cost, when, who began it and its topic stay. One that was left open, or had failed, is cancelled. Each leaves an
 * entry in the team's audit.
 */
const FORGET = `
  with old as (
    select d.id from discussion d
    where d.team = $1 and d.created_at < $2 and d.text_deleted_at is null and d.status <> 'draft'
      and not exists (select 1 from event e where e.discussion_id = d.id and e.seq = d.seq and e.at >= $2)
    order by d.created_at limit $3 for update skip locked
  ), events as (delete from event using old where discussion_id = old.id),
  questions as (delete from inbox using old where discussion_id = old.id),
  pages as (delete from share using old where discussion_id = old.id),
  answers as (update call set reply = null, reason = null from old
    where discussion_id = old.id and (reply is not null or reason is not null)),
  posts as (update thread set closed = true from old where discussion_id = old.id),
  told as (
    insert into audit (team, actor_id, actor, action, thing, thing_id)
    select $1, 'simfocus', 'simFocus', 'deleted what was said', 'discussion', old.id::text from old
  )
  update discussion d set text_deleted_at = now(), brief = brief - 'context', epoch = epoch + 1, held = null,
    report_status = 'none', reason = null, ended_at = coalesce(ended_at, now()), wake_at = null, paused_at = null,
    status = case when status = 'completed' then status else 'cancelled' end
  from old where d.id = old.id`;

/** At most `limit` at once; gives how many. */
export async function forgetTexts(pool: Pool, team: string, before: Date, limit: number): Promise<number> {
  try {
    return (await pool.query(FORGET, [team, before, limit])).rowCount ?? 0;
  } catch (error) {
    throw translated(error);
  }
}
