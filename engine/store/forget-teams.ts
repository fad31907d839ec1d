import type { Pool, PoolClient } from 'pg';
import { inTransaction } from './in-transaction.ts';
import { type ForgottenTeam, teamOf } from './teams.ts';

/** What is of a team, by its name; with a discussion goes all that hangs on it. */
export const OF_TEAMS = [
  'discussion',
  'share',
  'team_persona',
  'team_cast',
  'topic',
  'provider_key',
  'service',
  'member',
  'one_time_link',
  'audit',
  'spent_day',
] as const;

/** What names a team by its platform and the platform's id. */
export const OF_PLACES = ['installation', 'installation_member', 'team'] as const;

/** Caps of months, under names that begin with the team's or with those of its members. */
const BUDGETS = `delete from budget
  where starts_with(scope, 'team/' || $1::text || '/') or starts_with(scope, 'member/' || $1::text || '/')`;

/** Their names are a word for what is paced, the platform, the team, and perhaps a channel. */
const PACES = "delete from pace where split_part(key, '/', 2) = $1 and split_part(key, '/', 3) = $2";

/** One that left before then: whoever comes back now waits until it is forgotten, or is there before it. */
const NEXT = 'select platform, id from team where left_at < $1 order by left_at limit 1 for update skip locked';

/** Deletes all that teams left behind, each team whole or not at all. */
export async function forgetTeams(pool: Pool, leftBefore: Date): Promise<ForgottenTeam[]> {
  const forgotten: ForgottenTeam[] = [];
  for (;;) {
    const team = await inTransaction(pool, (client) => forgetNext(client, leftBefore));
    if (!team) return forgotten;
    forgotten.push(team);
  }
}

async function forgetNext(client: PoolClient, leftBefore: Date): Promise<ForgottenTeam | undefined> {
  const [team] = (await client.query<ForgottenTeam>(NEXT, [leftBefore])).rows;
  if (!team) return undefined;
  const { platform, id } = team;
  const name = teamOf(platform, id);
  await client.query('delete from key_window where key_id in (select id::text from provider_key where team = $1)', [name]);
  for (const table of OF_TEAMS) await client.query(`delete from ${table} where team = $1`, [name]);
  await client.query(BUDGETS, [name]);
  await client.query(PACES, [platform, id]);
  for (const table of OF_PLACES) {
    await client.query(`delete from ${table} where platform = $1 and ${table === 'team' ? 'id' : 'team'} = $2`, [platform, id]);
  }
  return team;
}
