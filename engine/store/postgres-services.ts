import { randomUUID } from 'node:crypto';
import type { Pool, QueryResult } from 'pg';
import { translated } from './database-error.ts';
import { storableText } from './rows.ts';
import type { NewService, ServiceStore, StoredService } from './services.ts';

const COLUMNS = `id, team, name, provider, model, key_id as "key", base_url as "baseUrl", max_output_tokens as "maxOutputTokens",
  temperature, note, active`;

const INSERT = `insert into service (id, team, name, provider, model, key_id, base_url, max_output_tokens, temperature, note, active)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (team, name) do nothing returning ${COLUMNS}`;

const REPLACE = `update service set name = $3, provider = $4, model = $5, key_id = $6, base_url = $7, max_output_tokens = $8,
  temperature = $9, note = $10, active = coalesce($11, active) where id = $1::uuid and team = $2 returning ${COLUMNS}`;
const UNIQUE_VIOLATION = '23505';

/** The services on PostgreSQL, on the pool that the store has. */
export function postgresServices(pool: Pool): ServiceStore {
  async function query(text: string, values: unknown[]): Promise<QueryResult<Row>> {
    try {
      return await pool.query<Row>(text, values);
    } catch (error) {
      throw translated(error);
    }
  }
  const changed = async (text: string, id: string, values: unknown[]): Promise<boolean> =>
    isUuid(id) && ((await query(text, [id, ...values])).rowCount ?? 0) > 0;

  return {
    async add(service) {
      const { rows } = await query(INSERT, [randomUUID(), ...valuesOf({ active: true, ...service })]);
      return rows[0] && withoutNulls(rows[0]);
    },
    async replace(id, service) {
      if (!isUuid(id)) return undefined;
      try {
        const { rows } = await query(REPLACE, [id, ...valuesOf(service)]);
        return rows[0] && withoutNulls(rows[0]);
      } catch (error) {
        if (isTaken(error)) return 'taken';
        throw error;
      }
    },
    async list(team) {
      const { rows } = await query(`select ${COLUMNS} from service where team = $1 order by created_at, name`, [team]);
      return rows.map(withoutNulls);
    },
    setActive: (team, id, active) =>
      changed('update service set active = $3 where id = $1::uuid and team = $2', id, [team, active]),
    remove: (team, id) => changed('delete from service where id = $1::uuid and team = $2', id, [team]),
  };
}

const valuesOf = ({ team, name, provider, model, key, baseUrl, maxOutputTokens, temperature, note, active }: NewService) => [
  team,
  storableText(name),
  provider,
  storableText(model),
  key ?? null,
  baseUrl ?? null,
  maxOutputTokens,
  temperature ?? null,
  note === undefined ? null : storableText(note),
  active ?? null,
];

const isTaken = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === UNIQUE_VIOLATION;
};

type Row = { [K in keyof Required<StoredService>]: StoredService[K] | null };

const withoutNulls = (row: Row): StoredService =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as StoredService;

const isUuid = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
