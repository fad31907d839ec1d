import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../engine/engine.ts';
import { UserError } from '../engine/errors.ts';
import { aboutOf, admin, elsewhere, here, labelsOf, person, playRoom, textOf, uma, vic } from './people.fixture.ts';

const topic = 'Should our city make buses free?';
const told = (what: Promise<unknown>) =>
  what.then(
    () => 'nothing',
    (error: unknown) => (error instanceof UserError ? error.message : String(error)),
  );

describe('/focus start', () => {
  it('shows who will speak, for how long and at what cost, and begins nothing', async () => {
    const { command, engine, threads, delivered } = playRoom();
    const view = await command('start', { topic, rounds: 6, people: 4 });
    expect(view.title).toBe(topic);
    expect(view.faces).toHaveLength(4);
    expect(labelsOf(view)).toEqual(['Start', 'Change cast', 'Cancel']);
    expect(view.fields?.map(({ name, value }) => `${name}: ${String(value)}`)).toEqual([
      'Phases: Opening (1), Development (2), Debate (1), Closing (2)',
      expect.stringMatching(/^Cost: About \$\d+\.\d+ to \$\d/),
      expect.stringMatching(/^Time: About (\d+ to )?\d+ (minute|second)s?$/),
      'Budget: No limit',
    ]);
    const draft = await engine.get(aboutOf(view));
    expect(draft).toMatchObject({ status: 'draft', team: 'play:T1', startedBy: { id: 'play:T1/uma', name: 'Uma' } });
    expect(await threads.get(aboutOf(view))).toMatchObject({
      platform: 'play',
      team: 'T1',
      channel: 'C1',
      startedBy: { id: 'uma' },
    });
    expect(delivered).toEqual([]);
  });

  it('says before it is started what makes it impossible here, and nothing that does not', async () => {
    const findings = [
      { ok: false, what: 'There are no threads in this kind of channel.', mend: 'Start it elsewhere.', needed: true },
      { ok: false, what: 'I cannot mark questions.', mend: 'Let me.' },
    ];
    const view = await playRoom({ findings }).command('start', { topic });
    expect(view.tone).toBe('warning');
    expect(textOf(view)).toContain('There are no threads in this kind of channel.');
    expect(textOf(view)).toContain('Start it elsewhere.');
    expect(textOf(view)).not.toContain('I cannot mark questions.');
  });

  it('takes everything that can be chosen', async () => {
    const { command, engine } = playRoom();
    const given = { topic, mode: 'debate', rounds: 3, length: 'essay', pace: 'fast', quality: 'best', minutes: 20, budget: 500 };
    const view = await command('start', { ...given, cast: 'Town hall', context: 'The fares are 2 €.', file: 'A study.' });
    expect((await engine.get(aboutOf(view)))?.brief).toMatchObject({
      options: { mode: 'debate', rounds: 3, length: 'essay' },
      pace: 'fast',
      quality: 'best',
      minutes: 20,
      budget: 500,
      context: 'The fares are 2 €.\n\nA study.',
    });
    expect(view.faces?.map(({ name }) => name)).toContain('Walter Simmons');
    expect(textOf(view)).toContain('At most $500.00');
    expect(view.faces?.some(({ line }) => String(line).endsWith(', pro'))).toBe(true);
  });

  it('takes personas by name, and says what is wrong with one', async () => {
    const { command } = playRoom();
    const view = await command('start', { topic, personas: 'Marta Kowalczyk, tunde' });
    expect(view.faces?.map(({ name }) => name)).toEqual(['Marta Kowalczyk', 'Tunde Adeyemi']);
    expect(await told(command('start', { topic, personas: 'Marta, Nobody' }))).toMatch(/no persona called "Nobody"/);
    expect(await told(command('start', { topic, personas: 'Marta, Tunde', people: 5 }))).toMatch(/only one of them/);
    expect(await told(command('start', { topic, cast: 'xyz' }))).toMatch(/no such cast\. There is: town-hall/);
    expect(await told(command('start', { topic: ' ' }))).toMatch(/There is no topic/);
  });

  it('makes one draft of a command that arrives twice, also at the same time', async () => {
    const { command, engine } = playRoom();
    const views = await Promise.all([1, 2, 3].map(() => command('start', { topic }, uma, here, 'the same')));
    expect(new Set(views.map(aboutOf)).size).toBe(1);
    expect(await engine.list({ limit: 10 })).toHaveLength(1);
  });

  it('takes place in the thread in which it was typed, one at a time', async () => {
    const { command, press, drafted, threads, people } = playRoom({ inThreads: true });
    const inThread = { ...here, thread: 'T9' };
    const [first, second] = [await drafted({}, uma, inThread), await drafted({}, vic, inThread)];
    expect(await threads.get(first)).toMatchObject({ channel: 'C1', inside: 'T9' });
    const started = await press('start', first, {}, uma, inThread);
    expect(textOf(started.instead)).toContain('It begins in this thread in a moment.');
    await threads.take(first);
    expect(await told(press('start', second, {}, vic, inThread))).toMatch(/is going on in this thread already/);
    expect(await told(command('start', { topic }, vic, inThread))).toMatch(/is going on in this thread already/);
    const beside = await people.command('Discuss this', { text: topic }, vic, inThread, 'm1');
    expect(await threads.get(aboutOf(beside))).not.toHaveProperty('inside');
    await threads.close(first);
    await press('start', second, {}, vic, inThread);
  });

  it('takes back that the team’s data is to be deleted: whoever types it is there', async () => {
    const { command, teams } = playRoom();
    await teams.left('play', 'T1');
    await command('help');
    expect(await teams.team('play', 'T1')).not.toHaveProperty('leftAt');
  });

  it('takes place beside the thread on platforms that open each thread themselves', async () => {
    const { drafted, threads } = playRoom();
    expect(await threads.get(await drafted({}, uma, { ...here, thread: 'T9' }))).not.toHaveProperty('inside');
  });

  it('is for those whom the team lets start', async () => {
    const { command, press, teams, drafted } = playRoom();
    const before = await drafted();
    await teams.change('play', 'T1', { startRole: 'R7' });
    expect(await told(command('start', { topic }))).toMatch(/only members with a certain role/);
    expect(await told(press('start', before))).toMatch(/only members with a certain role/);
    expect((await command('start', { topic }, person('wil', 'Wil', ['R7']))).title).toBe(topic);
    expect((await command('start', { topic }, admin)).title).toBe(topic);
  });

  it('refuses a topic with a word that the team has blocked', async () => {
    const { command, teams } = playRoom();
    await teams.change('play', 'T1', { blockedWords: ['buses'] });
    expect(await told(command('start', { topic }))).toMatch(/word in the topic that this team has blocked/);
  });

  it('tells when the member may begin the next one', async () => {
    const { press, drafted, started } = playRoom({ limits: { member: { anHour: 1, atOnce: 3 } } });
    await started();
    expect(await told(press('start', await drafted()))).toMatch(/You can start the next one in \d+ minutes/);
  });
});

describe('the preview', () => {
  it('starts: its thread is to be opened, and there is nothing left to press', async () => {
    const { drafted, press, engine, delivered } = playRoom();
    const id = await drafted();
    const { instead } = await press('start', id);
    expect(labelsOf(instead ?? {})).toEqual([]);
    expect((await engine.get(id))?.status).toBe('initializing');
    expect(delivered).toEqual([id]);
  });

  it('is started once, whoever presses how often', async () => {
    const { drafted, press, delivered } = playRoom();
    const id = await drafted();
    const pressed = await Promise.all([1, 2, 3, 4].map(() => told(press('start', id))));
    expect(pressed.sort()).toEqual([...Array(3).fill('This discussion has been started already; see its thread.'), 'nothing']);
    expect(delivered).toEqual([id]);
    for (const name of ['start', 'recast', 'others', 'cancel', 'preview']) {
      expect(await told(press(name, id))).toBe('This discussion has been started already; see its thread.');
    }
  });

  it('is cancelled for good', async () => {
    const { drafted, press, engine } = playRoom();
    const id = await drafted();
    expect(textOf((await press('cancel', id)).instead)).toContain('Nothing was started');
    expect(await engine.get(id)).toBeUndefined();
    for (const name of ['start', 'recast', 'cast', 'cancel', 'preview']) {
      expect(await told(press(name, id, { chosen: ['marta-kowalczyk', 'hao-lin'] }))).toMatch(/^This preview is no longer there/);
    }
  });

  it('belongs to whoever asked for it', async () => {
    const { drafted, press, engine } = playRoom();
    const id = await drafted();
    const strangers = [press('start', id, {}, vic), press('start', id, {}, admin), press('cancel', id, {}, uma, elsewhere)];
    for (const stranger of strangers) expect(await told(stranger)).toMatch(/^This preview is no longer there/);
    expect((await engine.get(id))?.status).toBe('draft');
  });
});

describe('the cast of a preview', () => {
  it('is chosen from those who are there and those who would fit', async () => {
    const { drafted, press, engine } = playRoom();
    const id = await drafted({ people: 4 });
    const { instead } = await press('recast', id);
    const choices = instead?.select?.choices ?? [];
    expect(choices.length).toBeLessThanOrEqual(25);
    expect(choices.filter(({ chosen }) => chosen)).toHaveLength(4);
    const chosen = choices.slice(3, 6).map(({ value }) => value);
    const preview = (await press('cast', id, { chosen })).instead;
    expect(preview?.faces?.map(({ avatar }) => avatar)).toEqual(chosen);
    expect((await engine.status(id)).transcript.personas.map((one) => one.id)).toEqual(chosen);
    expect((await engine.status(id)).discussion.seq).toBe(2);
  });

  it('is replaced by others, by names, and kept where a name is wrong', async () => {
    const { drafted, press } = playRoom();
    const id = await drafted({ personas: 'Marta, Tunde, Hao' });
    const others = (await press('others', id)).instead?.faces?.map(({ name }) => name) ?? [];
    expect(others).toHaveLength(3);
    expect(others.filter((name) => /^(Marta|Tunde|Hao) /.test(name))).toEqual([]);
    const named = (await press('names', id, { fields: { names: 'Gwen Prosser, Anil' } })).instead;
    expect(named?.faces?.map(({ name }) => name)).toEqual(['Gwen Prosser', 'Anil Ranade']);
    expect(await told(press('names', id, { fields: { names: 'Gwen' } }))).toMatch(/needs 2 to 20 personas/);
    expect(await told(press('names', id, { fields: { names: 'Gwen, Zzyzx' } }))).toMatch(/no persona called "Zzyzx"/);
    expect((await press('preview', id)).instead?.faces?.map(({ name }) => name)).toEqual(['Gwen Prosser', 'Anil Ranade']);
  });

  it('speaks when it starts', async () => {
    const { started, drafted, press, engine, finished, threads } = playRoom();
    await started();
    const id = await drafted({ people: 3 });
    await press('cast', id, { chosen: ['gwen-prosser', 'anil-ranade', 'hao-lin'] });
    await press('start', id);
    await threads.opened(id, 'another thread');
    await engine.begin(id, SYSTEM);
    const events = await finished(id);
    const speakers = new Set(events.flatMap((event) => (event.type === 'said' ? [event.speaker] : [])));
    expect(speakers).toEqual(new Set(['moderator', 'gwen-prosser', 'anil-ranade', 'hao-lin']));
  });
});

describe('a message as a topic', () => {
  it('is previewed like any other', async () => {
    const { command } = playRoom();
    const view = await command('Discuss this', { text: 'Should we move the office?\nThe rent goes up.', message: 'm1' });
    expect(view.title).toBe('Should we move the office? The rent goes up.');
    expect(await told(command('Discuss this', { text: ' ', message: 'm1' }))).toMatch(/no text in this message/);
  });
});
