import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../prisma/test-database.ts';
import { readConfig } from './config.ts';
import { type ModelServer, startModelServer } from './llm/model-server.ts';
import { fallbacksOf, providerOpener } from './llm/open-provider.ts';
import { contractRequest } from './llm/provider.contract.ts';
import { openLog } from './log.ts';
import { KEYS_SEEN_MS, type Keys, keysOn } from './open-keys.ts';
import { storedKeys } from './stored-keys.ts';

const signal = AbortSignal.timeout(60_000);

describe('keys of the store, as providers speak with them', () => {
  let pool: pg.Pool;
  let databaseUrl = '';
  let server: ModelServer;
  let elsewhere: { url: string; close(): void };
  const masterKey = randomBytes(32).toString('base64');
  const written: string[] = [];
  const log = openLog('trace', { write: (line) => void written.push(line) });
  const configFor = (more: NodeJS.ProcessEnv = {}) =>
    readConfig({ DATABASE_URL: databaseUrl, MASTER_KEY: masterKey, ALLOW_PRIVATE_BASE_URLS: 'true', ...more });

  beforeAll(async () => {
    databaseUrl = await freshDatabase();
    pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
    server = await startModelServer();
    const http = createServer((_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end());
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    elsewhere = { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, close: () => http.close() };
  });
  afterAll(async () => {
    elsewhere.close();
    await server.close();
    await pool.end();
  });

  /** The keys of this moment, and who speaks with them. */
  async function speaking<T>(
    act: (open: { ask(provider?: string): Promise<unknown>; fallbacks(provider: string): readonly string[] }) => Promise<T>,
    more?: NodeJS.ProcessEnv,
  ) {
    const config = configFor(more);
    const keys = await storedKeys(config, pool, log, () => {});
    const open = providerOpener(config, keys);
    try {
      return await act({
        ask(name = 'openai') {
          const provider = open({ provider: name });
          return provider.generate(contractRequest(provider), signal).catch((error: unknown) => error);
        },
        fallbacks: fallbacksOf(config, keys),
      });
    } finally {
      await keys.close();
    }
  }
  const secrets = { bad: 'sk-bad-planted-0123456789', good: 'sk-good-planted-0123456789' };
  async function withOnly(keys: Keys, add: Parameters<Keys['add']>[0][]): Promise<void> {
    for (const { id } of await keys.list()) await keys.remove(id);
    for (const key of add) await keys.add(key);
  }

  it('say what is wrong with an address at the moment of the call, and go to no other', async () => {
    const keys = keysOn(pool, configFor(), log);
    await withOnly(keys, [{ provider: 'openai', name: 'inside', secret: secrets.good, baseUrl: `${server.url}/v1` }]);
    const before = server.stats().calls;
    const forbidden = await speaking(({ ask }) => ask(), { ALLOW_PRIVATE_BASE_URLS: 'false' });
    expect(forbidden).toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/private network, which is forbidden/),
    });
    expect(server.stats().calls).toBe(before);
    await withOnly(keys, [{ provider: 'openai', name: 'moved', secret: secrets.good, baseUrl: `${elsewhere.url}/v1` }]);
    const moved = await speaking(({ ask }) => ask());
    expect(moved).toMatchObject({ kind: 'unreachable', message: expect.stringMatching(/sends on to another address \(302\)/) });
  });

  it('give way to the next one: revoked, without access to the model, at a wrong address', async () => {
    const keys = keysOn(pool, configFor(), log);
    const baseUrl = `${server.url}/v1`;
    await withOnly(keys, [
      { provider: 'openai', name: 'revoked', secret: secrets.bad, baseUrl },
      { provider: 'openai', name: 'no access', secret: secrets.good, baseUrl, model: 'gpt-17' },
      { provider: 'openai', name: 'moved', secret: secrets.good, baseUrl: `${elsewhere.url}/v1` },
      { provider: 'openai', name: 'works', secret: secrets.good, baseUrl },
    ]);
    expect(await speaking(({ ask }) => ask())).toMatchObject({ text: expect.any(String) });
    const [works] = (await keys.list()).filter(({ name }) => name === 'works');
    await keys.setActive(works?.id ?? '', false);
    expect(await speaking(({ ask }) => ask())).toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(
        /^The key "revoked" of the model server at .* was refused \(401\)\. An admin can replace it/,
      ),
    });
  });

  it('step in for another provider in the team’s order; a rehearsal never does', async () => {
    const keys = keysOn(pool, configFor(), log);
    const anthropic = { provider: 'anthropic', name: 'second', secret: 'sk-ant-planted-0123456789', baseUrl: server.url };
    await withOnly(keys, [{ provider: 'openai', name: 'first', secret: secrets.bad, baseUrl: `${server.url}/v1` }, anthropic]);
    expect(
      await speaking(async ({ fallbacks }) => [fallbacks('openai'), fallbacks('anthropic'), fallbacks('rehearsal')]),
    ).toEqual([['anthropic'], ['openai'], []]);
    const own = await speaking(async ({ fallbacks }) => fallbacks('rehearsal'), { OPENAI_API_KEY: 'sk-0123456789' });
    expect(own).toEqual([]);
  });

  it('tell those who wait of a key that is added, replaced or switched on, and of no other change', async () => {
    const keys = keysOn(pool, configFor(), log);
    await withOnly(keys, []);
    await pool.query(`insert into discussion (id, origin, brief, topic, format, status, started_by, held)
      values ('00000000-0000-4000-8000-000000000001', 'o', '{}', 't', 'f', 'paused', '{}', 'person')`);
    const woken = async (act: () => Promise<unknown>) => {
      await pool.query('update discussion set wake_at = null');
      const from = Date.now();
      await act();
      const { rows } = await pool.query<{ at: Date | null }>('select wake_at as at from discussion');
      const at = rows[0]?.at;
      // Not before every process has looked at its keys.
      return at ? at.getTime() >= from + KEYS_SEEN_MS - 5 : false;
    };
    let id = '';
    expect(await woken(async () => ({ id } = await keys.add({ provider: 'openai', name: 'new', secret: secrets.good })))).toBe(
      true,
    );
    expect(await woken(() => keys.replace(id, secrets.bad))).toBe(true);
    expect(await woken(() => keys.setActive(id, false))).toBe(false);
    expect(await woken(() => keys.setActive(id, true))).toBe(true);
    expect(await woken(() => keys.remove(id))).toBe(false);
  });

  it('stand in no line of the log', () => {
    expect(written.length).toBeGreaterThan(5);
    expect(written.join('')).not.toContain('planted');
  });
});
