import { describe, expect, it } from 'vitest';
import { cast, inputOf, markdownOf, persona, talk, transcriptOf } from '../report.fixture.ts';
import { viewpoints } from './viewpoints.ts';

const room = transcriptOf({ lines: talk });
const ana = { persona: 'Ana Lima', text: 'Ana needs her Fridays.', quote: 'close the shop on Fridays', turn: 2 };
const ben = { persona: 'Ben Okoye', text: 'Ben would not go back.', quote: 'nobody wanted to go back', turn: 3 };
const cy = { persona: 'Cy Wu', text: 'Cy wants fair pay.', quote: 'should keep their hourly pay', turn: 5 };
const read = (...claims: unknown[]) => viewpoints.read(room, { claims });

describe('viewpoints', () => {
  it('takes a quote only from the persona that it is about', () => {
    const { body, problems } = read(ana, { ...ben, quote: ana.quote, turn: 2 }, cy);
    expect(body.claims.map(({ about }) => about)).toEqual(['ana', 'cy']);
    expect(body.dropped).toBe(1);
    expect(problems.join('\n')).toContain("Turn 2 is Ana Lima's");
    expect(problems.join('\n')).toContain('no claim about Ben Okoye');
  });

  it('asks for those who spoke and are missing, and for no others', () => {
    expect(read(ana, ben, cy).problems).toEqual([]);
    expect(read(ana, ben).problems).toEqual([expect.stringContaining('Cy Wu')]);
    const silent = transcriptOf({ lines: talk.slice(0, 3) });
    expect(viewpoints.read(silent, { claims: [ana, ben] }).problems).toEqual([]);
  });

  it('knows a persona by id, case or first name, and tells of strangers', () => {
    const { body, problems } = read(
      { ...ana, persona: 'ana' },
      { ...ben, persona: ' ben OKOYE' },
      { ...cy, persona: 'Cy' },
      { ...ana, persona: 'Zoe' },
    );
    expect(body.claims.map(({ about }) => about)).toEqual(['ana', 'ben', 'cy']);
    expect(body.dropped).toBe(1);
    expect(problems).toEqual([expect.stringContaining('"Zoe"')]);
  });

  it('tells two of one name apart by the turn that is quoted', () => {
    const personas = [persona('a1', 'Ana Lima'), persona('a2', 'Ana Lima')];
    const twins = transcriptOf({
      personas,
      lines: [
        { by: 'a1', text: 'I am all for it' },
        { by: 'a2', text: 'I am against all of it' },
      ],
    });
    const { body } = viewpoints.read(twins, {
      claims: [{ persona: 'Ana Lima', text: 'x', quote: 'against all of it', turn: 2 }],
    });
    expect(body.claims[0]?.about).toBe('a2');
  });

  it('shows how each ballot moved beside the words', () => {
    const decided = {
      'ballot/before/ana': { position: -1, reason: 'Shops close.', turn: null },
      'ballot/after/ana': { position: 1, reason: 'Ben changed my mind.', turn: 3 },
      'ballot/before/ben': { position: 1, reason: 'I tried it.', turn: null },
      'ballot/after/ben': { position: 2, reason: 'Even more.', turn: null },
      'ballot/before/cy': { position: 9, reason: 'broken', turn: 'x' },
    };
    const { body } = read(ana, ben);
    const markdown = markdownOf(inputOf({ lines: talk, decided, written: { viewpoints: body } }, { sections: ['viewpoints'] }));
    expect(markdown).toContain(
      'Ballot: **against → for**, moved by turn [3](#turn-3). Reason on the ballot: "Ben changed my mind."',
    );
    expect(markdown).toContain('**for → strongly for** (moved with no new argument)');
    expect(markdown).toContain('**no ballot → no ballot**');
    expect(markdown).toMatch(/### Cy Wu\n\n.*\n\nNo viewpoint was found/u);
  });

  it('does not print a stored viewpoint under the name of another', () => {
    const stolen = { about: 'ben', text: 'Ben needs Fridays.', evidence: [{ turn: 2, quote: ana.quote, speaker: 'Ben Okoye' }] };
    const written = { viewpoints: { claims: [stolen], dropped: 0 } };
    const markdown = markdownOf(inputOf({ lines: talk, written }, { sections: ['viewpoints'] }));
    expect(markdown).not.toContain('Ben needs Fridays.');
    expect(markdown).toContain('1 quote that was not found in the transcript was dropped.');
  });

  it('says who did not speak, and keeps the ballots when the section failed', () => {
    const decided = { 'ballot/before/ana': { position: 0, reason: 'Unsure.', turn: null } };
    const failed = { key: 'section/viewpoints', type: 'failed' as const, reason: 'No answer came.' };
    const markdown = markdownOf(inputOf({ lines: [], decided, more: [failed] }, { sections: ['viewpoints'] }));
    expect(markdown).toContain('could not be written: No answer came.');
    expect(markdown).toContain('**undecided**, not asked again');
    expect(markdown.match(/Did not speak\./gu)).toHaveLength(cast.length);
  });
});
