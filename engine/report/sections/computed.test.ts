import { describe, expect, it } from 'vitest';
import type { Call } from '../../call.ts';
import { inputOf, type Made, markdownOf, talk } from '../report.fixture.ts';
import { reportOf } from '../report.ts';
import { consensus } from './consensus.ts';
import { cost } from './cost.ts';
import { measures } from './measures.ts';
import { movement } from './movement.ts';
import { participation } from './participation.ts';

const shown = (name: string, made: Made, calls: readonly Call[] = []) => markdownOf(inputOf(made, { sections: [name], calls }));
const ballot = (position: number, turn: number | null = null) => ({ position, reason: 'Because.', turn });

describe('movement', () => {
  const decided = {
    frame: { proposition: 'Shops should close on Fridays' },
    'ballot/before/ana': ballot(-1),
    'ballot/after/ana': ballot(1, 3),
    'ballot/before/ben': ballot(1),
    'ballot/after/ben': ballot(0, 99),
    'ballot/before/cy': ballot(2),
    'ballot/after/cy': ballot(2, 2),
  };

  it('counts the moves, and those with no argument that exists', () => {
    expect(movement.facts?.of(inputOf({ lines: talk, decided }))).toMatchObject({ compared: 3, moved: 2, unargued: 1 });
    const markdown = shown('movement', { lines: talk, decided });
    expect(markdown).toContain('**Shops should close on Fridays**');
    expect(markdown).toContain('2 of 3 personas with both ballots moved, 1 with no new argument.');
    expect(markdown).toContain('| Ana Lima | against | for | +2 | [3](#turn-3) |');
    expect(markdown).toContain('| Ben Okoye | for | undecided | −1 | moved with no new argument |');
    expect(markdown).toContain('| Cy Wu | strongly for | strongly for | 0 | [2](#turn-2) |');
  });

  it('does not take the moderator for an argument, nor a stopped discussion for movement', () => {
    const byMo = { 'ballot/before/ana': ballot(0), 'ballot/after/ana': ballot(1, 1) };
    expect(movement.facts?.of(inputOf({ lines: talk, decided: byMo }))).toMatchObject({ moved: 1, unargued: 1 });
    expect(shown('movement', { lines: talk, decided: { 'ballot/before/ana': ballot(0) } })).toContain('no movement can be told');
  });
});

describe('consensus mode', () => {
  const plan = { mode: 'consensus' };
  const decided = {
    statement: { statement: 'Shops may choose their day.' },
    'sign/ana': { signs: true, dissent: null },
    'sign/ben': { signs: false, dissent: 'I want *all* of us off on Friday.' },
  };

  it('prints the statement, who signs, each dissent in its own words, and who did not answer', () => {
    const markdown = shown('consensus', { lines: talk, plan, decided });
    expect(markdown).toContain('**Shops may choose their day.**');
    expect(markdown).toContain('1 of 3 personas signed: Ana Lima.');
    expect(markdown).toContain('- **Ben Okoye**: "I want \\*all\\* of us off on Friday."');
    expect(markdown).toContain('No answer came from: Cy Wu.');
  });

  it('says whose signature goes against the last ballot', () => {
    const votes = { 'ballot/after/ana': ballot(-2), 'ballot/after/ben': ballot(1), 'ballot/after/cy': ballot(-1) };
    const markdown = shown('consensus', { lines: talk, plan, decided: { ...decided, ...votes } });
    expect(markdown).toContain('Ana Lima signed, though Ana Lima voted strongly against.');
    expect(markdown).toContain('Ben Okoye did not sign, though Ben Okoye voted for.');
    expect(markdown).not.toContain('Cy Wu did not sign');
    const agreeing = { ...votes, 'ballot/after/ana': ballot(0), 'ballot/after/ben': ballot(0) };
    expect(shown('consensus', { lines: talk, plan, decided: { ...decided, ...agreeing } })).not.toContain('though');
  });

  it('says so when there is no statement, and keeps quiet in other modes', () => {
    expect(shown('consensus', { lines: talk, plan })).toContain('No statement was reached.');
    expect(shown('consensus', { lines: talk, decided })).not.toContain('Shops may choose');
    expect(consensus.facts?.of(inputOf({ lines: talk, decided }))).toBeNull();
  });

  it('counts by code how many personas a claim quotes', () => {
    const evidence = [
      { turn: 2, quote: 'close the shop on Fridays', speaker: '' },
      { turn: 4, quote: 'are they paid less', speaker: '' },
      { turn: 5, quote: 'that is only fair', speaker: '' },
    ];
    const markdown = shown('consensus', {
      lines: talk,
      written: { consensus: { claims: [{ text: 'Pay matters.', evidence }], dropped: 0 } },
    });
    expect(markdown).toContain('(quoted: 2 of 3 personas)');
  });
});

describe('participation', () => {
  it('counts turns and words of each, and who answered whom', () => {
    const facts = participation.facts?.of(inputOf({ lines: talk }));
    expect(facts).toMatchObject({
      personas: [
        { id: 'ana', turns: 2, words: 15 },
        { id: 'ben', turns: 1, words: 18 },
        { id: 'cy', turns: 1, words: 12 },
      ],
      moderator: { turns: 1, words: 11 },
      questions: [{ turn: 4, asker: 'Kim', answers: [{ turn: 5, speaker: 'Cy Wu' }] }],
    });
    expect(shown('participation', { lines: talk })).toContain('answered by Cy Wu in [5](#turn-5).');
  });

  it('says that nobody answered, and that nobody asked', () => {
    expect(shown('participation', { lines: talk.slice(0, 4) })).toContain('nobody answered.');
    expect(shown('participation', { lines: [] })).toContain('No person asked a question.');
  });
});

describe('measures', () => {
  it('shows each value beside the band of people', () => {
    const facts = measures.facts?.of(inputOf({ lines: talk }));
    expect(facts).toContainEqual(expect.objectContaining({ key: 'medianWords', value: 13, band: [22, 90], inside: false }));
    expect(shown('measures', { lines: talk })).toContain('| Median words a turn | 13 | 49 \\[22–90\\] | outside | 229 |');
    expect(shown('measures', { lines: talk })).toMatch(
      /five groups of people on one topic and are indicative, .* no proof of anything human/u,
    );
    expect(shown('measures', { lines: [] })).toContain('| Median words a turn | not defined |');
  });
});

describe('cost', () => {
  const call = (rest: Partial<Call>): Call => ({
    stepKey: 'turn/1',
    attempt: 1,
    state: 'settled',
    provider: 'openai',
    model: 'm',
    reserved: 0.5,
    outcome: 'reply',
    openedAt: new Date(0),
    ...rest,
  });
  const usage = (price: number | null) => ({ input: 1000, cached: 200, cacheWrite: 30, output: 40, cost: price });

  it('adds up tokens and money by model, lost calls whole', () => {
    const calls = [
      call({ usage: usage(0.25) }),
      call({ usage: usage(0.25), outcome: 'rejected' }),
      call({ outcome: 'error' }),
      call({ model: 'n', state: 'abandoned' }),
    ];
    expect(cost.facts?.of(inputOf({}, { calls }))).toMatchObject({
      dollars: 1,
      calls: 4,
      repeated: 1,
      failed: 1,
      abandoned: { calls: 1, dollars: 0.5 },
      models: [
        { model: 'm', calls: 3, input: 2000, cached: 400, cacheWrite: 60, output: 80, dollars: 0.5 },
        { model: 'n', dollars: 0.5 },
      ],
    });
    const markdown = shown('cost', { lines: talk }, calls);
    expect(markdown).toContain('In all: $1.00 for 4 calls.');
    expect(markdown).toContain('| m (openai) | 3 | 2,000 | 400 | 60 | 80 | $0.50 |');
    expect(markdown).toContain('Asked again because an answer broke a rule: 1 time.');
    expect(markdown).toContain('1 call whose answer was lost: charged whole, at most $0.50.');
  });

  it('says who and what it was spent on', () => {
    const calls = [
      call({ stepKey: 'ballot/before/ana', usage: usage(0.25) }),
      call({ stepKey: 'frame', usage: usage(0.1) }),
      call({ stepKey: 'section/overview', usage: usage(0.4) }),
    ];
    const markdown = shown('cost', { lines: talk }, calls);
    expect(markdown).toMatch(/\| Ana[^|]* \| \d+ \| 1 \| \$0\.25 \|/);
    expect(markdown).toContain('| Wording of the ballots |  | 1 | $0.10 |');
    expect(markdown).toContain('| Report |  | 1 | $0.40 |');
    expect(markdown).not.toContain('Summaries for the models');
  });

  it('never passes an unknown price for nothing', () => {
    const unknown = call({ usage: usage(null) });
    expect(shown('cost', {}, [unknown])).toContain('In all: price unknown for 1 call.');
    expect(shown('cost', {}, [unknown, call({ usage: usage(0.2) })])).toContain('$0.20 and 1 call of unknown price');
    expect(shown('cost', {}, [call({ state: 'abandoned', reserved: null })])).toContain('price unknown');
    expect(shown('cost', {})).toContain('No model was called.');
  });

  it('knows that rehearsal is free, in old ledgers too', () => {
    const old = call({ provider: 'rehearsal', model: 'rehearsal', state: 'abandoned', reserved: null });
    const markdown = shown('cost', { provider: 'rehearsal' }, [old, { ...old, state: 'settled', usage: usage(null) }]);
    expect(markdown).toContain('In all: $0.00 for 2 calls.');
    expect(markdown).not.toContain('unknown');
    const lost = call({ state: 'abandoned', reserved: null });
    expect(shown('cost', {}, [lost])).toContain('1 call whose answer was lost: charged whole, price unknown.');
  });

  it('names the budget', () => {
    const end = { key: 'ended', type: 'ended' as const, reason: 'budget' as const };
    const by = { id: 'system', name: 'simFocus' };
    const told = {
      key: 'control/cap',
      type: 'control' as const,
      action: 'warn' as const,
      by,
      reason: 'The team’s budget is used up.',
    };
    expect(shown('cost', { budget: 2 }, [call({ usage: usage(0.25) })])).toContain('Budget: $2.00.');
    const ended = shown('cost', { budget: 2, more: [told, end] }, [call({ usage: usage(0.25) })]);
    expect(ended).toContain('The team’s budget is used up.');
    expect(ended).toContain('The discussion was ended before its budget was passed.');
  });

  it('tells that a fork did not pay for what came before', () => {
    const input = inputOf({ lines: talk }, { sections: ['cost'] });
    const events = input.events.map((event) =>
      event.type === 'opened' ? { ...event, origin: { kind: 'fork' as const, discussion: 'd0', turn: 3 } } : event,
    );
    expect(markdownOf({ ...input, events })).toContain('before the fork were paid for');
  });
});

describe('words between quotation marks that nobody said', () => {
  const invented = 'Ben said "I will burn the town hall down", so I moved.';
  it('are not shown as the reason of a ballot, nor in a dissent', () => {
    const decided = {
      'ballot/before/ana': ballot(-1),
      'ballot/after/ana': { position: 1, reason: invented, turn: 3 },
      'ballot/after/ben': { position: 1, reason: 'As Ana said, "close the shop on Fridays" is no way.', turn: 2 },
      statement: { statement: 'Shops choose.' },
      'sign/cy': { signs: false, dissent: invented },
      frame: { proposition: 'The town should follow "burn the town hall down" now' },
    };
    const input = inputOf({ lines: talk, decided, plan: { mode: 'consensus' } });
    expect(JSON.stringify(reportOf(input))).not.toContain('town hall');
    const markdown = markdownOf(input);
    expect(markdown).toContain('Reason on the ballot: left out, because it quotes words that nobody said.');
    expect(markdown).toContain('**Cy Wu**: left out, because it quotes words that nobody said.');
    expect(markdown).toContain('"As Ana said, "close the shop on Fridays" is no way."');
    expect(markdown).toContain('before and after: **Four-day week**');
  });

  it('a proposition may quote the topic', () => {
    const made = { topic: 'Keep the slogan "never walk alone here"?', lines: talk };
    const decided = { frame: { proposition: 'We keep "never walk alone here"' }, 'ballot/before/ana': ballot(1) };
    expect(markdownOf(inputOf({ ...made, decided }))).toContain('**We keep "never walk alone here"**');
  });
});

describe('a move that names its own turn', () => {
  it('has no new argument', () => {
    const decided = { 'ballot/before/ana': ballot(-1), 'ballot/after/ana': ballot(1, 2) };
    expect(movement.facts?.of(inputOf({ lines: talk, decided }))).toMatchObject({ moved: 1, unargued: 1 });
  });
});
