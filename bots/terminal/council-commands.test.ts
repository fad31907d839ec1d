import { expect, it } from 'vitest';
import { room } from '../../engine/formats/council/council.fixture.ts';
import { councilOf } from '../../engine/formats/council/fold.ts';
import { scriptedProvider } from '../../engine/llm/scripted.ts';
import { carryOut } from './commands.ts';
import { councilLines } from './council-lines.ts';
import { jsonScreen } from './json-screen.ts';

/** A council of four at rest, with what typed lines were told. */
async function typing() {
  const council = room(4, ({ provider }) =>
    scriptedProvider(
      ({ schema }) => {
        if (schema?.name === 'ranking') return { data: { ranking: ['A', 'B', 'C'] } };
        return schema ? { data: { summary: `Short of ${provider}.`, reasoning: 'So.' } } : `All of ${provider}.`;
      },
      { name: provider },
    ),
  );
  const worker = await council.engine.work({ concurrency: 4 });
  const id = await council.start('Which database?');
  const told: string[] = [];
  const screen = { ...jsonScreen(), note: (line: string) => void told.push(line), text: (text: string) => void told.push(text) };
  const type = async (line: string) => {
    told.length = 0;
    const { engine } = council;
    await carryOut({ engine, id, by: { id: 'u1', name: 'Uma' }, screen, shown: await council.rested(id) }, line);
    return told.join('\n');
  };
  return { ...council, id, type, worker };
}

it('a number means the same answer in every command of a council', async () => {
  const { type, rested, id, worker } = await typing();
  const [answer] = (await rested(id)).turns.filter(({ speaker }) => speaker.id === 's4');
  const n = answer?.n ?? 0;
  expect(await type(`/expand ${n}`)).toContain('All of p4.');
  expect(await type(`/delete ${n}`)).toBe('');
  expect(await type(`/again ${n}`)).toBe('');
  const [question] = councilOf(await rested(id)).questions;
  expect(question?.asked.map(({ attempt, state }) => [attempt, state])).toEqual([
    [1, 'answered'],
    [1, 'answered'],
    [1, 'answered'],
    [2, 'answered'],
  ]);
  expect(await type('/again service 1')).toBe('Service 1 has answered. Delete its answer first, to ask it again.');
  expect(await type('/again 99')).toContain('Say the number of an answer, or the name of a service: Service 1, Service 2,');
  await worker.close();
});

it('what was typed wrongly is answered with what a council can do', async () => {
  const { type, worker } = await typing();
  expect(await type('/bogus')).toMatch(/^There is no command \/bogus\. Type the next question, or: \/expand 2/);
  expect(await type('/expand')).toBe('Say which answer: /expand 2. There is: 1, 2, 3, 4.');
  expect(await type('/expand 9')).toBe('There is no such answer. There is: 1, 2, 3, 4.');
  expect(await type('/speed')).toBe('That is not a speed. Choose 1, 1.5, 2, 3.');
  await worker.close();
});

it('what was chosen is told in words', async () => {
  const { type, store, id, rested, worker } = await typing();
  await type('/select 2');
  await type('/delete 3 1');
  await type('/synthesis');
  const transcript = await rested(id);
  const events = await store.events(id, 0);
  const told = events.flatMap((event) => (event.type === 'chose' ? councilLines(event, transcript).map(({ text }) => text) : []));
  expect(told).toEqual(['Answer 2 is selected.', 'Answers 1, 3 are deleted.', 'A synthesis is being written.']);
  await worker.close();
});
