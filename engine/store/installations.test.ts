import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { masterKeyOf } from '../keys/master-key.ts';
import { openVault } from '../keys/vault.ts';
import { memoryInstallations } from './memory-installations.ts';
import { sealedInstallations } from './sealed-installations.ts';

const SECRET = '{"bot":{"token":"xoxb-planted-0123456789"}}';
const [one, two] = [masterKeyOf(randomBytes(32)), masterKeyOf(randomBytes(32))];
const opened = async () => new pg.Pool({ connectionString: await freshDatabase(), max: 4 });

describe.each(['memory', 'PostgreSQL'])('installations (%s)', (kind) => {
  it('gives back what was put, until it is removed; teams follow their organisation', async () => {
    const pool = await opened();
    const vault = openVault({ current: one });
    const installations = kind === 'memory' ? memoryInstallations() : sealedInstallations(pool, async () => vault);
    expect(await installations.get('slack', 'T1')).toBeUndefined();
    await installations.put('slack', 'T1', 'older');
    await installations.put('slack', 'T1', SECRET);
    expect(await installations.get('slack', 'T1')).toBe(SECRET);
    expect(await installations.get('discord', 'T1')).toBeUndefined();
    await installations.remove('slack', 'T1');
    expect(await installations.get('slack', 'T1')).toBeUndefined();

    for (const [team, organisation] of [
      ['T2', 'E1'],
      ['T3', 'E1'],
      ['T3', 'E1'],
      ['T4', 'E2'],
    ] as const)
      await installations.join('slack', team, organisation);
    await installations.put('slack', 'E1', 'of all');
    expect(await installations.get('slack', 'T3')).toBe('of all');
    expect(await installations.get('slack', 'T4')).toBeUndefined();
    await installations.put('slack', 'T3', 'own');
    expect(await installations.get('slack', 'T3')).toBe('own');
    expect((await installations.leave('slack', 'E1')).sort()).toEqual(['T2', 'T3']);
    expect(await installations.leave('slack', 'E1')).toEqual([]);
    await pool.end();
  });
});

it('no token is readable in the database, and none opens in another team’s row', async () => {
  const pool = await opened();
  const vault = openVault({ current: one });
  const installations = sealedInstallations(pool, async () => vault);
  await installations.put('slack', 'T1', SECRET);
  const { rows } = await pool.query('select * from installation');
  expect(JSON.stringify(rows) + Buffer.from(rows[0].cipher).toString('latin1')).not.toContain('planted');
  await pool.query(`update installation set team = 'T2'`);
  await expect(installations.get('slack', 'T2')).rejects.toThrow(/cannot be trusted/);
  await pool.end();
});

it('another master key opens it only while the earlier one is there, and rotation seals it anew', async () => {
  const pool = await opened();
  const [before, both, after] = [{ current: one }, { current: two, previous: one }, { current: two }].map(openVault);
  await sealedInstallations(pool, async () => before!).put('slack', 'T1', SECRET);
  await expect(sealedInstallations(pool, async () => after!).get('slack', 'T1')).rejects.toThrow(/MASTER_KEY_PREVIOUS/);
  expect(await sealedInstallations(pool, async () => both!).rotate()).toBe(1);
  expect(await sealedInstallations(pool, async () => both!).rotate()).toBe(0);
  expect(await sealedInstallations(pool, async () => after!).get('slack', 'T1')).toBe(SECRET);
  await pool.end();
});
