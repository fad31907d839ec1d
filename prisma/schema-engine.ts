/** Prisma's own schema engine as WebAssembly: no native program, no network, and the same `_prisma_migrations` table. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { type EngineAdapter, engineAdapter } from './engine-adapter.ts';
import { type MigrationFile, migrationsFolder } from './migration-files.ts';

/** Node has it; its type declarations for this version do not. */
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: Record<string, unknown>): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const filters = { externalTables: [], externalEnums: [] };
let loading: Promise<void> | undefined;

/** Applies what is missing, in order; gives the names. */
export async function applyWithEngine(connectionString: string, files: MigrationFile[]): Promise<string[]> {
  const adapter = engineAdapter(connectionString, new Set(files.map(({ sql }) => sql)));
  return withEngine(adapter, [], async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationList(files), filters });
    return appliedMigrationNames;
  });
}

/** The SQL that takes the database to the schema; undefined: they agree. */
export async function diffWithEngine(connectionString: string, schemaFile: string): Promise<string | undefined> {
  const content = await readFile(schemaFile, 'utf8');
  return withEngine(engineAdapter(connectionString), [[schemaFile, content]], async (engine) => {
    const files = [{ path: schemaFile, content }];
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: dirname(schemaFile) },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters,
    });
    return exitCode === 2 ? (stdout ?? '') : undefined;
  });
}

async function withEngine<T>(
  { factory, end }: EngineAdapter,
  schema: [string, string][],
  use: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  loading ??= load();
  await loading;
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const options = { datamodels: schema.length > 0 ? schema : undefined };
  try {
    const engine = await bindings.SchemaEngine.new(options, () => undefined, adapter);
    return await use(engine).finally(() => engine.free());
  } finally {
    await end();
  }
}

/** The package's own entry wants a bundler; this is what it does. */
async function load(): Promise<void> {
  // Where the engine leaves its last words; Prisma's client, where it is loaded, has put its own there.
  const registry = {
    set_message: (message: string) => {
      throw new Error(message);
    },
  };
  if (!('PRISMA_WASM_PANIC_REGISTRY' in globalThis)) Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry });
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  const begin = instance.exports.__wbindgen_start;
  if (typeof begin === 'function') begin();
}

function migrationList(files: MigrationFile[]) {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: files.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  };
}
