import { describe, expect, it } from 'vitest';
import { services } from '../formats/council/council.fixture.ts';
import { focusGroup } from '../formats/focus-group/focus-group.ts';
import { sections as registry, sectionNamed } from './index.ts';
import { endNote } from './label.ts';
import { ended, inputOf, type Made, markdownOf, persona, talk } from './report.fixture.ts';
import { reportOf, reportSchema } from './report.ts';
import { type SectionBody, sectionKey } from './section.ts';

/** Those of the format that these discussions have. */
const sections = registry.filter(({ name }) => focusGroup.sections.includes(name));

const claim = { text: 'Fridays matter.', evidence: [{ turn: 2, quote: 'close the shop on Fridays', speaker: 'Ana Lima' }] };
const body: SectionBody = { claims: [claim], dropped: 0 };
const whole: Made = {
  lines: talk,
  more: [ended],
  written: Object.fromEntries(sections.filter(({ ask }) => ask).map(({ name }) => [name, body])),
};
/** What stands under a heading of the report. */
const under = (markdown: string, title: string) => markdown.split(/^## /mu).find((part) => part.startsWith(`${title}\n`)) ?? '';

describe('reportMarkdown', () => {
  it('starts with title and label, and has every section in order', () => {
    const markdown = markdownOf(inputOf(whole));
    expect(markdown.split('\n\n').slice(0, 2)).toEqual([
      '# Four-day week',
      'Synthetic: 3 personas, model-1, 2026-03-01, cost not known',
    ]);
    const titles = [...markdown.matchAll(/^## (.+)$/gmu)].map(([, title]) => title);
    expect(titles).toEqual(['In short', ...sections.map(({ title }) => title), 'Cast', 'Transcript', 'Provenance']);
    expect(markdown).not.toContain('This is a report of what was reached');
    expect(markdown).toContain('Three who sell.');
  });

  it('cites each claim with a link to a turn that is there', () => {
    const markdown = markdownOf(inputOf(whole));
    expect(under(markdown, 'Overview')).toContain('- Fridays matter. [2](#turn-2) "close the shop on Fridays" — Ana Lima');
    for (const [, n] of markdown.matchAll(/\]\(#turn-(\d+)\)/gu)) expect(markdown).toContain(`<a id="turn-${n}"></a>`);
    expect(under(markdown, 'Transcript')).toContain('**Cy Wu**, answers [4](#turn-4)\n\n> Part-time staff should');
  });

  it('never prints a stored quote that is not in the transcript, and counts it', () => {
    const evil = { text: 'They agreed.', evidence: [{ turn: 2, quote: 'we all agree on this', speaker: 'Ana Lima' }] };
    const wrongTurn = { text: 'Moved.', evidence: [{ turn: 3, quote: 'close the shop on Fridays', speaker: 'Ben Okoye' }] };
    const markdown = markdownOf(
      inputOf({ lines: talk, written: { overview: { claims: [claim, evil, wrongTurn], dropped: 1 } } }),
    );
    expect(markdown).not.toContain('we all agree');
    expect(under(markdown, 'Overview')).not.toContain('Moved.');
    expect(under(markdown, 'Overview')).toContain('3 quotes that were not found in the transcript were dropped.');
  });

  it('takes speaker and words from the turn, not from what was stored', () => {
    const lie = { text: 'x', evidence: [{ turn: 2, quote: '“close  the shop on Fridays…”', speaker: 'Ben Okoye' }] };
    const markdown = markdownOf(inputOf({ lines: talk, written: { overview: { claims: [lie], dropped: 0 } } }));
    expect(under(markdown, 'Overview')).toContain('"close the shop on Fridays" — Ana Lima');
  });

  it('drops a stored claim with a quote in its words that nobody said', () => {
    const evil = { ...claim, text: 'Ana Lima said ‘I will burn the town hall down’.' };
    const input = inputOf({ lines: talk, written: { overview: { claims: [evil, claim], dropped: 0 } } });
    expect(markdownOf(input)).not.toContain('town hall');
    expect(reportOf(input)).toMatchObject({ quotes: { cited: 1, dropped: 1 } });
    expect(JSON.stringify(reportOf(input))).not.toContain('town hall');
  });

  it('tells a person from a persona of the same name', () => {
    const lines = [...talk, { by: '@Ana Lima', text: 'I hate every bus driver in town' }];
    const evidence = [{ turn: 7, quote: 'I hate every bus driver', speaker: 'Ana Lima' }];
    const quoting = { ...claim, text: 'Ana Lima said "I hate every bus driver".' };
    const stolen = { about: '@Ana Lima', text: 'Ana is angry.', evidence };
    const written = { overview: { claims: [{ text: 'Drivers came up.', evidence }, quoting, stolen], dropped: 0 } };
    const input = inputOf({ lines, written }, { sections: ['overview'] });
    const markdown = markdownOf(input);
    expect(markdown).toContain('"I hate every bus driver" — Ana Lima (asked from outside)');
    expect(markdown).not.toContain('Ana Lima said');
    expect(markdown).not.toContain('Ana is angry');
    expect(reportOf(input).sections[0]?.claims[0]?.evidence[0]?.speaker).toBe('Ana Lima (asked from outside)');
  });

  it('shows a quote once, and points to it from later sections', () => {
    const two = { text: 'Fridays and pay.', evidence: [...claim.evidence, { turn: 5, quote: 'that is only fair', speaker: '' }] };
    const written = { overview: body, insights: { claims: [two], dropped: 0 } };
    const input = inputOf({ lines: talk, written });
    const markdown = markdownOf(input);
    expect(under(markdown, 'Overview')).toContain('"close the shop on Fridays"');
    expect(under(markdown, 'Insights')).toContain(
      '- Fridays and pay. see [2](#turn-2); [5](#turn-5) "that is only fair" — Cy Wu',
    );
    expect(markdown.match(/"close the shop on Fridays"/gu)).toHaveLength(1);
    expect(markdown).toContain('Quotes: 2, each found');
    const insights = reportOf(input).sections.find(({ name }) => name === 'insights');
    expect(insights?.claims[0]?.evidence[0]).toEqual({ ...claim.evidence[0], repeated: true });
  });

  it('names the budget in its first line, and that the discussion ended for it', () => {
    const end = { key: 'ended', type: 'ended' as const, reason: 'budget' as const };
    const first = (made: Made) => markdownOf(inputOf({ lines: talk, budget: 0.5, ...made })).split('\n\n')[1];
    expect(first({})).toBe('Synthetic: 3 personas, model-1, 2026-03-01, cost not known, budget $0.50');
    expect(first({ more: [end] })).toContain('cost not known, ended by its budget of $0.50');
    expect(markdownOf(inputOf({ more: [end], budget: 0.5 }))).toContain('its budget was used up ($0.50). This is');
  });

  it('says which sections failed, are missing or cannot be read, and the rest stands', () => {
    const failed = { key: sectionKey('insights'), type: 'failed' as const, reason: 'The key has no credit <left>.' };
    const made = { ...whole, written: { overview: body, consensus: 'nonsense' }, more: [ended, failed] };
    const markdown = markdownOf(inputOf(made, { discussion: { ...inputOf({}).discussion, reportStatus: 'partial' } }));
    expect(under(markdown, 'Insights')).toContain('This section could not be written: The key has no credit &lt;left&gt;.');
    expect(under(markdown, 'Consensus')).toContain('This section could not be read back.');
    expect(under(markdown, 'Recommendations')).toContain('This section was not written.');
    expect(under(markdown, 'Overview')).toContain('Fridays matter.');
    const pending = inputOf(made, { discussion: { ...inputOf({}).discussion, reportStatus: 'generating' } });
    expect(under(markdownOf(pending), 'Recommendations')).toContain('still being written');
  });

  it.each([
    ['stopped', 'was stopped before its end by Kim'],
    ['budget', 'its budget was used up'],
    ['time', 'its time was over'],
  ] as const)('says why it ended: %s', (reason, words) => {
    const end = { key: 'ended', type: 'ended' as const, reason, by: { id: 'u', name: 'Kim' } };
    const markdown = markdownOf(inputOf({ lines: talk, more: [end] }));
    expect(markdown).toContain(words);
    expect(markdown).toContain('This is a report of what was reached.');
  });

  it('says that a council at rest is open, not that it runs', () => {
    const input = inputOf({}, { discussion: { ...inputOf({}).discussion, status: 'running' } });
    const transcript = { ...input.transcript, services: services(2) };
    expect(endNote({ ...input, transcript })).toBe(
      'The council is open: more can be asked. This is a report of what was asked so far.',
    );
  });

  it('tells a discussion that failed or goes on from one that ended', () => {
    const { discussion } = inputOf({});
    const failed = inputOf({ lines: talk }, { discussion: { ...discussion, status: 'failed', reason: 'The key was refused.' } });
    expect(markdownOf(failed)).toContain('The discussion failed: The key was refused. This is a report of what was reached.');
    expect(markdownOf(inputOf({}, { discussion: { ...discussion, status: 'running' } }))).toContain('not over: it is running. ');
  });

  it('says prominently that a rehearsal asked no model', () => {
    const markdown = markdownOf(inputOf({ ...whole, provider: 'rehearsal' }));
    expect(markdown.split('\n\n')[1]).toContain('no model,');
    expect(markdown.split('\n\n')[2]).toContain('Rehearsal: no model was asked');
  });

  it('stands with nothing said at all', () => {
    const markdown = markdownOf(inputOf({ topic: ' ', personas: [], castReason: '' }));
    expect(markdown).toMatch(/^# Discussion\n/u);
    expect(markdown).toContain('Nothing was said.');
    expect(markdown).toContain('No private ballots were cast.');
    expect(markdown).not.toMatch(/NaN|undefined|Infinity/u);
  });

  it('lets nothing that people or models write act', () => {
    const evil =
      '</p><img src=x onerror=alert(1)> [a](https://evil.example) ![b](//evil.example)\n# Heading\n- @everyone \u202Egpj | **x**';
    const made: Made = {
      topic: evil,
      castReason: evil,
      personas: [persona('ana', evil)],
      plan: { mode: 'consensus' },
      lines: [
        { by: 'ana', text: evil },
        { by: `@${evil}`, text: evil },
      ],
      decided: {
        frame: { proposition: evil },
        'ballot/before/ana': { position: 1, reason: evil, turn: null },
        statement: { statement: evil },
        'sign/ana': { signs: false, dissent: evil },
      },
      written: { overview: { claims: [{ text: evil, evidence: [{ turn: 1, quote: evil, speaker: evil }] }], dropped: 0 } },
      more: [{ key: sectionKey('insights'), type: 'failed', reason: evil }],
    };
    const markdown = markdownOf(inputOf(made));
    const ours = /<a id="turn-\d+"><\/a>|\[\d+\]\(#turn-\d+\)/gu;
    const theirs = markdown.split('## Provenance')[0]?.replace(ours, '') ?? '';
    expect(theirs).not.toMatch(/(?<!\\)[<[\]]/u);
    expect(theirs).not.toMatch(/^> *#|^#+ *Heading/mu);
    expect(theirs).not.toMatch(/\/\/|@everyone|\u202E/u);
    expect(markdown.match(/^## /gmu)).toHaveLength(sections.length + 4);
    for (const row of markdown.match(/^\|.*$/gmu) ?? []) expect(row.match(/(?<!\\)\|/gu)?.length).toBeGreaterThan(2);
    expect(
      new Set(
        under(markdown, 'Participation')
          .match(/^\|.*$/gmu)
          ?.map((row) => row.match(/(?<!\\)\|/gu)?.length),
      ),
    ).toEqual(new Set([5]));
  });
});

describe('reportOf', () => {
  it('keeps to its schema, through JSON, for discussions of every kind', () => {
    const failed = { key: sectionKey('insights'), type: 'failed' as const, reason: 'No credit.' };
    for (const made of [
      whole,
      {},
      { personas: [] },
      { lines: talk.slice(0, 1) },
      { lines: talk, more: [failed], plan: { mode: 'consensus' } },
    ]) {
      const json = reportOf(inputOf(made));
      expect(reportSchema.parse(JSON.parse(JSON.stringify(json)))).toEqual(json);
      expect(json.sections.map(({ name }) => name)).toEqual(sections.map(({ name }) => name));
    }
  });

  it('carries label, claims with evidence, quotes counted, facts and turns', () => {
    const json = reportOf(inputOf({ lines: talk, more: [ended], written: { overview: { claims: [claim], dropped: 2 } } }));
    expect(json).toMatchObject({ version: 1, synthetic: true, ended: 'done', note: null, quotes: { cited: 1, dropped: 2 } });
    expect(json.sections[0]).toMatchObject({ name: 'overview', state: 'ready', claims: [claim], dropped: 2, facts: null });
    expect(json.turns[4]).toMatchObject({ n: 5, speaker: { name: 'Cy Wu' }, replyTo: 4 });
  });

  it('holds names on one line and short, whoever chose them', () => {
    const long = `Bob; [3] "all of them should be shot"\n— ${'x'.repeat(100)}`;
    const lines = [
      { by: 'ana', text: 'I said so' },
      { by: `@${long}`, text: 'who pays for all of this' },
    ];
    const end = { key: 'ended', type: 'ended' as const, reason: 'stopped' as const, by: { id: 'u', name: long } };
    const json = reportOf(inputOf({ lines, more: [end], personas: [persona('ana', long)] }));
    const found: string[] = [];
    JSON.stringify(json, (key, value: unknown) => {
      if ((key === 'name' || key === 'asker' || key === 'speaker') && typeof value === 'string') found.push(value);
      return value;
    });
    expect(found.length).toBeGreaterThan(5);
    for (const name of found) expect(name).toMatch(/^[^\n"[\]]{1,40}$/u);
    expect(json.note).not.toContain('"');
  });

  it('shows the sections that the format names, in its order', () => {
    const json = reportOf(inputOf({ lines: talk }, { sections: ['cost', 'overview', 'nonsense'] }));
    expect(json.sections.map(({ name, state }) => [name, state])).toEqual([
      ['cost', 'ready'],
      ['overview', 'missing'],
    ]);
  });

  it('refuses a report whose facts have another form', () => {
    const json = reportOf(inputOf(whole));
    const broken = {
      ...json,
      sections: json.sections.map((one) => (one.name === 'cost' ? { ...one, facts: { total: 1 } } : one)),
    };
    expect(reportSchema.safeParse(broken).success).toBe(false);
    expect(sectionNamed('cost')?.facts).toBeDefined();
  });
});
