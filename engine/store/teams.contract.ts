import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOfTeam, type TeamStore, teamOf } from './teams.ts';

/** What every store of teams promises. */
export function teamsContract(name: string, open: () => Promise<{ teams: TeamStore; close: () => Promise<void> }>) {
  describe(`teams: ${name}`, () => {
    let teams: TeamStore;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ teams, close } = await open());
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

    it('names a team so that its place can be told from the name', () => {
      expect(placeOfTeam(teamOf('slack', 'T1:x'))).toEqual({ platform: 'slack', id: 'T1:x' });
      expect(placeOfTeam('default')).toBeUndefined();
    });
  });
}
