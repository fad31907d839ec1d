import { describe, expect, it } from 'vitest';
import { library } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import { admin, here, labelsOf, person, playRoom, textOf, threadOf, uma, vic } from '../people.fixture.ts';
import type { Place } from '../platform.ts';
import { findingsView, ourFindings } from './check.ts';

const inThread = (id: string) => ({ ...here, thread: threadOf(id) });

describe('the commands', () => {
  it('fit what both platforms take', () => {
    const { commands } = playRoom().people;
    for (const { name, summary, options, onMessage } of commands) {
      expect(name).toMatch(onMessage ? /^[\w ]{1,32}$/ : /^[a-z-]{1,32}$/);
      expect(summary.length).toBeLessThanOrEqual(100);
      expect(options.length).toBeLessThanOrEqual(25);
      expect(options.findLastIndex(({ required }) => required)).toBeLessThanOrEqual(0);
      for (const option of options) {
        expect(option.name).toMatch(/^[a-z-]{1,32}$/);
        if (option.kind === 'text') expect((option.choices ?? []).length).toBeLessThanOrEqual(25);
      }
    }
    expect(commands.filter(({ onMessage }) => onMessage).map(({ name }) => name)).toEqual(['Discuss this', 'Fork from here']);
  });

  it("take over the formats' own options, within what the installation allows", () => {
    const start = playRoom({ limits: { maxRounds: 12 } }).people.commands.find(({ name }) => name === 'start');
    const option = (name: string) => start?.options.find((one) => one.name === name);
    expect(option('mode')).toMatchObject({
      kind: 'text',
      choices: expect.arrayContaining([{ label: 'debate', value: 'debate' }]),
    });
    expect(option('rounds')).toMatchObject({ kind: 'number', least: 1, most: 12, whole: true });
    expect(option('topic')).toMatchObject({ required: true, most: 200 });
    expect(option('personas')).toMatchObject({ suggests: true, several: true });
    expect(option('file')).toMatchObject({ kind: 'file' });
  });

  it('are told by help, those for admins to admins', async () => {
    const { command, people } = playRoom();
    const [mine, theirs] = [textOf(await command('help', {}, uma)), textOf(await command('help', {}, admin))];
    for (const { name, adminOnly, onMessage } of people.commands) {
      const shown = onMessage ? name : `/focus ${name}`;
      if (name !== 'help') expect(theirs).toContain(shown);
      if (adminOnly) expect(mine).not.toContain(shown);
    }
  });
});

describe('suggestions', () => {
  const { people } = playRoom();
  const suggest = async (option: string, typed: string) =>
    (await people.suggest('start', option, typed, uma, here)).map(({ value }) => value);

  it('complete the last of several names', async () => {
    expect(await suggest('personas', 'mar')).toEqual(expect.arrayContaining(['Marta Kowalczyk', 'Margaret Whitlock']));
    expect(await suggest('personas', 'Marta Kowalczyk, tu')).toContain('Marta Kowalczyk, Tunde Adeyemi');
    expect(await suggest('personas', 'Marta Kowalczyk, marta')).not.toContain('Marta Kowalczyk, Marta Kowalczyk');
    const many = library.slice(0, 8).map(({ name }) => name);
    for (const value of await suggest('personas', `${many.join(', ')}, `)) expect(value.length).toBeLessThanOrEqual(100);
  });

  it('are at most as many as there is room for, and none for what is free text', async () => {
    expect(await suggest('personas', '')).toEqual(library.map(({ name }) => name));
    expect(await suggest('topic', 'b')).toEqual([]);
    expect(await people.suggest('nothing', 'topic', 'b', uma, here)).toEqual([]);
  });

  it('find casts by name and by what they are', async () => {
    expect(await suggest('cast', 'town h')).toEqual(['town-hall']);
    expect(await suggest('cast', 'risk')).toEqual(['boardroom']);
  });
});

describe('/focus personas and casts', () => {
  it('show everybody, and those that are searched for with who they are', async () => {
    const { command } = playRoom();
    const all = textOf(await command('personas'));
    for (const { name } of library) expect(all).toContain(name);
    const { faces } = await command('personas', { search: 'nurse' });
    expect(faces?.[0]).toMatchObject({ name: 'Nokuthula Dlamini', avatar: 'nokuthula-dlamini' });
    expect(textOf(await command('personas', { search: 'xyzzy' }))).toContain('Nobody');
  });

  it('show the named groups, and the one that a topic would bring together', async () => {
    const { command } = playRoom();
    expect(textOf(await command('casts'))).toContain('town-hall');
    const view = await command('casts', { topic: 'Should nurses use AI at night?' });
    expect(view.faces).toHaveLength(5);
    expect(textOf(view)).toContain('Chosen for this topic');
    expect(await command('casts', { topic: 'Should nurses use AI at night?' })).toEqual(view);
  });
});

describe('what a team wrote itself', () => {
  const zed = { ...library[0]!, id: 'zed', name: 'Zed Quill', field: 'our shop', profession: 'baker' };
  const room = playRoom({
    own: {
      personasOf: async (team, member) => (team === 'play:T1' && member === 'play:T1/uma' ? [zed] : []),
      castsOf: async (team) => (team === 'play:T1' ? [{ name: 'Our shop', note: '', personas: ['zed', 'hao-lin', 'gone'] }] : []),
    },
  });
  const values = async (option: string, typed: string, by = uma, place: Place = here) =>
    (await room.people.suggest('start', option, typed, by, place)).map(({ value }) => value);

  it('can be chosen, named and taken whole', async () => {
    expect(await values('personas', 'zed')).toEqual(['Zed Quill']);
    expect(await values('cast', 'our sh')).toEqual(['Our shop']);
    expect(textOf(await room.command('personas'))).toContain('Zed Quill');
    expect(textOf(await room.command('casts'))).toContain('Zed Quill, Hao Lin');
    const view = await room.command('start', { topic: 'Bread?', cast: 'our shop' });
    expect(view.faces?.map(({ name }) => name)).toEqual(['Zed Quill', 'Hao Lin']);
    const id = await room.drafted();
    const named = await room.press('names', id, { fields: { names: 'Zed, Marta' } });
    expect(named.instead?.faces?.map(({ name }) => name)).toEqual(['Zed Quill', 'Marta Kowalczyk']);
  });

  it('is for nobody else', async () => {
    expect(await values('personas', 'zed', vic)).toEqual([]);
    expect(await values('personas', 'zed', uma, { ...here, team: 'T2' })).toEqual([]);
    expect(await values('cast', 'our sh', uma, { ...here, team: 'T2' })).toEqual([]);
    await expect(room.command('start', { topic: 'Bread?', personas: 'Zed Quill, Marta' }, vic)).rejects.toThrow(
      'no persona called',
    );
  });
});

describe('/focus status', () => {
  it('tells of this thread, of one that is named, or of all that one may see', async () => {
    const room = playRoom();
    expect(textOf(await room.command('status'))).toContain('Nothing is going on');
    const id = await room.started();
    const ofThread = await room.command('status', {}, vic, inThread(id));
    expect(ofThread.title).toBe('Should our city make buses free?');
    expect(textOf(ofThread)).toContain('Opening, round 1 of 2');
    expect(ofThread.buttons).toEqual([[{ label: 'Open the thread', url: `https://play.example/${threadOf(id)}/opener-${id}` }]]);
    expect(await room.command('status', { discussion: id })).toEqual(ofThread);
    await room.drafted();
    expect((await room.command('status')).title).toBe('1 discussion');
    expect(textOf(await room.command('status'))).toContain('Running, started by Uma.');
    expect(textOf(await room.command('status', {}, vic, { ...here, channel: 'C2' }))).toContain('Nothing is going on');
  });
});

describe('/focus report', () => {
  it('gives the file, with links to what was said in the thread', async () => {
    const room = playRoom();
    const id = await room.started();
    await expect(room.command('report')).rejects.toThrow('Nothing has been said yet');
    await room.finished(id);
    await room.posted(id);
    const view = await room.command('report', {}, vic);
    const [file, pdf] = view.files ?? [];
    expect(pdf).toMatchObject({ name: 'should-our-city-make-buses-free.pdf', type: 'application/pdf' });
    expect(pdf?.data.subarray(0, 5).toString()).toBe('%PDF-');
    expect(file).toMatchObject({ name: 'should-our-city-make-buses-free.md', type: 'text/markdown' });
    const markdown = file?.data.toString() ?? '';
    expect(markdown).toContain('# Should our city make buses free?');
    const { json } = await room.engine.report(id);
    const cited = json.sections.flatMap(({ claims }) => claims.flatMap(({ evidence }) => evidence.map(({ turn }) => turn)));
    expect(cited.length).toBeGreaterThan(0);
    const { turns } = (await room.engine.status(id)).transcript;
    for (const n of cited) expect(markdown).toContain(`https://play.example/${threadOf(id)}/m${turns[n - 1]?.seq}`);
    const last = await room.threads.lastMessage(id);
    expect(view.buttons).toEqual([[{ label: 'To the end of the thread', url: `https://play.example/${threadOf(id)}/${last}` }]]);
    expect((await room.press('report', id, {}, vic)).answer?.files?.[0]?.data.equals(file?.data ?? Buffer.of())).toBe(true);
  });

  it('is of the latest discussion of this channel', async () => {
    const room = playRoom();
    await room.started({ topic: 'An older one' });
    const later = await room.started({ topic: 'A newer one' });
    await room.started({ topic: 'Of another channel' }, uma, { ...here, channel: 'C2' });
    await room.press('stop', later);
    await expect(room.command('report')).rejects.toThrow('Nothing has been said yet');
    await expect(room.command('report', {}, uma, { ...here, channel: 'C3' })).rejects.toThrow('in this channel');
    expect(textOf(await room.command('stop'))).toContain('An older one');
  });
});

describe('forking and running again', () => {
  it('shows a preview for the same channel first, and starts in a thread of its own', async () => {
    const room = playRoom();
    const id = await room.started({ people: 3 });
    await room.finished(id);
    const { turns } = (await room.engine.status(id)).transcript;
    const view = await room.command('fork', { turn: 4, rounds: 3 }, vic, { ...here, channel: 'C1', thread: threadOf(id) });
    expect(labelsOf(view)).toEqual(['Start', 'Cancel']);
    expect(textOf(view)).toContain('It goes on from turn 4');
    const form = room.people.formFor('fork', id, String(turns.length));
    expect(form?.fields[0]).toMatchObject({ name: 'turn', value: String(turns.length) });
    const again = (await room.press('again', id, { origin: 'x' }, vic)).answer ?? {};
    expect(labelsOf(again)).toEqual(['Start', 'Change cast', 'Cancel']);
    expect((await room.press('again', id, { origin: 'x' }, vic)).answer).toEqual(again);
    const drafts = await room.engine.list({ status: ['draft'], limit: 10 });
    expect(drafts).toHaveLength(2);
    for (const draft of drafts) {
      expect(await room.threads.get(draft.id)).toMatchObject({ channel: 'C1', startedBy: { id: 'vic' } });
      await room.press('start', draft.id, {}, vic);
      expect((await room.engine.get(draft.id))?.status).toBe('initializing');
    }
    const longer = await room.command('fork', { discussion: id }, vic);
    expect(textOf(longer)).toContain(`It goes on from turn ${turns.length}`);
    expect(textOf(longer)).toContain('Rounds: 4');
    const fork = drafts.find(({ brief }) => brief.options['rounds'] === 3);
    expect((await room.engine.status(fork?.id ?? '')).transcript.turns).toHaveLength(4);
  });

  it('goes on from the message of a turn, and from no other', async () => {
    const room = playRoom();
    const id = await room.started();
    await room.finished(id);
    await room.posted(id);
    const turn = (await room.engine.status(id)).transcript.turns.find(({ kind }) => kind === 'persona');
    const from = (message: string, place: Place = inThread(id)) =>
      room.command('Fork from here', { text: '…', message }, uma, place);
    expect(textOf(await from(`m${turn?.seq}`))).toContain(`It goes on from turn ${turn?.n}`);
    await expect(from('999')).rejects.toThrow('This message is no turn');
    await expect(from(`m${turn?.seq}`, here)).rejects.toThrow('not a thread of a discussion');
  });

  it('refuses turns and rounds that there are not', async () => {
    const room = playRoom();
    const id = await room.started();
    const fork = (fields: Record<string, string>) => room.press('fork', id, { fields });
    await expect(fork({ turn: '1' })).rejects.toThrow('Nothing has been said yet');
    await room.finished(id);
    await expect(fork({ turn: '99' })).rejects.toThrow('There is no turn 99');
    await expect(fork({ turn: 'last' })).rejects.toThrow('"last" is not a whole number. Type the number of a turn.');
    await expect(fork({ turn: '1', rounds: '-2' })).rejects.toThrow('Type how many rounds.');
  });
});

describe('thumbs', () => {
  it('count once for each member, as they were last', async () => {
    const room = playRoom();
    const id = await room.started();
    for (const [by, argument] of [
      [uma, 'up'],
      [vic, 'up'],
      [vic, 'down'],
      [person('wil', 'Wil'), 'down'],
    ] as const)
      await room.press('rate', id, { argument }, by);
    expect(await room.engine.ratings(id)).toEqual({ up: 1, down: 2 });
  });
});

describe('/focus check', () => {
  const findings = [
    { ok: true, what: 'May post.' },
    { ok: false, what: 'May not read what is written.', mend: 'Grant it.' },
  ];

  it("joins the platform's findings with ours", async () => {
    const view = await playRoom({ findings }).command('check');
    expect(view.lines).toEqual([
      ['✓ ', 'May post.', ''],
      ['✗ ', { bold: 'May not read what is written.' }, ' Grant it.'],
      ['✓ ', 'The database and the queue answer.', ''],
      ['✓ ', 'The provider scripted speaks.', ''],
    ]);
    expect(view).toMatchObject({ tone: 'warning', title: '1 of 4 needs attention' });
    expect(view.buttons?.flat()).toEqual([expect.objectContaining({ url: 'https://play.example/invite' })]);
    expect(await playRoom().command('check')).toMatchObject({ tone: 'good', title: 'Everything is in place' });
  });

  it('tells of a database that is away and a key that is refused', async () => {
    const room = playRoom();
    room.store.ping = () => Promise.reject(new Error('gone'));
    room.provider.check = () => Promise.reject(new UserError('The key was refused. Enter another one.'));
    const text = textOf(await room.command('check'));
    expect(text).toContain('The database or the queue does not answer.');
    expect(text).toContain('The provider scripted does not speak.');
    expect(text).toContain('The key was refused. Enter another one.');
  });

  it('says that a rehearsal is one', async () => {
    const view = findingsView(
      await ourFindings({ ...playRoom(), place: here, provider: { nameFor: () => 'rehearsal', check: async () => {} } }),
    );
    expect(view.tone).toBe('warning');
    expect(textOf(view)).toContain('discussions are rehearsals');
  });
});

describe('the place of a discussion goes', () => {
  it('with its thread, its channel or the whole team, and the discussion is stopped', async () => {
    const room = playRoom();
    const [a, b, c] = [await room.started(), await room.started(), await room.started({}, uma, { ...here, channel: 'C2' })];
    const states = () => Promise.all([a, b, c].map(async (id) => (await room.engine.get(id))?.status));
    await room.people.gone({ platform: 'play', team: 'T2', channel: 'C1' });
    expect(await states()).toEqual(['running', 'running', 'running']);
    await room.people.gone({ platform: 'play', team: 'T1', thread: threadOf(a) });
    expect(await states()).toEqual(['cancelled', 'running', 'running']);
    await room.people.gone({ platform: 'play', team: 'T1', channel: 'C1' });
    expect(await states()).toEqual(['cancelled', 'cancelled', 'running']);
    await room.people.left('play', 'T1');
    expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect((await room.teams.team('play', 'T1')).leftAt).toBeInstanceOf(Date);
    await room.people.joined('play', 'T1');
    expect((await room.teams.team('play', 'T1')).leftAt).toBeUndefined();
  });
});

describe("the app's own page", () => {
  it('shows what is going on, reports and casts', async () => {
    const room = playRoom();
    const done = await room.started({ topic: 'Done' });
    await room.finished(done);
    await room.started({ topic: 'Going' });
    const views = await room.people.home(uma, here);
    expect(views.map(({ title }) => title)).toEqual(['Going on', 'Latest reports', 'Casts']);
    expect(textOf(views[0])).toContain('Going');
    expect(labelsOf(views[1] ?? {})).toEqual(['Report: Done']);
    expect((await room.people.home(vic, here)).map(({ title }) => title)).toEqual(['Going on', 'Casts']);
  });
});
