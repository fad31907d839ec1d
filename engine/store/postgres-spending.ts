import type { Cost } from '../cost.ts';
import type { Query } from './query.ts';
import type { SharedCap, Spending, SpendingStore } from './spending.ts';

type SpendingRow = Cost & { team: string; id: string; name: string; discussions: number };

const CAPS = `
  select scope, cap::float8, spent::float8, reserved::float8 from budget
  where scope = any ($1::text[]) order by scope`;

const CAPS_OF_DISCUSSION = `
  select scope, cap::float8, b.spent::float8, b.reserved::float8 from budget b
  join discussion d on scope = any (d.budget_scopes) where d.id = $1 order by scope`;

/** Counted as `costOfCalls` does. */
const SPENDING = `
  select d.team, d.started_by->>'id' as id, (array_agg(d.started_by->>'name' order by d.created_at desc))[1] as name,
    count(distinct d.id)::int as discussions, count(c.step_key) filter (where c.outcome is distinct from 'unused')::int as calls,
    coalesce(sum(c.input), 0)::float8 as input, coalesce(sum(c.cached), 0)::float8 as cached,
    coalesce(sum(c.cache_write), 0)::float8 as "cacheWrite", coalesce(sum(c.output), 0)::float8 as output,
    coalesce(sum(c.cost), 0)::float8 as dollars,
    (count(*) filter (where c.cost is null and (c.state = 'abandoned' or c.state = 'settled' and c.input is not null)))::int as unpriced
  from discussion d left join call c on c.discussion_id = d.id
  where d.created_at >= $1 and d.created_at < $2 and d.status <> 'draft' and ($3::text is null or d.team = $3)
  group by 1, 2 order by dollars desc, discussions desc, team, id`;

export function postgresSpending(query: Query, isId: (id: string) => boolean): SpendingStore {
  return {
    async sharedCaps(of) {
      if (typeof of !== 'string') return query<SharedCap>('caps', CAPS, [of]);
      return isId(of) ? query<SharedCap>('caps-of-discussion', CAPS_OF_DISCUSSION, [of]) : [];
    },
    async spending({ from, before, team }) {
      const rows = await query<SpendingRow>('spending', SPENDING, [from, before, team ?? null]);
      return rows.map(({ team, id, name, discussions, ...cost }): Spending => ({ team, by: { id, name }, discussions, cost }));
    },
  };
}
