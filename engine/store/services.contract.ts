import { expect, it } from 'vitest';
import type { NewService, ServiceStore } from './services.ts';

const service = (more: Partial<NewService> = {}): NewService => ({
  team: 'a',
  name: 'Careful',
  provider: 'openai',
  model: 'gpt-5.4',
  maxOutputTokens: 800,
  ...more,
});

/** What every store of services promises. `open` gives an empty one. */
export function servicesContract(open: () => Promise<ServiceStore> | ServiceStore): void {
  it('keeps what was settled, in the order of adding, for each team by itself', async () => {
    const store = await open();
    const full = service({ temperature: 0.5, note: 'Be brief.\u0000', key: 'k1' });
    const first = await store.add(full);
    await store.add(service({ name: 'Local', baseUrl: 'http://127.0.0.1:1/v1', active: false }));
    await store.add(service({ team: 'b' }));
    const all = await store.list('a');
    expect(all.map(({ name, active }) => [name, active])).toEqual([
      ['Careful', true],
      ['Local', false],
    ]);
    expect(all[0]).toMatchObject({ id: first?.id, temperature: 0.5, key: 'k1', maxOutputTokens: 800, model: 'gpt-5.4' });
    expect(all[0]?.note?.startsWith('Be brief.')).toBe(true);
    expect('key' in (all[1] ?? {})).toBe(false);
    expect(await store.list('b')).toHaveLength(1);
  });

  it('has each name once in a team', async () => {
    const store = await open();
    expect(await store.add(service())).toBeDefined();
    expect(await store.add(service({ model: 'other' }))).toBeUndefined();
    expect(await store.list('a')).toHaveLength(1);
  });

  it('replaces all that was settled but who it is, within the team, and takes no name of another', async () => {
    const store = await open();
    const { id = '' } = (await store.add(service({ temperature: 0.5, note: 'Be brief.', key: 'k1', active: false }))) ?? {};
    await store.add(service({ name: 'Bold' }));
    const wanted = service({ name: 'Careful too', provider: 'anthropic', model: 'claude', maxOutputTokens: 900 });
    expect(await store.replace(id, { ...wanted, team: 'b' })).toBeUndefined();
    expect(await store.replace('no id', wanted)).toBeUndefined();
    expect(await store.replace(id, { ...wanted, name: 'Bold' })).toBe('taken');
    expect((await store.list('a')).map(({ name }) => name)).toEqual(['Careful', 'Bold']);
    expect(await store.replace(id, wanted)).toEqual({ ...wanted, id, active: false });
    expect(await store.replace(id, { ...wanted, active: true })).toEqual({ ...wanted, id, active: true });
    expect((await store.list('a')).map(({ name }) => name)).toEqual(['Careful too', 'Bold']);
  });

  it('changes and removes only what is of the team', async () => {
    const store = await open();
    const { id = '' } = (await store.add(service())) ?? {};
    expect(await store.setActive('b', id, false)).toBe(false);
    expect(await store.remove('b', id)).toBe(false);
    expect(await store.setActive('a', id, false)).toBe(true);
    expect((await store.list('a'))[0]?.active).toBe(false);
    expect(await store.remove('a', 'no id')).toBe(false);
    expect(await store.remove('a', id)).toBe(true);
    expect(await store.list('a')).toEqual([]);
  });
}
