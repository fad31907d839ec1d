import { describe, expect, it } from 'vitest';
import { readClaims } from './claims.ts';
import { recounted } from './recount.ts';
import { inputOf, markdownOf, talk, transcriptOf } from './report.fixture.ts';
import { reportOf } from './report.ts';

const room = transcriptOf({ lines: talk });
const ana = { turn: 2, quote: 'close the shop on Fridays', speaker: 'Ana Lima' };
const ben = { turn: 3, quote: 'nobody wanted to go back', speaker: 'Ben Okoye' };
const kim = { turn: 4, quote: 'are they paid less', speaker: 'Kim' };
/** A cast of three, two of whom are quoted. */
const two = (text: string) => recounted(room, { text, evidence: [ana, ben, kim, ana] });

describe('a number of participants in a claim', () => {
  it.each([
    ['Most participants like it.', '2 of 3 participants like it.'],
    ['Three of five participants like it.', '2 of 3 participants like it.'],
    ['All three personas want their pay.', '2 of 3 participants want their pay.'],
    ['Two of the five participants like it.', '2 of 3 participants like it.'],
    ['60 % of the participants worry.', '2 of 3 participants worry.'],
    ['Everyone agreed that Fridays matter.', '2 of 3 participants agreed that Fridays matter.'],
    ['In the end they all agree.', 'In the end 2 of 3 participants agree.'],
    ['Nearly all of the group wants it.', '2 of 3 participants wants it.'],
    ['Die meisten Teilnehmer wollen den Freitag.', '2 von 3 Teilnehmenden wollen den Freitag.'],
    ['La plupart des participants le veulent.', '2 participants sur 3 le veulent.'],
    ['Cuatro de los cinco participantes quieren eso.', '2 de 3 participantes quieren eso.'],
    ['大多数参与者支持免费公交。', '3位参与者中的2位支持免费公交。'],
    ['五位参与者中有四位支持。', '3位参与者中的2位支持。'],
    ['معظم المشاركين يؤيدون الفكرة.', '2 من 3 مشاركين يؤيدون الفكرة.'],
    ['רוב המשתתפים תומכים.', '2 מתוך 3 משתתפים תומכים.'],
  ])('is counted from the quotes: %s', (text, counted) => {
    const { text: found, problem } = two(text);
    expect(found).toBe(counted);
    expect(problem).toContain('counts participants');
    // What was counted is not counted again.
    expect(two(counted)).toEqual({ text: counted });
  });

  it.each([
    'Two participants like it.',
    '2 of 3 participants like it.',
    'Two of the three participants like it.',
    'Both Ana and Ben want it.',
    'Three of five buses are late.',
    'Two people lost their jobs.',
    'Ana works five days with three people.',
    'Everyone should pay for it.',
    'All of them are late.',
    '公交车每天有五班。',
  ])('is right, or is none: %s', (text) => expect(two(text)).toEqual({ text }));

  it('that somebody named in the turn that is quoted stays', () => {
    const lines = [{ by: 'ana', text: 'Last year most participants of my course left, everyone agreed it was too long.' }];
    const claim = {
      text: 'Most participants of the course left.',
      evidence: [{ turn: 1, quote: 'most participants', speaker: '' }],
    };
    expect(recounted(transcriptOf({ lines }), claim)).toEqual({ text: claim.text });
  });

  it.each([
    'Nobody objected to it.',
    'No participant wants it.',
    'It was accepted unanimously.',
    'Most of them moved.',
    '3 of 5 voted for it.',
  ])('that no quote can show leaves no claim: %s', (text) =>
    expect(two(text)).toEqual({ problem: expect.stringContaining('counts participants') }),
  );

  it('is asked about once more, counted in the end, and told in the report', () => {
    const shop = { text: 'Most participants need Fridays.', quote: ana.quote, turn: 2 };
    const none = { text: 'Nobody objected to Fridays.', quote: ben.quote, turn: 3 };
    const { body, problems } = readClaims(room, [shop, none], { max: 6 });
    expect(body.claims.map(({ text }) => text)).toEqual(['1 of 3 participants need Fridays.']);
    expect(body.checks).toEqual({ written: 2, founded: 1, recounted: 1 });
    expect(problems).toHaveLength(2);
    const input = inputOf({ lines: talk, written: { overview: body } });
    expect(reportOf(input).claims).toEqual({ written: 2, founded: 1, recounted: 1, share: 0.5 });
    expect(markdownOf(input)).toContain('Claims with valid evidence: 1 of 2 (50 %); the others are left out.');
    expect(markdownOf(input)).toContain('1 number of participants was replaced by what the quotes show.');
  });

  it('in a stored claim is counted when it is shown', () => {
    const stored = { claims: [{ text: 'All participants need Fridays.', evidence: [ana] }], dropped: 0 };
    const report = reportOf(inputOf({ lines: talk, written: { overview: stored } }));
    expect(report.sections[0]?.claims[0]?.text).toBe('1 of 3 participants need Fridays.');
    expect(report.claims).toMatchObject({ written: 1, founded: 1, recounted: 1 });
  });
});
