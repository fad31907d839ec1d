import { describe, expect, it } from 'vitest';
import { readKept } from '../../kept.ts';
import { scriptedProvider } from '../../llm/scripted.ts';
import { fold } from '../../transcript.ts';
import { by, room } from './council.fixture.ts';
import { councilOf, liveOf } from './fold.ts';

const HALF = 'It depends on what you keep in it, and how';

/** The second of four services always stops at its limit. */
async function withCut() {
  const council = room(4, ({ provider }) =>
    scriptedProvider(
      ({ schema }) => {
        if (schema?.name === 'ranking') return { data: { ranking: ['C', 'A', 'B'] } };
        if (schema) return { data: { summary: `Short of ${provider}.`, reasoning: 'Because so.' } };
        return provider === 'p2' ? { text: HALF, cut: true } : `All of ${provider}.`;
      },
      { name: provider },
    ),
  );
  const worker = await council.engine.work({ concurrency: 2 });
  const id = await council.start('Which database?');
  return { ...council, worker, id, transcript: await council.rested(id) };
}

describe('an answer that stopped at its limit', () => {
  it('is shown as it came, and marked in what is folded and in the report', async () => {
    const { engine, id, worker, transcript } = await withCut();
    const [question] = councilOf(transcript).questions;
    expect(liveOf(question?.asked ?? []).map(({ cut, text }) => [cut, text === HALF])).toEqual([
      [false, false],
      [true, true],
      [false, false],
      [false, false],
    ]);
    const { markdown, json } = await engine.report(id);
    expect(markdown.match(/Cut off: it reached its limit of 500 tokens/g)).toHaveLength(1);
    expect(JSON.stringify(json)).toContain('"cut":true');
    await worker.close();
  });
});

describe('a council as a file', () => {
  it('is read again as it was: services, failures, choices and what was cut', async () => {
    const { engine, id, worker, transcript, choose } = await withCut();
    const [first] = transcript.turns;
    await choose(id, { kind: 'select', turns: [first?.n ?? 0] });
    const kept = readKept(await engine.kept(id), 'council.json');
    const again = fold(id, kept.events);
    expect(councilOf(again)).toEqual(councilOf((await engine.status(id)).transcript));
    expect(again.services).toEqual(transcript.services);
    await worker.close();
  });
});

describe('what a council has cost', () => {
  it('falls to its services, and nothing of it to ballots or summaries of a group', async () => {
    const { engine, id, worker } = await withCut();
    const { speakers, framing, summaries } = await engine.costs(id);
    // An answer, its summary and a ranking each.
    expect(speakers.map(({ speaker, turns, cost }) => [speaker.id, turns, cost.calls])).toEqual(
      ['s1', 's2', 's3', 's4'].map((service) => [service, 1, 3]),
    );
    expect([framing.calls, summaries.calls]).toEqual([0, 0]);
    await worker.close();
  });
});

describe('a fork', () => {
  it('is refused: what was deleted after an answer would be there again', async () => {
    const { engine, id, worker } = await withCut();
    await expect(engine.fork(id, { turn: 1, by })).rejects.toThrow('A council goes on with its next question');
    await worker.close();
  });
});
