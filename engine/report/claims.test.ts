import { describe, expect, it } from 'vitest';
import { readClaims } from './claims.ts';
import { askedSections, sectionNamed, sections } from './index.ts';
import { talk, transcriptOf } from './report.fixture.ts';
import { type AskedSection, sectionBodySchema } from './section.ts';

const room = transcriptOf({ lines: talk });
const shop = { text: 'Fridays matter to shops.', quote: 'close the shop on Fridays', turn: 2 };
const invented = { text: 'All agree.', quote: 'we all agree on this', turn: 3 };
const asked = (name: string) => askedSections([name])[0] as AskedSection;

describe('readClaims', () => {
  it('keeps what is quoted, drops what is not, and says why', () => {
    const { body, problems } = readClaims(room, [shop, invented], { max: 6 });
    expect(body.claims).toEqual([
      { text: 'Fridays matter to shops.', evidence: [{ turn: 2, quote: 'close the shop on Fridays', speaker: 'Ana Lima' }] },
    ]);
    expect(body.dropped).toBe(1);
    expect(problems).toEqual(['The quote "we all agree on this" is not in turn 3. Quote word for word.']);
  });

  it('brings the quotes of one claim together, each once', () => {
    const second = { ...shop, quote: 'nobody wanted to go back', turn: 3 };
    const { body } = readClaims(room, [shop, second, shop], { max: 6 });
    expect(body.claims).toHaveLength(1);
    expect(body.claims[0]?.evidence.map(({ turn }) => turn)).toEqual([2, 3]);
  });

  it('keeps a claim whose second quote is invented, and counts the quote', () => {
    const { body } = readClaims(room, [shop, { ...shop, quote: 'never said at all' }], { max: 6 });
    expect(body).toMatchObject({ claims: [{ evidence: [{ turn: 2 }] }], dropped: 1 });
  });

  it('drops a claim with a quote in its own words that nobody said', () => {
    const said = { ...shop, text: 'Ana would not “close the shop on Fridays”.' };
    const burn = { ...shop, text: 'Ana said "I will burn the town hall down" and laughed.' };
    const { body, problems } = readClaims(room, [burn, said], { max: 6 });
    expect(body).toMatchObject({ claims: [{ text: said.text }], dropped: 1 });
    expect(problems).toEqual([expect.stringContaining('Nobody said "I will burn the town hall down"')]);
  });

  it('rests on what personas said, and on persons only for the questions', () => {
    const kim = { text: 'Are part-timers paid less?', quote: 'are they paid less', turn: 4 };
    expect(readClaims(room, [kim], { max: 6 }).problems).toEqual([expect.stringContaining('a question from outside the group')]);
    expect(asked('insights').read(room, { claims: [kim] }).body.claims).toEqual([]);
    expect(asked('questions').read(room, { claims: [kim] }).body.claims[0]?.evidence).toEqual([
      { turn: 4, quote: 'are they paid less', speaker: 'Kim (asked from outside)' },
    ]);
  });

  it('cuts a claim of any length', () => {
    const long = { ...shop, text: `So${','.repeat(100_000)}` };
    expect(readClaims(room, [long], { max: 6 }).body.claims[0]?.text.length).toBeLessThan(1100);
  });

  it('takes no claim without text and no more than asked for', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ ...shop, text: `Claim ${i}.` }));
    expect(readClaims(room, many, { max: 6 }).body.claims).toHaveLength(6);
    const { body, problems } = readClaims(room, [{ ...shop, text: ' \n' }], { max: 6 });
    expect(body).toMatchObject({ claims: [], dropped: 0 });
    expect(problems).toHaveLength(1);
  });
});

describe('asked sections', () => {
  it('have an instruction with the rules, a schema that takes the claim form, and read what was said', () => {
    for (const section of askedSections(sections.map(({ name }) => name))) {
      const { instruction, schema } = section.ask(room);
      for (const rule of ['data', 'verbatim', 'Never count', 'moderator', 'language']) expect(instruction).toContain(rule);
      const data = { claims: [{ persona: 'Ana Lima', ...shop }] };
      expect(schema.safeParse(data).success).toBe(true);
      const { body } = section.read(room, data);
      expect(body.claims.map(({ text }) => text)).toEqual([shop.text]);
      expect(sectionBodySchema.parse(JSON.parse(JSON.stringify(body)))).toEqual(body);
    }
  });

  it('read broken data as nothing, with a request', () => {
    for (const data of [undefined, null, 'text', { claims: 'x' }, { claims: [{}] }]) {
      for (const name of ['overview', 'viewpoints', 'consensus']) {
        const reading = asked(name).read(room, data);
        expect(reading.body).toEqual({ claims: [], dropped: 0 });
        expect(reading.problems).toHaveLength(1);
      }
    }
  });

  it('print nothing where only the moderator spoke', () => {
    const alone = transcriptOf({ lines: talk.slice(0, 1) });
    const data = { claims: [{ text: 'A week was asked about.', quote: 'would a four-day week change', turn: 1 }] };
    expect(asked('overview').read(alone, data).body).toMatchObject({ claims: [], dropped: 1 });
    expect(asked('overview').read(transcriptOf({}), data).body).toMatchObject({ claims: [], dropped: 1 });
  });

  it('are found by name, in the order asked for; computed and unknown ones are not asked', () => {
    expect(askedSections(['insights', 'cost', 'nonsense', 'overview']).map(({ name }) => name)).toEqual(['insights', 'overview']);
    expect(sectionNamed('cost')?.title).toBe('Cost');
    expect(new Set(sections.map(({ name }) => name)).size).toBe(sections.length);
  });
});
