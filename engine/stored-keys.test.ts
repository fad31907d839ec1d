import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../prisma/test-database.ts';
import { readConfig } from './config.ts';
import { type ModelServer, startModelServer } from './llm/model-server.ts';
import { defaultProvider, fallbacksOf, providerOpener } from './llm/open-provider.ts';
import { contractRequest } from './llm/provider.contract.ts';
import { openLog } from './log.ts';
import { KEYS_SEEN_MS, type Keys, keysOn } from './open-keys.ts';
import { storedKeys } from './stored-keys.ts';
import type { Voice } from './types.ts';

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
    act: (open: {
      ask(provider?: string, voice?: Partial<Voice>): Promise<unknown>;
      fallbacks(provider: string, team?: string): readonly string[];
      speaks(team: string): string;
    }) => Promise<T>,
    more?: NodeJS.ProcessEnv,
  ) {
    const config = configFor(more);
    const keys = await storedKeys(config, pool, log, () => {});
    const open = providerOpener(config, keys);
    try {
      return await act({
        async ask(name = 'openai', voice = {}) {
          const provider = open({ provider: name, ...voice });
          return provider.generate(contractRequest(provider), signal).catch((error: unknown) => error);
        },
        fallbacks: fallbacksOf(config, keys),
        speaks: (team) => defaultProvider(config, keys, team),
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

  it('speak for their own team before the installation’s, and never for another team', async () => {
    const keys = keysOn(pool, configFor(), log);
    const key = { provider: 'openai', secret: secrets.good, baseUrl: `${server.url}/v1` };
    await withOnly(keys, [
      { ...key, name: 'everybody' },
      { ...key, name: 'ours', team: 'discord:ours' },
      {
        ...key,
        name: 'theirs',
        team: 'slack:theirs',
        provider: 'anthropic',
        baseUrl: server.url,
        secret: 'sk-ant-planted-0123456789',
      },
    ]);
    const ids = Object.fromEntries((await keys.list()).map(({ name, id }) => [name, id]));
    const whose = (id: unknown) => Object.keys(ids).find((name) => ids[name] === id);
    type Open = Parameters<Parameters<typeof speaking>[0]>[0];
    const asked = async ({ ask }: Open, team: string, provider = 'openai', more: Partial<Voice> = {}) =>
      ask(provider, { team, ...more }).then(
        (reply) => whose((reply as { key?: string }).key) ?? String(reply),
        (error: unknown) => String(error),
      );
    const open = await speaking(async (all) => [
      await asked(all, 'discord:ours'),
      await asked(all, 'slack:theirs'),
      await asked(all, 'slack:theirs', 'anthropic'),
      await asked(all, 'default'),
      ...['discord:ours', 'slack:theirs', 'discord:new', 'default'].map(all.speaks),
      all.fallbacks('anthropic', 'slack:theirs'),
      all.fallbacks('openai', 'discord:ours'),
    ]);
    expect(open).toEqual(['ours', 'everybody', 'theirs', 'everybody', 'openai', 'anthropic', 'openai', 'openai', ['openai'], []]);
    const none = /has no key for this team\. An administrator of the team can add one in the panel/;
    await speaking(
      async (all) => {
        expect(await asked(all, 'discord:ours')).toBe('ours');
        for (const team of ['slack:theirs', 'discord:new']) expect(await asked(all, team)).toMatch(none);
        expect(await asked(all, 'slack:theirs', 'anthropic')).toBe('theirs');
        // Whoever knows an id gets no further with it.
        expect(await asked(all, 'slack:theirs', 'anthropic', { key: ids['ours'] ?? '' })).toMatch(/no longer there/);
        expect(await asked(all, 'slack:theirs', 'anthropic', { key: 'environment/anthropic' })).toMatch(/no longer there/);
        expect(['discord:ours', 'slack:theirs', 'discord:new'].map(all.speaks)).toEqual(['openai', 'anthropic', 'rehearsal']);
        expect(all.fallbacks('anthropic', 'slack:theirs')).toEqual([]);
      },
      { SHARE_KEYS: 'false', OPENAI_API_KEY: 'sk-0123456789', OPENAI_BASE_URL: `${server.url}/v1` },
    );
    const own = await speaking(
      async (all) => [await asked(all, 'discord:ours'), (await all.ask('openai', { team: 'discord:new' })) as { key?: string }],
      {
        OPENAI_API_KEY: secrets.good,
        OPENAI_BASE_URL: `${server.url}/v1`,
      },
    );
    expect(own).toMatchObject(['ours', { key: 'environment/openai' }]);
  });

  it('of guests lead to no private address, unless that is allowed', async () => {
    const set = { DATABASE_URL: '', ALLOW_PRIVATE_BASE_URLS: '' };
    const embedded = keysOn(pool, configFor(set), log);
    const entry = { provider: 'openai', name: 'inside', secret: secrets.good, baseUrl: `${server.url}/v1` };
    await expect(embedded.enter({ ...entry, team: 'discord:ours' })).rejects.toThrow(/private network/);
    await withOnly(embedded, [
      { ...entry, team: 'discord:ours' },
      { ...entry, name: 'own' },
    ]);
    const reached = await speaking(async ({ ask }) => [await ask('openai', { team: 'discord:ours' }), await ask()], set);
    // The team's own leads nowhere; that of the installation steps in.
    expect(reached).toMatchObject([{ text: expect.any(String) }, { text: expect.any(String) }]);
    const [own] = (await embedded.list()).filter(({ name }) => name === 'own');
    await embedded.remove(own?.id ?? '');
    expect(await speaking(({ ask }) => ask('openai', { team: 'discord:ours' }), set)).toMatchObject({ kind: 'unreachable' });
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
