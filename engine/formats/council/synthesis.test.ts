import { describe, expect, it } from 'vitest';
import { scriptedProvider } from '../../llm/scripted.ts';
import { room } from './council.fixture.ts';
import { councilOf } from './fold.ts';
import { checkedSynthesis, type Synthesis, without } from './synthesis.ts';

const labels = new Map([
  ['A', 'a1'],
  ['B', 'b2'],
  ['C', 'c3'],
]);
const empty: Synthesis = { agreements: [], contradictions: [], onlyOne: [], blindSpots: [], minority: [] };
const clash = {
  text: 'They differ on the database.',
  sides: [
    { position: 'PostgreSQL is enough.', answers: ['A', 'B'] },
    { position: 'Take a hosted document store.', answers: ['C'] },
  ],
};

describe('what a chair writes', () => {
  it('keeps sentences with the answers that they name, whatever way they name them', () => {
    const { synthesis, problems } = checkedSynthesis(
      { ...empty, agreements: [{ text: ' All want backups. ', answers: ['a', 'Answer B', 'B', ' C '] }] },
      labels,
    );
    expect(synthesis.agreements).toEqual([{ text: 'All want backups.', answers: ['a1', 'b2', 'c3'] }]);
    expect(problems).toEqual([]);
  });

  it('drops a sentence that names no answer, and asks for the names', () => {
    const { synthesis, problems } = checkedSynthesis(
      { ...empty, blindSpots: [{ text: 'Nobody thought of cost.', answers: [] }] },
      labels,
    );
    expect(synthesis).toEqual(empty);
    expect(problems).toEqual(['Each sentence must name its answers, and there are only: A, B, C.']);
  });

  it('drops an invented answer, and the sentence where it rests on nothing else', () => {
    const { synthesis, problems } = checkedSynthesis(
      {
        ...empty,
        agreements: [{ text: 'Two say so.', answers: ['A', 'D'] }],
        blindSpots: [
          { text: 'Security.', answers: ['E'] },
          { text: 'Law.', answers: ['A', 'E'] },
        ],
      },
      labels,
    );
    // What is left of the agreement is one answer's alone: that is none.
    expect(synthesis.agreements).toEqual([]);
    expect(synthesis.blindSpots).toEqual([{ text: 'Law.', answers: ['a1'] }]);
    expect(problems).toContain('Each sentence must name its answers, and there are only: A, B, C.');
    expect(problems).toContain('An agreement names two or more answers.');
  });

  it('holds what only one saw to one, and a contradiction to two sides', () => {
    const { synthesis, problems } = checkedSynthesis(
      {
        ...empty,
        onlyOne: [{ text: 'Two saw this.', answers: ['A', 'B'] }],
        contradictions: [
          {
            text: 'One side.',
            sides: [
              { position: 'Yes.', answers: ['A'] },
              { position: '', answers: ['B'] },
            ],
          },
        ],
      },
      labels,
    );
    expect(synthesis).toEqual(empty);
    expect(problems).toEqual([
      'Each contradiction has two or more sides, each with its position and its answers.',
      'What only one saw names exactly one answer.',
    ]);
  });

  it('writes the minority report that the chair left out, by the position of the smaller side, and asks for it', () => {
    const { synthesis, problems } = checkedSynthesis({ ...empty, contradictions: [clash] }, labels);
    expect(synthesis.minority).toEqual([{ text: 'Take a hosted document store.', answers: ['c3'] }]);
    expect(problems).toEqual(['Write a minority report for the smaller side of each contradiction.']);
  });

  it('adds nothing where the smaller side has its report, or no side is smaller', () => {
    const report = { text: 'A document store grows with less work.', answers: ['C'] };
    const said = checkedSynthesis({ ...empty, contradictions: [clash], minority: [report] }, labels);
    expect(said.synthesis.minority).toEqual([{ ...report, answers: ['c3'] }]);
    expect(said.problems).toEqual([]);
    const even = {
      text: 'Even.',
      sides: [
        { position: 'Yes.', answers: ['A'] },
        { position: 'No.', answers: ['B'] },
      ],
    };
    expect(checkedSynthesis({ ...empty, contradictions: [even] }, labels).synthesis.minority).toEqual([]);
  });

  it('a report that speaks for the larger side alone is none for the smaller', () => {
    const { synthesis } = checkedSynthesis(
      { ...empty, contradictions: [clash], minority: [{ text: 'PostgreSQL it is.', answers: ['A'] }] },
      labels,
    );
    expect(synthesis.minority.map(({ answers }) => answers)).toEqual([['a1'], ['c3']]);
  });

  it('loses every sentence that rests on a deleted answer', () => {
    const { synthesis } = checkedSynthesis(
      { ...empty, contradictions: [clash], agreements: [{ text: 'Backups.', answers: ['A', 'B'] }] },
      labels,
    );
    expect(without(synthesis, (key) => key === 'c3')).toEqual({
      ...empty,
      agreements: [{ text: 'Backups.', answers: ['a1', 'b2'] }],
    });
  });
});

/** What the chair sends each time that it is asked; `fails` answers nothing. */
async function chaired(replies: readonly unknown[], fails = '') {
  let asked = 0;
  const told: string[] = [];
  const council = room(4, ({ provider }) =>
    scriptedProvider(
      (request) => {
        const { schema, own } = request;
        if (schema?.name === 'ranking') return { data: { ranking: ['A', 'B', 'C'].slice(0, fails ? 2 : 3) } };
        if (schema?.name === 'synthesis') {
          told.push(own);
          return { data: replies[Math.min(asked++, replies.length - 1)] };
        }
        if (schema) return { data: { summary: `Short of ${provider}.`, reasoning: 'So.' } };
        return provider === fails ? '' : `All of ${provider}.`;
      },
      { name: provider },
    ),
  );
  const worker = await council.engine.work({ concurrency: 2 });
  const id = await council.start('Which database?');
  await council.rested(id);
  await council.choose(id, { kind: 'synthesis' });
  const transcript = await council.rested(id);
  await worker.close();
  return { question: councilOf(transcript).questions[0], told };
}

const agreed = { ...empty, agreements: [{ text: 'Backups.', answers: ['A', 'B', 'C'] }] };

describe('a synthesis of a council', () => {
  it('is headed Consensus only where all answered, all agree and nobody holds otherwise', async () => {
    expect((await chaired([agreed])).question?.synthesis?.heading).toBe('Consensus');
    expect((await chaired([{ ...agreed, contradictions: [clash] }])).question?.synthesis?.heading).toBe(
      'Synthesis of 4 of 4 answers',
    );
    const alone = { ...agreed, onlyOne: [{ text: 'Staff leave.', answers: ['B'] }] };
    expect((await chaired([alone])).question?.synthesis?.heading).toBe('Synthesis of 4 of 4 answers');
    const degraded = (await chaired([agreed], 'p4')).question;
    expect(degraded?.asked.map(({ state }) => state)).toEqual(['answered', 'answered', 'answered', 'failed']);
    expect(degraded?.synthesis?.heading).toBe('Synthesis of 3 of 4 answers');
  });

  it('asks a lying chair once more with what is wrong, and shows nothing of what cannot be checked', async () => {
    const lie = { ...empty, agreements: [{ text: 'All adore Oracle.', answers: ['X', 'Y'] }] };
    const mended = await chaired([lie, agreed]);
    expect(mended.told[1]).toContain('there are only: A, B, C, D');
    expect(mended.question?.synthesis?.agreements).toHaveLength(1);
    const stubborn = await chaired([lie]);
    expect(stubborn.question?.synthesis).toBeUndefined();
    expect(stubborn.question?.noSynthesis).toBe('No sentence of the synthesis names the answers that it rests on.');
    // Each of the four was in the chair, and was asked twice.
    expect(stubborn.told).toHaveLength(8);
  });
});
