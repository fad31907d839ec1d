import type { Pool } from 'pg';
import { translated } from '../store/database-error.ts';
import { type KeyRow, type KeyRows, type ProviderKey, TOUCH_MS } from './key-rows.ts';

const KNOWN = `id, team, provider, name, master_key_id as "masterKeyId", masked, base_url as "baseUrl", model, active, position,
  requests_per_minute as "requestsPerMinute", tokens_per_minute as "tokensPerMinute", last_used_at as "lastUsedAt",
  created_at as "createdAt", owner_id as "ownerId", shared`;

const INSERT = `insert into provider_key (id, team, provider, name, cipher, master_key_id, masked, base_url, model, active,
    requests_per_minute, tokens_per_minute, created_at, owner_id, shared, position)
  select $1::uuid, $2::text, $3, $4, $5, $6, $7, $8, $9, $10::boolean, $11::int, $12::int, $13::timestamptz, $14, $15::boolean,
    coalesce(max(position), 0) + 1 from provider_key where team = $2
  on conflict (team, provider, name) do nothing returning ${KNOWN}, cipher`;

const LIST = `select ${KNOWN} from provider_key
  where team = coalesce($1, team) and provider = coalesce($2, provider) and active = coalesce($3, active)
  order by position, created_at, id`;

/** Rows are locked in the order of their ids, so that two who sort at once wait for each other and do not deadlock. */
const ORDER = `with ours as materialized (
    select id, position, created_at from provider_key where team = $1 order by id for update
  ), placed as (
    select id, row_number() over (order by array_position($2::uuid[], id) nulls last, position, created_at, id) as place from ours
  )
  update provider_key set position = place from placed where provider_key.id = placed.id`;

/**
 * The rows on PostgreSQL. On the pool that the store has, not on Prisma's client: it writes one conditional statement at a
 * time and opens no second set of connections. Closing the pool is left to whoever opened it.
 */
export function postgresKeyRows(pool: Pool): KeyRows {
  async function query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    return (await run<Row>(text, values)).rows;
  }
  const changed = async (text: string, values: unknown[]): Promise<boolean> => ((await run(text, values)).rowCount ?? 0) > 0;
  async function run<Row extends object>(text: string, values: unknown[]) {
    try {
      return await pool.query<Row>(text, values);
    } catch (error) {
      throw translated(error);
    }
  }

  return {
    async insert(row) {
      const [inserted] = await query<KeyRow>(INSERT, [
        row.id,
        row.team,
        row.provider,
        row.name,
        row.cipher,
        row.masterKeyId,
        row.masked,
        row.baseUrl ?? null,
        row.model ?? null,
        row.active,
        row.requestsPerMinute ?? null,
        row.tokensPerMinute ?? null,
        row.createdAt,
        row.ownerId ?? null,
        row.shared,
      ]);
      return inserted && withoutNulls(inserted);
    },
    async list({ team, provider, active }) {
      const rows = await query<ProviderKey>(LIST, [team ?? null, provider ?? null, active ?? null]);
      return rows.map(withoutNulls);
    },
    async get(id) {
      if (!isUuid(id)) return undefined;
      const [row] = await query<KeyRow>(`select ${KNOWN}, cipher from provider_key where id = $1`, [id]);
      return row && withoutNulls(row);
    },
    async order(team, ids) {
      await query(ORDER, [team, ids.filter(isUuid)]);
    },
    async setActive(id, active) {
      return isUuid(id) && changed('update provider_key set active = $2 where id = $1', [id, active]);
    },
    async replace(id, { masterKeyId, cipher }, masked) {
      if (!isUuid(id)) return false;
      const text = 'update provider_key set cipher = $2, master_key_id = $3, masked = $4 where id = $1';
      return changed(text, [id, cipher, masterKeyId, masked]);
    },
    async reseal(id, before, { masterKeyId, cipher }) {
      if (!isUuid(id)) return false;
      const text = 'update provider_key set cipher = $2, master_key_id = $3 where id = $1 and cipher = $4';
      return changed(text, [id, cipher, masterKeyId, before.cipher]);
    },
    async touch(id, at) {
      if (!isUuid(id)) return;
      const text = `update provider_key set last_used_at = $2
        where id = $1 and coalesce(last_used_at <= $2::timestamptz - $3 * interval '1 ms', true)`;
      await query(text, [id, at, TOUCH_MS]);
    },
    async remove(id) {
      return isUuid(id) && changed('delete from provider_key where id = $1', [id]);
    },
    async sealedUnderOther(masterKeyId) {
      const text = 'select id from provider_key where master_key_id <> $1 order by id';
      return (await query<{ id: string }>(text, [masterKeyId])).map((row) => row.id);
    },
    async masterKeyIds() {
      // Whatever else is sealed under a master key counts, too.
      const text = 'select master_key_id as id from provider_key union select master_key_id from installation order by 1';
      const rows = await query<{ id: string }>(text, []);
      return rows.map((row) => row.id);
    },
  };
}

const isUuid = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

function withoutNulls<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Row;
}
