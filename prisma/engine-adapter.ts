/** Prisma's adapter for pg, fit for the schema engine. Two things are mended that only migrations meet. */
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, DriverAdapterError, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { markWritten } from './migration-record.ts';

export type EngineAdapter = { factory: SqlMigrationAwareDriverAdapterFactory; end(): Promise<void> };

/** `migrations`: the scripts that are migrations, as they stand in their files. */
export function engineAdapter(connectionString: string, migrations = new Set<string>()): EngineAdapter {
  const { pool, charColumns } = catalogPool(connectionString);
  const inner = new PrismaPg(pool);
  const connect = async () => {
    const adapter = await inner.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const column of charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    };
    adapter.executeScript = (script) => runScript(pool, migrations.has(script) ? `${script}\n;${markWritten}` : script);
    return adapter;
  };
  const { provider, adapterName } = inner;
  return {
    factory: { provider, adapterName, connect, connectToShadowDb: () => inner.connectToShadowDb() },
    end: () => pool.end(),
  };
}

/**
 * The adapter cuts a script at each semicolon, also inside a function or a text, and runs the parts on any connection.
 * Sent as it stands, PostgreSQL runs it in one transaction: a migration is applied whole or not at all.
 */
async function runScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code = '', severity = 'ERROR', message, detail, column, hint } = error;
    throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
  }
}

/**
 * The adapter refuses the type "char" of PostgreSQL's own tables, which the engine reads to compare schemas
 * (https://github.com/prisma/orm/issues/27403): it passes the adapter as text, and is noted by the rows it came with.
 */
function catalogPool(connectionString: string) {
  const pool = new pg.Pool({ connectionString, max: 2 });
  const charColumns = new WeakMap<object, number[]>();
  const [char, text] = [18, 25];
  const query = pool.query.bind(pool);
  const noted = async (...parameters: Parameters<typeof query>) => {
    const result: unknown = await query(...parameters);
    if (!(result instanceof pg.Result)) return result;
    const columns = [...result.fields.keys()].filter((column) => result.fields[column]?.dataTypeID === char);
    for (const field of result.fields) if (field.dataTypeID === char) field.dataTypeID = text;
    charColumns.set(result.rows, columns);
    return result;
  };
  return { pool: Object.assign(pool, { query: noted }), charColumns };
}
