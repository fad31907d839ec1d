import { CALL, DISCUSSION, prefixed } from './rows.ts';

/** The statements of the log. Each is one round trip and all or nothing. */

export const CREATE = `
  insert into discussion (id, origin, brief, topic, format, status, started_by, seq, speed, budget, budget_scopes, team,
    begun_at, wake_at)
  values ($1, $2, $3::jsonb, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, $12,
    case when $6 <> 'draft' then now() end, case when $6 = 'running' then now() end)
  on conflict (origin) do nothing returning ${DISCUSSION}`;

export const FIRST_EVENTS = `
  insert into event (discussion_id, seq, key, type, body, at, deliver_at, team)
  select $1, e.seq, e.key, e.type, e.body::jsonb, now(), now(),
    case when e.type in ('said', 'asked') then (select team from discussion where id = $1) end
  from unnest($2::text[], $3::text[], $4::text[]) with ordinality as e (key, type, body, seq)`;

/** A cap that is shared is made when it is first needed, and follows the setting. */
export const SHARED_BUDGET =
  'insert into budget (scope, cap, spent) values ($1, $2, $3) on conflict (scope) do update set cap = excluded.cap';

export const LIST = `
  select ${DISCUSSION} from discussion
  where ($1::text[] is null or status = any ($1::text[])) and ($3::text is null or team = $3)
    and ($4::text is null or started_by->>'id' = $4) and ($5::text is null or format = $5)
  order by created_at desc limit $2`;

/** One at a time for each member, so that two that are begun at once do not both take the last place. */
export const MEMBER_LOCK = "select pg_advisory_xact_lock(hashtextextended('member/' || $1 || '/' || $2, 0))";

/** What the member has begun in the last hour, with when the n-th last of it counts no more; and what goes on: one that rests does not. */
export const MEMBER_USE = `
  select count(*) filter (where begun_at > now() - interval '1 hour')::int as "anHour",
    count(*) filter (where status in ('initializing', 'paused') or (status = 'running' and wake_at is not null))::int as "atOnce",
    (array_agg(begun_at + interval '1 hour' order by begun_at desc) filter (where begun_at > now() - interval '1 hour'))[$3::int] as until
  from discussion
  where started_by->>'id' = $2 and begun_at is not null
    and (team = $1 and begun_at > now() - interval '1 hour' or team = $1 and status in ('initializing', 'running', 'paused'))`;

/** A new epoch makes every earlier worker's writes void; its open calls were in flight, and are charged whole. */
export const BEGIN_WAKE = `
  with o as (
    select id, reserved, budget_scopes from discussion
    where id = $1 and (status in ('running', 'paused') or report_status = 'generating') for update
  ), d as (
    update discussion set epoch = epoch + 1, wake_at = now() + $2::int * interval '1 millisecond',
      spent = discussion.spent + o.reserved, reserved = 0
    from o where discussion.id = o.id
    returning ${prefixed('discussion')}
  ), b as (
    update budget set spent = budget.spent + o.reserved, reserved = budget.reserved - o.reserved
    from o where scope = any (o.budget_scopes)
  ), abandoned as (
    update call set state = 'abandoned', settled_at = now(), cost = reserved
    where discussion_id = $1 and state = 'open' and exists (select 1 from o)
  )
  select * from d`;

export const REST = `
  update discussion set wake_at = null
  where id = $1 and wake_at is not null and not (status in ('running', 'paused') or report_status = 'generating')`;

export const PENDING_CALLS = `
  select ${CALL} from call c
  where discussion_id = $1 and (outcome is distinct from 'reply' or reply is not null)
    and not exists (select 1 from event e where e.discussion_id = c.discussion_id and e.key = c.step_key)
  order by step_key, attempt`;

export const WAITING = `
  select (select count(*)::int from inbox where discussion_id = $1 and not taken) as waiting,
    (select deliver_at from event where discussion_id = $1 and type = 'said' order by seq desc limit 1) as "lastDeliverAt"`;

/** Opening reserves each call's upper bound; where a cap would be passed, nothing at all is done and `over_budget()` raises.
 * Calls that cost nothing pass none. */
export const OPEN_CALLS = `
  with o as (
    select * from unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::numeric[]) as o (step_key, attempt, provider, model, reserved)
  ), d as (
    update discussion set reserved = reserved + (select coalesce(sum(o.reserved), 0) from o)
    where id = $1 and epoch = $2
    returning id, budget, spent, reserved, budget_scopes
  ), b as (
    update budget set reserved = budget.reserved + (select coalesce(sum(o.reserved), 0) from o)
    from d where scope = any (d.budget_scopes) returning cap, budget.spent, budget.reserved
  ), opened as (
    insert into call (discussion_id, step_key, attempt, state, provider, model, reserved)
    select d.id, o.step_key, o.attempt, 'open', o.provider, o.model, o.reserved from d, o
  )
  select case when exists (select 1 from o where o.reserved > 0) and (d.spent + d.reserved > d.budget - $8::numeric
      or exists (select 1 from b where b.spent + b.reserved > b.cap - $8::numeric)) then over_budget() end
  from d`;

/** An abandoned call stays as it was charged: its late reply no longer counts. */
export const SETTLE = `
  with c as (
    update call set state = 'settled', settled_at = now(), outcome = $4, reply = $5::jsonb, reason = $6,
      input = $7, cached = $8, cache_write = $9, output = $10, cost = $11::numeric,
      model = coalesce($12, model), key_id = $13, retry_at = $14
    where discussion_id = $1 and step_key = $2 and attempt = $3 and state = 'open'
    returning coalesce(reserved, 0) as reserved, coalesce(cost, 0) as cost
  ), d as (
    update discussion set spent = spent + c.cost, reserved = discussion.reserved - c.reserved
    from c where id = $1 returning budget_scopes
  )
  update budget set spent = spent + c.cost, reserved = budget.reserved - c.reserved
  from c, d where scope = any (d.budget_scopes)`;

/** Appends, settles the call that brought the event, and opens those that come next; under a stale epoch nothing at all. */
export const APPEND = `
  with c as (
    select coalesce(reserved, 0) as reserved, coalesce($15::numeric, 0) as cost from call
    where discussion_id = $1 and step_key = $7 and attempt = $8::int and state = 'open'
  ), o as (
    select * from unnest($18::text[], $19::int[], $20::text[], $21::text[], $22::numeric[]) as o (step_key, attempt, provider, model, reserved)
  ), money as (
    select coalesce((select cost from c), 0) as cost,
      coalesce((select sum(o.reserved) from o), 0) - coalesce((select reserved from c), 0) as reserved
  ), d as (
    update discussion set seq = seq + 1, spent = spent + money.cost, reserved = discussion.reserved + money.reserved
    from money
    where id = $1 and epoch = $2
      and (status in ('running', 'paused') or (report_status = 'generating' and $4::text in ('section', 'failed')))
    returning seq, status, asked, budget, spent, discussion.reserved, budget_scopes, team
  ), b as (
    update budget set spent = budget.spent + money.cost, reserved = budget.reserved + money.reserved
    from d, money where scope = any (d.budget_scopes) returning cap, budget.spent, budget.reserved
  ), e as (
    insert into event (discussion_id, seq, key, type, body, at, deliver_at, team)
    select $1, d.seq, $3, $4::text, $5::jsonb, now(), greatest(now(), coalesce($6::timestamptz, now())),
      case when $4::text in ('said', 'asked') then d.team end
    from d
    returning at, deliver_at
  ), settled as (
    update call set state = 'settled', settled_at = now(), outcome = $9, reason = $10,
      input = $11, cached = $12, cache_write = $13, output = $14, cost = $15::numeric,
      model = coalesce($16, model), key_id = $17
    from d where discussion_id = $1 and step_key = $7 and attempt = $8::int and state = 'open'
  ), opened as (
    insert into call (discussion_id, step_key, attempt, state, provider, model, reserved)
    select $1, o.step_key, o.attempt, 'open', o.provider, o.model, o.reserved from d, o
  )
  select d.seq, d.status, d.asked, d.spent::float8, e.at, e.deliver_at as "deliverAt",
    case when exists (select 1 from o where o.reserved > 0) and (d.spent + d.reserved > d.budget - $23::numeric
      or exists (select 1 from b where b.spent + b.reserved > b.cap - $23::numeric)) then over_budget() end
  from d, e`;

export const TAKE_QUESTIONS = `
  with q as (
    select message_id, asker, text, row_number() over (order by at, message_id)::int as n
    from inbox where discussion_id = $1 and not taken
  ), d as (
    update discussion set seq = seq + (select count(*)::int from q)
    where id = $1 and epoch = $2 and status in ('running', 'paused')
    returning seq, team
  ), e as (
    insert into event (discussion_id, seq, key, type, body, at, deliver_at, team)
    select $1, d.seq - (select count(*)::int from q) + q.n, 'question/' || q.message_id, 'asked',
      jsonb_build_object('asker', q.asker, 'text', q.text), now(), now(), d.team
    from q, d
  ), t as (
    update inbox i set taken = true from q, d where i.discussion_id = $1 and i.message_id = q.message_id
  )
  select (select count(*)::int from q) as taken from d`;

/** One that would rest is looked at again where somebody has asked meanwhile. */
export const WAKE_AT = `
  update discussion set wake_at = case
    when $4::timestamptz is null and status = 'running' and exists (select 1 from inbox where discussion_id = $1 and not taken) then now()
    else $4::timestamptz end
  where id = $1 and epoch = $2 and seq = $3`;

export const END = `
  with current as (select id from discussion where id = $1 and epoch = $2 and status = 'running'),
  d as (
    update discussion set status = 'completed', ended_at = now(), seq = seq + 1, report_status = 'generating'
    where id = $1 and epoch = $2 and status = 'running' and asked = $3
    returning seq
  ), e as (
    insert into event (discussion_id, seq, key, type, body, at, deliver_at)
    select $1, d.seq, 'ended', 'ended', $4::jsonb, now(), now() from d
  )
  select exists (select 1 from current) as current, exists (select 1 from d) as ended`;

/**
 * An end takes the epoch away from whoever is at work, so that nothing more is said after it. What never ran has no report.
 */
export const CHANGE = `
  update discussion set seq = seq + 1, status = $2, speed = coalesce($3, speed), reason = $4, held = $7,
    begun_at = coalesce(begun_at, case when $2 <> 'draft' then now() end),
    paused_at = case when $2 = 'paused' and $7::text is null then now() end,
    ended_at = case when $5 or $2 = 'failed' then now() when $2 in ('completed', 'cancelled') then ended_at end,
    report_status = coalesce($6, case when $5 and status <> 'initializing' then 'generating' else report_status end),
    epoch = case when $5 or $6::text is not null or $2 = 'failed' then epoch + 1 else epoch end,
    wake_at = case when $2 = 'failed' or $6::text <> 'generating' then null else coalesce($8::timestamptz, now()) end
  where id = $1 returning ${DISCUSSION}`;

export const SHIFT_PENDING = `
  update event set deliver_at = now() + (deliver_at - greatest($2::timestamptz, at))
  where discussion_id = $1 and deliver_at > $2::timestamptz`;

export const SCALE_PENDING = `
  update event set deliver_at = now() + (deliver_at - now()) * $2::float8
  where discussion_id = $1 and deliver_at > now()`;

export const CHANGE_EVENT = `
  insert into event (discussion_id, seq, key, type, body, at, deliver_at) values ($1, $2, $3, $4, $5::jsonb, now(), now())`;

export const ASK = `
  with d as (
    update discussion set asked = asked + 1,
      -- One that rests has nobody else to wake it, should the wake be lost.
      wake_at = case when status = 'running' then coalesce(wake_at, now()) else wake_at end
    where id = $1 and status in ('initializing', 'running', 'paused')
      and not exists (select 1 from inbox where discussion_id = $1 and message_id = $2)
    returning id
  ), i as (
    insert into inbox (discussion_id, message_id, asker, text) select id, $2, $3::jsonb, $4 from d
    on conflict do nothing returning 1
  )
  select exists (select 1 from i) as taken,
    exists (select 1 from d) or exists (select 1 from inbox where discussion_id = $1 and message_id = $2) as known`;

/** While it is a draft, and stays one until its new facts are written. */
export const REDRAFT = "update discussion set seq = $2 where id = $1 and status = 'draft'";

export const RATE = `
  insert into rating (discussion_id, member, value)
  select id, $2, $3 from discussion where id = $1
  on conflict (discussion_id, member) do update set value = excluded.value, at = now()`;

export const RATINGS = `
  select count(*) filter (where value = 'up')::int as up, count(*) filter (where value = 'down')::int as down
  from rating where discussion_id = $1`;
