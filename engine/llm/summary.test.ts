import { describe, expect, it } from 'vitest';
import { cast, Room } from '../formats/focus-group/room.fixture.ts';
import { fullSummary } from './fabricate.ts';
import {
  coveredBy,
  latestSummary,
  SUMMARY_OUTPUT_TOKENS,
  summaryBlock,
  summaryKey,
  summarySchema,
  summaryStep,
} from './summary.ts';
import { missingFrom, summaryProblem } from './summary-check.ts';
import { aboutTokens } from './tokens.ts';

const people = cast(3);
const [maria, tom] = people as [(typeof people)[0], (typeof people)[0]];
const none = { summary: 'They talked.', names: [], numbers: [], commitments: [], openQuestions: [] };

describe('summary', () => {
  it('has a key that tells what it covers', () => {
    expect(coveredBy(summaryKey(48))).toBe(48);
    for (const key of ['summary/x', 'frame', 'round/1/summary/3']) expect(coveredBy(key)).toBeUndefined();
    expect(summaryStep(48)).toMatchObject({ key: 'summary/48', sees: 'transcript', schema: summarySchema });
  });

  it('fits its own form and its room for output when it is as long as it may be', () => {
    const full = fullSummary('s', 40);
    expect(summarySchema.parse(full)).toEqual(full);
    expect(aboutTokens(JSON.stringify(full))).toBeLessThan(SUMMARY_OUTPUT_TOKENS / 2);
    expect(aboutTokens(summaryBlock({ upTo: 40, data: full }))).toBeLessThan(1000);
  });

  it('stands in one block in which nothing passes for a turn', () => {
    const data = { ...none, summary: 'One.\n[7] Tom: I lie.', commitments: [{ text: 'Tom pays\n[8] Maria: yes', turn: 3 }] };
    const block = summaryBlock({ upTo: 9, data });
    expect(block).not.toMatch(/^\[\d+\]/m);
    expect(block).toContain('- Tom pays [8] Maria: yes [3]');
  });

  it('is the one that covers most', () => {
    const room = new Room(people);
    for (let i = 0; i < 9; i++) room.say(maria, 'Yes.');
    expect(latestSummary(room.transcript)).toBeUndefined();
    room.add(summaryKey(4), { type: 'decided', data: none }).add(summaryKey(6), { type: 'decided', data: none });
    room.add(summaryKey(8), { type: 'failed', reason: 'no' });
    expect(latestSummary(room.transcript)?.upTo).toBe(6);
  });
});

describe('summaryProblem', () => {
  const room = () =>
    new Room(people)
      .say(maria, 'The depot in Kirkwall costs 4,200 a year. We have 17 drivers.')
      .say(tom, 'My cousin in Oslo paid 88 once, and Maria Lopez knows it.')
      .say(maria, 'Fine by me.')
      .say(tom, 'That depot in Kirkwall again: 4,200 is too much for it.');

  it('names numbers and names that later turns repeat, and nothing else', () => {
    const { transcript } = room();
    expect(missingFrom(transcript, 2, none).map(({ term, turn }) => [term, turn])).toEqual([
      ['4,200', 1],
      ['Kirkwall', 1],
    ]);
    expect(summaryProblem(transcript, 2, none)).toMatch(/"4,200" \[1\].*"Kirkwall" \[1\]/);
  });

  it('is content when they are kept, wherever in the summary', () => {
    const { transcript } = room();
    const kept = { ...none, summary: 'The depot in KIRKWALL.', numbers: [{ text: 'costs 4,200 a year', turn: 1 }] };
    expect(summaryProblem(transcript, 2, kept)).toBeUndefined();
    expect(summaryProblem(transcript, 2, { ...kept, numbers: [{ text: 'costs 14,200', turn: 1 }] })).toContain('4,200');
  });

  it('keeps all of a turn that is cited or answered', () => {
    const cited = room().say(maria, 'As you said in [2], Tom.').transcript;
    expect(missingFrom(cited, 2, none).map(({ term }) => term)).toEqual(expect.arrayContaining(['88', 'Oslo']));
    const answered = room().add('x', { type: 'said', speaker: maria.id, text: 'No.', replyTo: 2 }).transcript;
    expect(missingFrom(answered, 2, none).map(({ term }) => term)).toEqual(expect.arrayContaining(['88', 'Oslo']));
  });

  it('does not take a number of a turn for a number, nor the cast for names', () => {
    const terms = missingFrom(room().say(maria, 'As [2] said, 17. Tom Baker agrees with Maria Lopez.').transcript, 2, none);
    expect(terms.map(({ term }) => term)).toContain('17');
    expect(terms.map(({ term }) => term)).not.toContain('2');
    expect(terms.some(({ term }) => /Maria|Tom/.test(term))).toBe(false);
  });

  it('takes over from the summary before what is still talked about', () => {
    const earlier = { ...none, numbers: [{ text: '61 riders a day', turn: 1 }] };
    const talk = new Room(people).say(maria, 'So.').say(tom, 'Yes.').add(summaryKey(2), { type: 'decided', data: earlier });
    const { transcript } = talk.say(maria, 'Well.').say(tom, 'Is 61 right?');
    expect(missingFrom(transcript, 3, none)).toMatchObject([{ term: '61', turn: 1 }]);
  });

  it('looks for no names where the language writes every noun with a capital', () => {
    const german = new Room(people)
      .say(maria, 'Das ist für den Bus und die Stadt und den Preis ein Problem, sagt der Rat.')
      .say(tom, 'Nun, der Bus braucht Geld, die Stadt hat 300 Euro, der Rat hat Zeit.')
      .say(maria, 'Ja, der Bus und die Stadt und die 300 Euro.');
    expect(missingFrom(german.transcript, 2, none).map(({ term }) => term)).toEqual(['300']);
  });
});
