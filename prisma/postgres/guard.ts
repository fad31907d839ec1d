/**
 * A session that says "I use this server": it holds a shared lock. The kernel and PostgreSQL give it back however its process
 * ends, so there is no list of users that can be out of date. Only who gets the same lock alone may stop the server, and while
 * one holds it alone, a newcomer waits, loses its connection and starts the server again.
 */
import { Socket } from 'node:net';
import pg from 'pg';
import { UserError } from '../../engine/errors.ts';
import { superuser } from './cluster.ts';
import type { Site } from './site.ts';

/** Our own socket, so that it can be let go of (it keeps no process alive) and cut at the very end of a process. */
export type Guard = { client: pg.Client; socket: Socket };

const appDatabase = 'simfocus';
/** Any number; the same for all. */
const inUse = 7_462_872;

export function databaseUrl(site: Site, port: number, database = appDatabase): string {
  return `postgresql://${superuser}:${site.password}@127.0.0.1:${port}/${database}`;
}

/** Connected, without a lock; undefined: the server is not there, not ready, or on its way out. */
export async function connect(site: Site, port: number): Promise<Guard | undefined> {
  const guard = await tryDatabase(site, port, appDatabase);
  if (guard !== 'missing') return guard;
  const maintenance = await tryDatabase(site, port, 'postgres');
  if (!maintenance || maintenance === 'missing') return undefined;
  try {
    await maintenance.client.query(`CREATE DATABASE ${appDatabase}`);
  } catch (error) {
    // Another process made it at the same moment: 42P04 after it, 23505 during it, 55006 while the template is being copied.
    if (!['42P04', '23505', '55006'].includes(codeOf(error))) throw error;
  } finally {
    await close(maintenance);
  }
  return undefined;
}

export async function close({ client }: Guard): Promise<void> {
  await client.end().catch(() => undefined);
}

/** Waits behind somebody who is stopping the server; false: the server went away. */
export async function hold({ client }: Guard): Promise<boolean> {
  return client.query('SELECT pg_advisory_lock_shared($1)', [inUse]).then(
    () => true,
    () => false,
  );
}

export async function letGo({ client }: Guard): Promise<void> {
  await client.query('SELECT pg_advisory_unlock_shared($1)', [inUse]);
}

/** True: nobody else uses the server, and nobody can begin to as long as this session lives. */
export async function takeAlone({ client }: Guard): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [inUse]);
  return rows[0]?.alone === true;
}

async function tryDatabase(site: Site, port: number, database: string): Promise<Guard | 'missing' | undefined> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: databaseUrl(site, port, database),
    application_name: 'simfocus (keeps the server up)',
    connectionTimeoutMillis: 10_000,
    stream: () => socket,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { client, socket };
  } catch (error) {
    await client.end().catch(() => undefined);
    if (codeOf(error) === '3D000') return 'missing';
    if (codeOf(error) !== '28P01') return undefined;
    throw new UserError(
      `The built-in database does not accept its own password. It stands in ${site.home}; put the file "password" back from a backup.`,
      'UNAVAILABLE',
      { cause: error },
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
