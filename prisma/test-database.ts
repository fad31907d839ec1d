import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { freshDatabase as copyOfTemplate } from './fresh-database.ts';

/** A migrated, empty database for one test file, on the server of the run. */
export function freshDatabase(): Promise<string> {
  return copyOfTemplate(inject('databaseUrl'), `test_${randomUUID().replaceAll('-', '')}`);
}
