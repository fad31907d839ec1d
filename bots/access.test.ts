import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UserError } from '../engine/errors.ts';
import { actions } from './actions/index.ts';
import { admin, elsewhere, here, person, playRoom, textOf, uma, vic } from './people.fixture.ts';
import type { Place } from './platform.ts';

const told = (what: Promise<unknown>) =>
  what.then(
    () => 'done',
    (error: unknown) => (error instanceof UserError ? error.message : String(error)),
  );

const otherChannel: Place = { ...here, channel: 'C2' };
const mod = person('mod', 'Mo', ['R1']);
const CONTROLS = ['pause', 'resume', 'speed', 'stop'];

describe('an id of another team', () => {
  const fields = { names: 'Marta, Tunde', question: 'Why?', turn: '1' };
  const more = { chosen: ['marta-kowalczyk', 'hao-lin'], fields };

  it('is answered like one that there is not, by every control', async () => {
    const room = playRoom();
    const [draft, running] = [await room.drafted(), await room.started()];
    const before = JSON.stringify([await room.store.get(draft), await room.store.get(running)]);
    // The one that is about no discussion lists those of the team in which it is pressed.
    const listed = await room.press('councils', running, {}, admin, elsewhere);
    expect(JSON.stringify(listed)).not.toMatch(new RegExp(`${running}|${draft}|buses`));
    for (const { name } of actions.filter(({ name }) => name !== 'councils')) {
      for (const by of [uma, admin]) {
        const unknown = await told(room.press(name, randomUUID(), more, by, elsewhere));
        expect(unknown).not.toBe('done');
        for (const id of [draft, running]) expect(await told(room.press(name, id, more, by, elsewhere))).toBe(unknown);
        expect(await told(room.press(name, "1' or '1'='1", more, by, elsewhere))).toBe(unknown);
      }
    }
    expect(JSON.stringify([await room.store.get(draft), await room.store.get(running)])).toBe(before);
    expect(await room.store.ratings(running)).toEqual({ up: 0, down: 0 });
  });

  it('is answered so by every command too, and suggested by none', async () => {
    const room = playRoom();
    const running = await room.started();
    for (const name of ['status', 'report', 'stop', 'fork', 'again']) {
      const unknown = await told(room.command(name, { discussion: randomUUID() }, admin, elsewhere));
      expect(unknown).toMatch(/no such discussion/);
      expect(await told(room.command(name, { discussion: running }, admin, elsewhere))).toBe(unknown);
      expect(await room.people.suggest(name, 'discussion', '', admin, elsewhere)).toEqual([]);
      expect((await room.people.suggest(name, 'discussion', 'BUSES', uma, here)).map(({ value }) => value)).toEqual([running]);
    }
    expect(JSON.stringify(await room.people.home(admin, elsewhere))).not.toContain(running);
  });
});

describe('a discussion of another channel', () => {
  it('is seen by whoever started it, and those who may control it; by nobody else', async () => {
    const room = playRoom();
    await room.teams.change('play', 'T1', { controlRole: 'R1' });
    const id = await room.started();
    expect(await told(room.command('status', { discussion: id }, vic, otherChannel))).toMatch(/no such discussion/);
    expect(await told(room.press('ask', id, { fields: { question: 'Why?' } }, vic, otherChannel))).toMatch(/no such discussion/);
    expect(await room.people.suggest('report', 'discussion', '', vic, otherChannel)).toEqual([]);
    for (const by of [uma, mod, admin])
      expect(await told(room.command('status', { discussion: id }, by, otherChannel))).toBe('done');
    expect(await told(room.command('status', { discussion: id }, vic, here))).toBe('done');
  });
});

describe('the controls', () => {
  it('are for whoever started it, those with the control role, and admins', async () => {
    const room = playRoom();
    await room.teams.change('play', 'T1', { controlRole: 'R1' });
    const id = await room.started();
    for (const name of CONTROLS) {
      expect(await told(room.press(name, id, {}, vic))).toMatch(/^Only Uma, who started it/);
    }
    expect((await room.engine.get(id))?.status).toBe('running');
    for (const by of [uma, mod, admin]) {
      expect(await told(room.press('pause', id, {}, by))).toBe('done');
      expect(await told(room.press('resume', id, {}, by))).toBe('done');
    }
    expect(await told(room.command('stop', { discussion: id }, vic))).toMatch(/^Only Uma/);
    expect(await told(room.command('stop', { discussion: id }, mod))).toBe('done');
  });

  it('are not for somebody who lost the role', async () => {
    const room = playRoom();
    await room.teams.change('play', 'T1', { controlRole: 'R1' });
    const id = await room.started();
    expect(await told(room.press('pause', id, {}, person('mod', 'Mo')))).toMatch(/^Only Uma/);
    await room.teams.change('play', 'T1', { controlRole: null });
    expect(await told(room.press('pause', id, {}, mod))).toMatch(/^Only Uma/);
  });
});

describe('the panel', () => {
  it('has a link for whoever asks, alone', async () => {
    const asked: unknown[] = [];
    const panel = {
      link: async (...what: unknown[]) => {
        asked.push(what);
        return 'https://panel.example/admin/link/x';
      },
      settingsChanged: async () => {},
    };
    const room = playRoom({ panel });
    const view = await room.command('panel', {}, vic);
    expect(view.buttons).toEqual([[{ label: 'Open the panel', url: 'https://panel.example/admin/link/x' }]]);
    await room.command('panel', {}, admin, elsewhere);
    expect(asked).toEqual([
      ['play:T1', { id: 'vic', name: 'Vic', administrator: false }],
      ['play:T2', { id: 'ada', name: 'Ada', administrator: true }],
    ]);
  });

  it('says what is to be set where it has no address', async () => {
    expect(await told(playRoom().command('panel'))).toMatch(/sets PUBLIC_URL/);
  });

  it('hears of settings that are changed here, and of who lets whom do what there', async () => {
    const heard: unknown[] = [];
    const settingsChanged = async (...what: unknown[]) => void heard.push(what);
    const room = playRoom({ panel: { settingsChanged } });
    expect(textOf(await room.command('settings', {}, admin))).toContain('viewer: reads');
    await room.command('settings', { 'panel-role': 'Editor' }, admin);
    expect(heard).toEqual([
      [
        'play:T1',
        { id: 'ada', name: 'Ada', administrator: true },
        { blockedWords: [] },
        { blockedWords: [], panelRole: 'editor' },
      ],
    ]);
    expect(await told(room.command('settings', { 'panel-role': 'owner' }, admin))).toMatch(/^There is no role "owner"/);
    await room.command('settings', { clear: 'panel-role' }, admin);
    expect((await room.teams.team('play', 'T1')).settings).toEqual({ blockedWords: [] });
  });
});

describe('the settings', () => {
  it('are changed by admins alone, whatever the platform registered', async () => {
    const room = playRoom();
    expect(await told(room.command('settings', { 'control-role': 'R9' }, vic))).toMatch(/^Only those who manage this team/);
    expect((await room.teams.team('play', 'T1')).settings.controlRole).toBeUndefined();
    const view = await room.command('settings', { 'control-role': 'R9', 'blocked-words': ' Foo, bar ,foo' }, admin);
    expect(view.fields?.map(({ value }) => value)).toEqual([
      'everybody',
      [{ role: 'R9' }, ', whoever started it and those who manage the team'],
      'foo, bar',
      'viewer: reads; those who manage this team: everything',
      'without an end',
    ]);
    await room.command('settings', { clear: 'control-role' }, admin);
    expect((await room.teams.team('play', 'T1')).settings).toEqual({ blockedWords: ['foo', 'bar'] });
    expect((await room.teams.team('play', 'T2')).settings).toEqual({ blockedWords: [] });
  });
});

it('a control or a command that there is not is refused in a sentence', async () => {
  const room = playRoom();
  expect(await told(room.press('explode', 'x'))).toMatch(/of an earlier version/);
  expect(await told(room.command('explode'))).toMatch(/no such command/);
  expect(room.people.formFor('explode', 'x', undefined)).toBeUndefined();
});
