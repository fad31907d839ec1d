import { GIVE_UP_MS, PROBLEM_MS } from './threads.ts';

/** The statements of threads and posts. Each is one round trip and all or nothing. */

export const THREAD = `discussion_id as discussion, platform, team, channel, inside, thread, opener, started_by as "startedBy", cursor,
  problem, closed`;

export const ADD = `
  insert into thread (discussion_id, platform, team, channel, inside, started_by) values ($1, $2, $3, $4, $5, $6::jsonb)
  on conflict (discussion_id) do nothing`;

/** What has failed holds its thread no longer, although it may be resumed. */
export const GIVEN_UP = `
  update thread t set taken = null from thread wanted, discussion d
  where wanted.discussion_id = $1 and t.platform = wanted.platform and t.team = wanted.team and t.taken = wanted.inside
    and t.discussion_id <> $1 and d.id = t.discussion_id and d.status = 'failed'`;

/** The index on what is taken lets one have it. */
export const TAKE = 'update thread set taken = inside where discussion_id = $1 and taken is distinct from inside';

export const IS_TAKEN = `
  select t.discussion_id from thread t join discussion d on d.id = t.discussion_id
  where t.platform = $1 and t.team = $2 and t.taken = $3 and d.status <> 'failed'`;

/** The claim under which it was opened ends with it. */
export const OPENED = `
  update thread set thread = $2, taken = $2, opener = $3, claim_seq = null, claim_part = null, claim_owner = null, claim_until = null
  where discussion_id = $1 and thread is null returning discussion_id`;

export const LIVE_IN = `
  select d.id from thread t join discussion d on d.id = t.discussion_id
  where t.platform = $1 and t.team = $2 and ($3::text is null or t.channel = $3) and ($4::text is null or coalesce(t.thread, t.inside) = $4)
    and not t.closed and d.status in ('initializing', 'running', 'paused')
  order by t.created_at`;

/**
 * What is due of a log is its next event; after the last one of a discussion whose report is written there is the word
 * that it is over. An alarm or an announcement mostly comes first: this finds what was lost.
 */
export const DUE = `
  select t.discussion_id as id
  from thread t join discussion d on d.id = t.discussion_id
    left join event e on e.discussion_id = t.discussion_id and e.seq = t.cursor + 1
  where t.platform = $1 and not t.closed and d.status <> 'draft'
    and (t.problem is null or (d.paused_at is null and t.problem_at < now() - interval '${PROBLEM_MS} milliseconds'))
    and (t.claim_until is null or t.claim_until <= now())
    and (
      d.status = 'initializing'
      or (t.thread is not null and e.deliver_at <= coalesce(d.paused_at, now()))
      or (d.status in ('completed', 'cancelled') and d.report_status <> 'generating' and e.seq is null)
      or (d.status in ('completed', 'cancelled') and d.ended_at < now() - interval '${GIVE_UP_MS} milliseconds')
    )
  order by coalesce(e.deliver_at, d.created_at) limit $2`;

/**
 * What decides stands in the row itself: an update that has waited for another sees that row as it is now, and every
 * other table as it was when it began to wait.
 */
export const CLAIM = `
  update thread set claim_seq = $2, claim_part = $3, claim_owner = $4,
    claim_until = clock_timestamp() + $5::int * interval '1 millisecond'
  from (
    select discussion_id, thread, claim_seq, claim_part, claim_until, posted_seq, posted_part
    from thread where discussion_id = $1 for update
  ) o
  where thread.discussion_id = o.discussion_id and coalesce(o.claim_until <= clock_timestamp(), true)
    and case when $2 = 0 then o.thread is null else (o.posted_seq, o.posted_part) < ($2, $3) end
  returning coalesce(o.claim_seq = $2 and o.claim_part = $3, false) as doubtful`;

/** Why there was nothing to claim. */
export const CLAIMED = `
  select case when $2 = 0 then t.thread else p.message end as posted, t.claim_until as held
  from thread t left join post p on p.discussion_id = t.discussion_id and p.seq = $2 and p.part = $3
  where t.discussion_id = $1`;

const MINE = 'claim_seq = $2 and claim_part = $3 and claim_owner = $4';
const NO_CLAIM = 'claim_seq = null, claim_part = null, claim_owner = null, claim_until = null';

/** What got through is no problem any more, and its owner's claim is over. */
export const RECEIPT = `
  with p as (
    insert into post (discussion_id, seq, part, message) values ($1, $2, $3, $4)
    on conflict (discussion_id, seq, part) do nothing returning message
  ), t as (
    update thread set posted_seq = $2, posted_part = $3, problem = null, problem_at = null,
      claim_until = case when claim_owner is distinct from $5 then claim_until end
    where discussion_id = $1 and (posted_seq, posted_part) < ($2, $3)
  )
  select message from p
  union all
  select message from post where discussion_id = $1 and seq = $2 and part = $3`;

export const DOUBT = `
  update thread set claim_until = clock_timestamp() + $5::int * interval '1 millisecond' where discussion_id = $1 and ${MINE}`;

export const UNCLAIM = `update thread set ${NO_CLAIM} where discussion_id = $1 and ${MINE}`;

export const PROBLEM = `
  update thread set problem = $2, problem_at = case when $2::text is not null then now() end where discussion_id = $1`;

export const SLOT = `
  insert into pace as p (key, next_at) values ($1, clock_timestamp() + $2::int * interval '1 millisecond')
  on conflict (key) do update set next_at = greatest(p.next_at, clock_timestamp()) + $2::int * interval '1 millisecond'
  returning (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 - $2::int as wait`;

export const HOLD_BACK = `
  insert into pace as p (key, next_at) values ($1, clock_timestamp() + $2::int * interval '1 millisecond')
  on conflict (key) do update set next_at = greatest(p.next_at, excluded.next_at)`;
