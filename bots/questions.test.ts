import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../engine/engine.ts';
import { isFromForm } from './form-question.ts';
import { here, person, playRoom, textOf, threadOf, uma, vic } from './people.fixture.ts';

/** What stands in the log after everything that waits is taken up. */
async function questionsOf({ store }: ReturnType<typeof playRoom>, id: string) {
  const work = await store.begin(id, { leaseMs: 1_000, after: 0 });
  await store.takeQuestions(id, work?.epoch ?? 0);
  const events = await store.events(id, 0);
  return events.flatMap((event) => (event.type === 'asked' ? [{ key: event.key, who: event.asker.name, text: event.text }] : []));
}

describe('what somebody writes in a thread', () => {
  it('is a question, marked when it is taken, once', async () => {
    const room = playRoom();
    const id = await room.started();
    await room.say(id, 'What about the elderly?', { id: 'm7', by: vic });
    await room.say(id, 'What about the elderly?', { id: 'm7', by: vic });
    expect(await questionsOf(room, id)).toEqual([{ key: 'question/m7', who: 'Vic', text: 'What about the elderly?' }]);
    expect(room.marks).toEqual([{ message: 'm7', mark: 'taken' }]);
    expect(room.told).toEqual([]);
  });

  it('is left alone where it is addressed to somebody else, has no words, or stands elsewhere', async () => {
    const room = playRoom();
    const id = await room.started();
    await room.say(id, '@bob have you seen this?', { addressed: 'other' });
    await room.say(id, '  ');
    const outside = { platform: 'play', team: here.team, thread: 'another' };
    await room.people.said({ id: 'm1', text: 'Hello?', by: uma }, outside);
    await room.people.said({ id: 'm2', text: 'Hello?', by: uma }, { ...outside, team: 'T2', thread: threadOf(id) });
    expect(await questionsOf(room, id)).toEqual([]);
    expect([room.marks, room.told]).toEqual([[], []]);
  });

  it('calls on the persona whose message it answers, unless it names somebody', async () => {
    const room = playRoom();
    const id = await room.started({ personas: 'Marta, Tunde' });
    await room.finished(id);
    const turn = (await room.engine.status(id)).transcript.turns.find(({ kind }) => kind === 'persona');
    // The same log in a discussion that still takes questions.
    const fork = await room.engine.fork(id, { turn: turn?.n ?? 0, by: SYSTEM, status: 'initializing' });
    await room.threads.add(fork.id, { platform: 'play', team: 'T1', channel: 'C1' }, { id: 'uma', name: 'Uma' });
    await room.threads.opened(fork.id, threadOf(fork.id), 'opener');
    await room.engine.begin(fork.id, SYSTEM);
    await room.posted(fork.id);
    const said = (await room.engine.status(fork.id)).transcript.turns.at(-1);
    await room.say(fork.id, 'why?', { id: 'a', replyTo: `m${said?.seq}` });
    await room.say(fork.id, 'And you, Tunde, why?', { id: 'b', replyTo: `m${said?.seq}` });
    await room.say(fork.id, 'why?', { id: 'c', replyTo: 'opener' });
    const texts = (await questionsOf(room, fork.id)).map(({ text }) => text);
    expect(texts).toEqual([`@${said?.speaker.name} why?`, 'And you, Tunde, why?', 'why?']);
  });

  it('that cannot be taken is refused with the reason', async () => {
    const room = playRoom();
    await room.teams.change('play', 'T1', { blockedWords: ['darn'] });
    const id = await room.started();
    await room.say(id, 'Oh darn it?', { id: 'm1' });
    await room.say(id, 'x'.repeat(9_000), { id: 'm2' });
    expect(room.marks).toEqual([
      { message: 'm1', mark: 'refused' },
      { message: 'm2', mark: 'refused' },
    ]);
    expect(room.told.map(({ view }) => textOf(view))).toEqual([
      expect.stringContaining('a word in the question that this team has blocked'),
      expect.stringContaining('8000 are the most'),
    ]);
    expect(await room.engine.events(id, 2)).toEqual([expect.anything(), expect.anything()]);
  });

  it('after the end is talk among people', async () => {
    const room = playRoom();
    const id = await room.started();
    await room.press('stop', id);
    await room.say(id, 'That was interesting.');
    expect([room.marks, room.told]).toEqual([[], []]);
    await room.say(id, 'And what did Marta mean?', { addressed: 'app' });
    expect(textOf(room.told[0]?.view)).toContain('was stopped, so it takes no questions');
  });
});

describe('what somebody says to the app', () => {
  it('is done where it is a word for the app, and asked where it is not', async () => {
    const room = playRoom();
    const id = await room.started({ pace: 'natural' });
    const status = async () => (await room.engine.get(id))?.status;
    await room.say(id, 'Pause!', { addressed: 'app' });
    expect(await status()).toBe('paused');
    await room.say(id, ' resume', { addressed: 'app' });
    expect(await status()).toBe('running');
    await room.say(id, 'speed 2x', { addressed: 'app' });
    await room.say(id, 'faster', { addressed: 'app' });
    expect((await room.engine.get(id))?.speed).toBe(3);
    await room.say(id, 'help', { addressed: 'app' });
    await room.say(id, 'Stop the buses or not?', { addressed: 'app', id: 'q' });
    expect((await questionsOf(room, id)).map(({ text }) => text)).toEqual(['Stop the buses or not?']);
    expect(room.told).toHaveLength(5);
    expect(textOf(room.told.at(3)?.view)).toContain('Speed 3 ×');
    expect(textOf(room.told.at(-1)?.view)).toContain('Say pause, resume, stop');
    await room.say(id, 'stop', { addressed: 'app' });
    expect(await status()).toBe('cancelled');
  });

  it('is refused to somebody who may not', async () => {
    const room = playRoom();
    const id = await room.started();
    await room.say(id, 'stop', { addressed: 'app', by: vic, id: 'm3' });
    expect((await room.engine.get(id))?.status).toBe('running');
    expect(room.told).toEqual([{ to: 'vic', view: expect.objectContaining({ tone: 'bad' }) }]);
    expect(room.marks).toEqual([{ message: 'm3', mark: 'refused' }]);
  });
});

describe('a question in a dialog', () => {
  it('is asked once, and known as one that nobody has seen', async () => {
    const room = playRoom();
    const id = await room.started();
    const form = room.people.formFor('ask', id, undefined);
    expect(form).toMatchObject({ action: { name: 'ask', about: id }, fields: [{ name: 'question', required: true }] });
    const sent = { fields: { question: 'And at night?' }, origin: 'i1' };
    expect(textOf((await room.press('ask', id, sent, person('vic', 'Vic'))).answer)).toContain('Your question is in');
    expect(textOf((await room.press('ask', id, sent)).answer)).toContain('taken already');
    const [question, ...others] = await questionsOf(room, id);
    expect(question).toMatchObject({ who: 'Vic', text: 'And at night?' });
    expect(others).toEqual([]);
    expect(isFromForm(question?.key ?? '')).toBe(true);
    expect(isFromForm('question/123')).toBe(false);
    await expect(room.press('ask', id, { fields: { question: ' ' } })).rejects.toThrow('The question is empty');
  });
});
