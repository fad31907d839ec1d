import { describe, expect, it } from 'vitest';
import { scriptedProvider } from '../../llm/scripted.ts';
import { room } from './council.fixture.ts';
import { foundIn } from './search.ts';

describe('a search in a council', () => {
  it('finds what was asked and answered by the beginnings of words, in any script, and nothing deleted', async () => {
    const { engine, start, rested, choose } = room(2, ({ provider }) =>
      scriptedProvider(({ schema }) => {
        if (schema) return { data: { summary: 'Short.', reasoning: 'So.' } };
        return provider === 'p1'
          ? `${'It was written down before. '.repeat(12)}Backups belong elsewhere (on tape).`
          : '小团队应该选择成熟的数据库。';
      }),
    );
    const worker = await engine.work({ concurrency: 2 });
    const id = await start('Which database for ten people?');
    const transcript = await rested(id);
    expect(foundIn(transcript, 'TEN peop')).toBe('Which database for ten people?');
    expect(foundIn(transcript, 'backups tape')).toMatch(/^….*Backups belong elsewhere \(on tape\)\.$/u);
    expect(foundIn(transcript, '成熟')).toBe('小团队应该选择成熟的数据库。');
    // Only inside of words, or not all in one place.
    for (const none of ['itten', 'ten tape', 'zeppelin', '(on ta$']) expect(foundIn(transcript, none)).toBeUndefined();
    const n = transcript.turns.find(({ text }) => text.includes('tape'))?.n ?? 0;
    await choose(id, { kind: 'delete', turns: [n] });
    expect(foundIn(await rested(id), 'tape')).toBeUndefined();
    await worker.close();
  });
});
