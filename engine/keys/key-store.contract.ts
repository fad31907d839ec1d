import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../errors.ts';
import { openLog } from '../log.ts';
import type { KeyRows } from './key-rows.ts';
import { type KeyStore, keyStore, type NewKey } from './key-store.ts';
import { masterKeyOf } from './master-key.ts';
import { openVault, type Vault } from './vault.ts';

const [old, present] = [masterKeyOf(randomBytes(32)), masterKeyOf(randomBytes(32))];
const before = openVault({ current: old });
const after = openVault({ current: present, previous: old });

/** What every place for keys has to do, seen from the store that stands on it. */
export function keyStoreContract(name: string, open: () => Promise<{ rows: KeyRows; close(): Promise<void> }>): void {
  describe(`keys in ${name}`, () => {
    let rows: KeyRows;
    let store: KeyStore;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ rows, close } = await open());
      store = storeOn(before);
    });
    afterAll(() => close());

    const written: string[] = [];
    const log = openLog('trace', { write: (line) => void written.push(line) });
    const storeOn = (vault: Vault, now?: () => Date) => keyStore({ rows, vault: async () => vault, log, ...(now && { now }) });
    const secretOf = (n: number) => `sk-planted-${n}-${'x'.repeat(20)}${n}end`;
    const team = () => randomUUID();
    const key = (given: Partial<NewKey> & { team: string }, n = 1): NewKey => ({
      provider: 'openai',
      name: `key ${n}`,
      secret: secretOf(n),
      ...given,
    });
    const reveal = (id: string, from = store) => from.withSecret(id, 'test', async (secret) => secret);
    const names = async (of: string) => (await store.list({ team: of })).map((one) => one.name);

    it('are listed masked, in the order in which they came, with all that was said of them', async () => {
      const ours = team();
      const settings = { baseUrl: 'https://models.example.com/v1', model: 'm-1', requestsPerMinute: 60, tokensPerMinute: 90_000 };
      const added = await store.add(key({ team: ours, ...settings, ownerId: 'ann', shared: false, active: false }));
      await store.add(key({ team: ours, provider: 'anthropic', secret: `sk-ant-${'y'.repeat(30)}a1b2` }, 2));
      const [first, second] = await store.list({ team: ours });
      expect(first).toEqual(added);
      expect(first).toMatchObject({
        ...settings,
        team: ours,
        name: 'key 1',
        masked: 'sk-…1end',
        active: false,
        shared: false,
        ownerId: 'ann',
      });
      expect(first).not.toHaveProperty('lastUsedAt');
      expect(second).toMatchObject({ masked: 'sk-ant-…a1b2', active: true, shared: true, masterKeyId: old.id });
      expect(second).not.toHaveProperty('model');
      expect((await store.list({ team: ours, provider: 'anthropic' })).map((one) => one.name)).toEqual(['key 2']);
      expect((await store.list({ team: ours, active: true })).map((one) => one.name)).toEqual(['key 2']);
      expect(JSON.stringify(await store.list())).not.toContain('planted');
    });

    it('have a name of their own for each team and provider', async () => {
      const ours = team();
      await store.add(key({ team: ours }));
      const told = 'The name "key 1" is taken by another openai key. Choose another name, or replace that key.';
      await expect(store.add(key({ team: ours }))).rejects.toThrow(told);
      const rivals = await Promise.allSettled([1, 2, 3].map(() => store.add(key({ team: ours }, 7))));
      expect(rivals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await store.add(key({ team: ours, provider: 'anthropic' }));
      await store.add(key({ team: team() }));
      expect(await names(ours)).toEqual(['key 1', 'key 7', 'key 1']);
    });

    it('are opened only while they are used, each time with a line that does not hold them', async () => {
      const { id } = await store.add(key({ team: team() }, 3));
      written.length = 0;
      const seen = await store.withSecret(id, 'discussion 7, turn/1', async (secret, about) => ({ secret, about }));
      expect(seen.secret).toBe(secretOf(3));
      expect(seen.about).not.toHaveProperty('cipher');
      expect(JSON.parse(written[0] ?? '')).toMatchObject({
        audit: 'key-opened',
        keyId: id,
        name: 'key 3',
        provider: 'openai',
        purpose: 'discussion 7, turn/1',
      });
      expect(written.join('')).not.toContain('planted');
      await expect(reveal(randomUUID())).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
      await expect(reveal('no id at all')).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
    });

    it('do not come out in what their use throws', async () => {
      const { id } = await store.add(key({ team: team() }, 4));
      const thrown = await store
        .withSecret(id, 'test', async (secret) => {
          const cause = Object.assign(new Error(`401 for ${secret}`), { headers: { authorization: `Bearer ${secret}` } });
          throw new UserError(`refused: ${secret}`, 'LLM_API_ERROR', { cause });
        })
        .catch((error: unknown) => error);
      expect(thrown).toMatchObject({ name: 'UserError', message: 'refused: [key]', cause: { message: '401 for [key]' } });
      const { message, stack, cause } = thrown as Error & { cause: Error & { headers: object } };
      expect([message, stack, cause.stack, JSON.stringify(cause.headers)].join()).not.toContain('planted');
    });

    it('are put in order over all providers; the others follow as they were', async () => {
      const ours = team();
      const ids: string[] = [];
      for (const n of [1, 2, 3, 4]) {
        ids.push((await store.add(key({ team: ours, provider: n % 2 ? 'openai' : 'anthropic' }, n))).id);
      }
      const sorted = await store.order(ours, [ids[3]!, ids[1]!]);
      expect(sorted.map((one) => one.name)).toEqual(['key 4', 'key 2', 'key 1', 'key 3']);
      expect(await names(ours)).toEqual(['key 4', 'key 2', 'key 1', 'key 3']);
      await store.add(key({ team: ours }, 5));
      expect((await names(ours)).at(-1)).toBe('key 5');
      await expect(store.order(ours, [randomUUID()])).rejects.toThrow(UserError);
      await Promise.all([...ids, ...ids].map((id) => store.order(ours, [id])));
      expect(new Set((await store.list({ team: ours })).map((one) => one.position)).size).toBe(5);
    });

    it('are switched off and on, replaced and removed', async () => {
      const ours = team();
      const { id } = await store.add(key({ team: ours }));
      await store.setActive(id, false);
      expect(await store.list({ team: ours })).toMatchObject([{ active: false }]);
      await store.setActive(id, true);
      await store.replace(id, secretOf(9));
      expect(await store.list({ team: ours })).toMatchObject([{ active: true, masked: 'sk-…9end' }]);
      expect(await reveal(id)).toBe(secretOf(9));
      await store.remove(id);
      expect(await store.list({ team: ours })).toEqual([]);
      const late = [
        () => store.remove(id),
        () => store.setActive(id, true),
        () => store.replace(id, 'x'),
        () => store.setActive('no id', true),
      ];
      for (const change of late) await expect(change()).rejects.toThrow('There is no such key any more.');
    });

    it('say when they were last used, written once a minute at most', async () => {
      const ours = team();
      let at = new Date('2030-01-01T00:00:00Z');
      const clocked = storeOn(before, () => at);
      const { id } = await clocked.add(key({ team: ours }));
      const lastUsed = async () => (await clocked.list({ team: ours }))[0]?.lastUsedAt?.toISOString();
      expect(await lastUsed()).toBeUndefined();
      const seen: (string | undefined)[] = [];
      for (const second of [0, 30, 59, 60, 90]) {
        at = new Date(Date.UTC(2030, 0, 1, 0, 0, second));
        await Promise.all([1, 2, 3].map(() => reveal(id, clocked)));
        seen.push((await lastUsed())?.slice(14, 19));
      }
      expect(seen).toEqual(['00:00', '00:00', '00:00', '01:00', '01:00']);
    });

    it('are refused, named and left alone when they were moved to another row or changed', async () => {
      const ours = team();
      const [a, b] = [await store.add(key({ team: ours }, 1)), await store.add(key({ team: ours }, 2))];
      const [rowA, rowB] = [(await rows.get(a.id))!, (await rows.get(b.id))!];
      await rows.reseal(b.id, rowB, { masterKeyId: rowA.masterKeyId, cipher: rowA.cipher });
      const told =
        'The openai key "key 2" cannot be used. What is stored cannot be trusted: it was cut, changed or moved here from another row. Enter the key again.';
      await expect(reveal(b.id)).rejects.toMatchObject({ code: 'API_KEY_INVALID', message: told });
      await rows.reseal(b.id, rowA, { ...rowB, cipher: rowB.cipher.subarray(0, 20) });
      await expect(reveal(b.id)).rejects.toThrow(told);
      await store.replace(b.id, secretOf(2));
      expect(await reveal(b.id)).toBe(secretOf(2));
    });

    it('are sealed anew while others read, add, replace and remove them; none is lost', async () => {
      for (const one of await store.list()) await store.remove(one.id);
      const ours = team();
      const ids: string[] = [];
      for (let n = 0; n < 30; n++) ids.push((await store.add(key({ team: ours }, n))).id);
      const next = storeOn(after);
      let rotating = true;
      let reads = 0;
      const reading = (async () => {
        while (rotating) {
          const n = reads++ % 20;
          expect(await reveal(ids[n]!, next)).toBe(secretOf(n));
        }
      })();
      // A process that still seals under the old one.
      const meanwhile = (async () => {
        await store.replace(ids[25]!, secretOf(125));
        await store.remove(ids[26]!);
        for (let n = 30; n < 40; n++) ids.push((await store.add(key({ team: ours }, n))).id);
      })();
      const racing = await Promise.all([next.rotate(), storeOn(after).rotate(), meanwhile]);
      rotating = false;
      await reading;
      expect(reads).toBeGreaterThan(5);
      expect(racing[0].unreadable).toEqual([]);
      const rest = await next.rotate();
      expect(rest).toMatchObject({ masterKeyId: present.id, unreadable: [] });
      expect((await next.rotate()).resealed).toBe(0);
      const alone = storeOn(openVault({ current: present }));
      const all = await alone.list({ team: ours });
      expect(all).toHaveLength(39);
      for (const one of all) {
        const n = Number(one.name.slice(4));
        expect(await reveal(one.id, alone)).toBe(secretOf(n === 25 ? 125 : n));
      }
      expect(await rows.masterKeyIds()).toEqual([present.id]);
    });

    it('are sealed anew from where it was broken off, and one that cannot be opened does not hold up the others', async () => {
      for (const one of await store.list()) await store.remove(one.id);
      const ours = team();
      const ids: string[] = [];
      for (const n of [1, 2, 3, 4]) ids.push((await store.add(key({ team: ours }, n))).id);
      const damaged = (await rows.get(ids[2]!))!;
      await rows.reseal(damaged.id, damaged, { ...damaged, cipher: damaged.cipher.subarray(1) });
      let writes = 0;
      const breaking: KeyRows = {
        ...rows,
        reseal: (...args) => (writes++ === 1 ? Promise.reject(new Error('killed')) : rows.reseal(...args)),
      };
      const killed = keyStore({ rows: breaking, vault: async () => after, log });
      await expect(killed.rotate()).rejects.toThrow('killed');
      expect((await rows.sealedUnderOther(present.id)).length).toBe(3);
      const again = await storeOn(after).rotate();
      expect(again.resealed).toBe(2);
      expect(again.unreadable).toEqual([{ id: ids[2], reason: expect.stringContaining('"key 3" cannot be used') }]);
      for (const n of [1, 2, 4]) expect(await reveal(ids[n - 1]!, storeOn(after))).toBe(secretOf(n));
    });
  });
}
