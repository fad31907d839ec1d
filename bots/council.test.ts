import { describe, expect, it } from 'vitest';
import { councilOf, Fold, isAtRest } from '../engine/engine.ts';
import { openerView } from './opener-view.ts';
import { aboutOf, elsewhere, labelsOf, playRoom, textOf, threadOf, uma, vic } from './people.fixture.ts';
import { postsOf } from './render.ts';

const ROOM = { message: 2_000, everyMs: 0 };

/** One that has answered its first question, in its thread. */
async function answered() {
  const room = playRoom();
  const preview = await room.command('ask', { question: 'Which database for a 3-person startup?', services: '4' });
  const id = aboutOf(preview);
  const worker = await room.engine.work({ concurrency: 2 });
  await room.press('start', id);
  await room.threads.opened(id, threadOf(id), `opener-${id}`);
  await room.engine.begin(id, { id: 'simfocus', name: 'simFocus' });
  const rested = async (questions: number) => {
    for (;;) {
      const { transcript } = await room.engine.status(id);
      if (councilOf(transcript).questions.length === questions && isAtRest(transcript)) return transcript;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const transcript = await rested(1);
  return { ...room, preview, id, worker, rested, transcript };
}

describe('a council in a chat', () => {
  it('shows what it will cost, each answer with its buttons, and all of them side by side once', async () => {
    const { preview, engine, id, worker } = await answered();
    expect(labelsOf(preview)).toEqual(['Start', 'Cancel']);
    expect(textOf(preview)).toContain('Cost');
    const fold = new Fold(id);
    const discussion = await engine.get(id);
    if (!discussion) throw new Error('It is gone');
    const posts = (await engine.events(id, 0)).flatMap((event) => {
      fold.add([event]);
      return postsOf(event, fold.transcript, discussion, ROOM);
    });
    const answers = posts.filter(({ view }) => view && labelsOf(view).includes('Expand'));
    const boards = posts.filter(({ view }) => view && labelsOf(view).includes('Delete the others'));
    expect(answers).toHaveLength(4);
    expect(answers.map(({ speaker }) => speaker.kind)).toEqual(['persona', 'persona', 'persona', 'persona']);
    expect(boards).toHaveLength(1);
    expect(textOf(boards[0]?.view)).toContain('4 of 4 answered.');
    const opener = openerView(await engine.status(id));
    expect(textOf(opener)).toContain('Open, started by Uma: it waits for the next question.');
    expect(textOf(opener).match(/has answered/g)).toHaveLength(4);
    expect(labelsOf(opener)).toEqual(['Pause', 'Stop', 'Next question']);
    await worker.close();
  });

  it('takes the four clicks: expand, select, delete the others, send the next', async () => {
    const { press, engine, id, worker, rested, transcript, provider } = await answered();
    const [first, second] = transcript.turns;
    const expanded = await press('expand', id, { argument: '2' }, vic);
    expect(textOf(expanded.answer)).toContain(second?.text);
    const selected = await press('select', id, { argument: '2' });
    expect(labelsOf(selected.instead ?? {})).toContain('Unselect');
    await press('delete-others', id);
    const before = provider.requests.length;
    await press('next', id, { fields: { question: 'And for ten people?' } });
    const later = await rested(2);
    const sent = JSON.stringify(provider.requests.slice(before).map(({ system, shared, own }) => [system, shared, own]));
    expect(sent).toContain(second?.text);
    expect(sent).not.toContain(first?.text);
    expect(councilOf(later).questions[1]?.asked.map(({ state }) => state)).toEqual(Array(4).fill('answered'));
    await expect(press('expand', id, { argument: '1' })).rejects.toThrow('deleted');
    await press('archive', id);
    for await (const _ of engine.watch(id));
    expect((await engine.get(id))?.status).toBe('completed');
    await worker.close();
  });

  it('counts a click once that arrives twice, and lets only those who may', async () => {
    const { press, engine, id, worker } = await answered();
    await press('select', id, { argument: '1', origin: 'the same' });
    await press('select', id, { argument: '1', origin: 'the same' });
    expect((await engine.events(id, 0)).filter(({ type }) => type === 'chose')).toHaveLength(1);
    await expect(press('select', id, { argument: '1' }, vic)).rejects.toThrow('Only Uma');
    await expect(press('expand', id, { argument: '1' }, uma, elsewhere)).rejects.toThrow('no such discussion');
    await worker.close();
  });

  it('is listed, found by what was asked or answered, and archived from the list; by those who may see it', async () => {
    const { command, press, engine, id, worker, transcript } = await answered();
    const list = await command('councils');
    expect(textOf(list)).toContain('1 open council');
    expect(textOf(list)).toContain('Which database for a 3-person startup?');
    expect(textOf(list)).toContain('open, 1 question, asked by Uma');
    expect(labelsOf(list)).toEqual(['Archive 1', 'Show archived ones']);
    const word = transcript.turns[2]?.text.split(' ').slice(0, 4).join(' ') ?? '';
    expect(textOf(await command('councils', { search: word }))).toContain('1 council with');
    await press('delete', id, { argument: '3' });
    const others = transcript.turns.filter(({ n, text }) => n !== 3 && text.includes(word));
    expect(textOf(await command('councils', { search: word }))).toContain(
      others.length > 0 ? '1 council with' : 'No council says',
    );
    expect(textOf(await command('councils', { search: 'zeppelin' }))).toContain('No council says “zeppelin”.');
    expect(textOf(await command('councils', {}, uma, elsewhere))).toContain('There are no open councils here.');
    await expect(press('archive', id, {}, vic)).rejects.toThrow('Only Uma');
    await press('archive', id);
    for await (const _ of engine.watch(id));
    const { instead } = await press('councils', 'archived');
    expect(textOf(instead)).toContain('1 archived council');
    expect(labelsOf(instead ?? {})).toEqual(['Show open ones']);
    await worker.close();
  });
});
