/** Where the data goes when nobody said. */
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import envPaths from 'env-paths';
import { isRoot } from './postgres/account.ts';

/** The system's own place for an application's data; for root, whose home is closed to the database's account, a common one. */
export function defaultDataDir(): string {
  const own = envPaths('simfocus', { suffix: '' }).data;
  return isRoot() && !openToAll(own) ? '/var/lib/simfocus' : own;
}

function openToAll(path: string): boolean {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}
