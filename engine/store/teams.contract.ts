import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Brief, NewEvent } from '../types.ts';
import type { Store } from './store.ts';
import { placeOfTeam, type TeamStore, teamOf } from './teams.ts';
import type { ThreadStore } from './threads.ts';

const uma = { id: 'u1', name: 'Uma' };
const moderator = { id: 'moderator', name: 'Moderator' };
const brief: Brief = { topic: 'T', format: 'f', options: {}, provider: 'scripted', pace: 'fast', promptVersion: 1 };

/** What every store of teams promises. */
export function teamsContract(
  name: string,
  open: () => Promise<{ teams: TeamStore; store: Store; threads: ThreadStore; close: () => Promise<void> }>,
) {
  describe(`teams: ${name}`, () => {
    let teams: TeamStore;
    let store: Store;
    let threads: ThreadStore;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ teams, store, threads, close } = await open());
    }, 60_000);
    afterAll(() => close());

    it('knows no settings of a team that nobody has heard of', async () => {
      expect(await teams.team('discord', randomUUID())).toEqual({ settings: { blockedWords: [] } });
    });

    it('changes what is named and keeps the rest, for that team of that platform only', async () => {
      const id = randomUUID();
      await teams.change('discord', id, { controlRole: 'r1', blockedWords: ['spoilsport', 'it\'s "over"'] });
      await teams.change('discord', id, { startRole: 'r2' });
      const settings = { controlRole: 'r1', startRole: 'r2', blockedWords: ['spoilsport', 'it\'s "over"'] };
      expect(await teams.team('discord', id)).toEqual({ settings });
      expect(await teams.change('discord', id, { controlRole: null, blockedWords: [] })).toEqual({
        settings: { startRole: 'r2', blockedWords: [] },
      });
      expect(await teams.team('slack', id)).toEqual({ settings: { blockedWords: [] } });
    });

    it('tells which teams keep what was said for some days only', async () => {
      const id = randomUUID();
      await teams.change('discord', id, { keepDays: 30 });
      await teams.change('web', id, { keepDays: 7 });
      const theirs = async () => (await teams.keeping()).filter(({ team }) => team.includes(id));
      expect((await theirs()).sort((a, b) => a.days - b.days)).toEqual([
        { team: id, days: 7 },
        { team: teamOf('discord', id), days: 30 },
      ]);
      await teams.change('discord', id, { keepDays: null });
      expect(await theirs()).toEqual([{ team: id, days: 7 }]);
    });

    it('keeps what members from chat may do in the panel', async () => {
      const id = randomUUID();
      await teams.change('slack', id, { panelRole: 'editor', startRole: 'r2' });
      await teams.change('slack', id, { startRole: null });
      expect((await teams.team('slack', id)).settings).toEqual({ panelRole: 'editor', blockedWords: [] });
      expect((await teams.change('slack', id, { panelRole: null })).settings).toEqual({ blockedWords: [] });
    });

    it('marks a team that the app was removed from, and takes the mark back with the settings kept', async () => {
      const id = randomUUID();
      await teams.change('slack', id, { controlRole: 'r1' });
      await teams.left('slack', id);
      const left = await teams.team('slack', id);
      expect(left.leftAt).toBeInstanceOf(Date);
      await teams.left('slack', id);
      expect(await teams.team('slack', id)).toEqual(left);
      await teams.joined('slack', id);
      expect(await teams.team('slack', id)).toEqual({ settings: { controlRole: 'r1', blockedWords: [] } });
    });

    it('deletes all that a team left behind, of that team only, and not when it came back', async () => {
      const [gone, back, stays] = [randomUUID(), randomUUID(), randomUUID()];
      const made = async (id: string) => {
        const opened: NewEvent = {
          key: 'opened',
          type: 'opened',
          format: 'f',
          formatVersion: 1,
          seed: 's',
          brief,
          plan: {},
          moderator,
        };
        const wanted = { origin: randomUUID(), brief, startedBy: uma, status: 'running' as const, events: [opened] };
        const { discussion } = await store.create({ ...wanted, team: teamOf('discord', id) });
        await threads.add(discussion.id, { platform: 'discord', team: id, channel: 'c1' }, uma);
        await threads.opened(discussion.id, `thread of ${id}`);
        await store.rate(discussion.id, uma.id, 'up');
        return discussion.id;
      };
      const [lost, kept, others] = [await made(gone), await made(back), await made(stays)];
      for (const id of [gone, back, stays]) await teams.change('discord', id, { controlRole: 'r1' });
      for (const id of [gone, back]) await teams.left('discord', id);
      expect(await teams.forget(new Date(Date.now() - 60_000))).toEqual([]);
      expect(await store.get(lost)).toBeDefined();
      await teams.joined('discord', back);
      const forgotten = await teams.forget(new Date(Date.now() + 60_000));
      expect(forgotten.filter(({ id }) => id === gone || id === back || id === stays)).toEqual([
        { platform: 'discord', id: gone },
      ]);
      expect([await store.get(lost), await threads.get(lost), await store.events(lost, 0)]).toEqual([undefined, undefined, []]);
      expect(await store.ratings(lost)).toEqual({ up: 0, down: 0 });
      expect(await teams.team('discord', gone)).toEqual({ settings: { blockedWords: [] } });
      for (const id of [kept, others]) {
        expect(await threads.get(id)).toMatchObject({ discussion: id });
        expect(await store.ratings(id)).toEqual({ up: 1, down: 0 });
      }
      expect((await teams.team('discord', back)).settings).toEqual({ controlRole: 'r1', blockedWords: [] });
      expect(await teams.forget(new Date(Date.now() + 60_000))).toEqual([]);
    });

    it('names a team so that its place can be told from the name', () => {
      expect(placeOfTeam(teamOf('slack', 'T1:x'))).toEqual({ platform: 'slack', id: 'T1:x' });
      expect(placeOfTeam('default')).toBeUndefined();
    });
  });
}
