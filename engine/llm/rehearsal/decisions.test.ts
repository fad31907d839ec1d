import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type Ballot,
  ballotOf,
  ballotSchema,
  decided,
  frameSchema,
  type Signature,
  type Statement,
  signSchema,
  statementSchema,
} from '../../formats/focus-group/decisions.ts';
import { countWords, sentences } from '../../text.ts';
import { fold } from '../../transcript.ts';
import type { Transcript, Turn } from '../../types.ts';
import { fillSchema } from './fill.ts';
import { rehearse } from './rehearse.ts';
import { five, six } from './room.fixture.ts';
import { type Rehearsed, rehearsed, requestOf } from './simulate.fixture.ts';

const topic = 'Should our city make buses free?';
const SECTIONS = ['overview', 'viewpoints', 'consensus', 'controversies', 'insights', 'recommendations', 'questions'];
const claims = z.object({ claims: z.array(z.object({ text: z.string(), quote: z.string(), turn: z.int() })) });

function section<T>(transcript: Transcript, name: string, type: z.ZodType<T>): T {
  const request = { ...requestOf(transcript, { kind: 'section', key: `section/${name}`, name }), schema: { name, type } };
  return type.parse(rehearse(request).data);
}

let talks: Rehearsed[];
beforeAll(async () => {
  talks = [];
  for (const seed of ['a', 'b', 'c', 'd', 'e', 'f'])
    talks.push(await rehearsed({ topic, personas: six, options: { rounds: 4, mode: 'consensus' }, seed }));
});

describe('decisions', () => {
  it('fit their schemas', () => {
    const schemas: Record<string, z.ZodType> = {
      frame: frameSchema,
      ballot: ballotSchema,
      statement: statementSchema,
      signature: signSchema,
    };
    for (const { steps, transcript } of talks)
      for (const step of steps)
        if (step.kind === 'decide')
          expect(schemas[step.name]?.safeParse(decided(transcript, step.key)).success, step.key).toBe(true);
  });

  it('vote by stance, each seed otherwise', () => {
    const votes = talks.map(({ transcript }) => six.map(({ id }) => ballotOf(transcript, 'before', id)));
    for (const vote of votes)
      vote.forEach((ballot, i) => {
        const stance = six[i]?.stance;
        if (stance === 'support') expect(ballot?.position).toBeGreaterThanOrEqual(0);
        if (stance === 'oppose') expect(ballot?.position).toBeLessThanOrEqual(0);
        expect(ballot?.turn).toBeNull();
        expect(sentences(ballot?.reason ?? '')).toHaveLength(1);
        expect(countWords(ballot?.reason ?? '')).toBeLessThanOrEqual(30);
      });
    expect(new Set(votes.map((vote) => vote.map((ballot) => ballot?.position).join())).size).toBeGreaterThan(2);
  });

  it('move some people, one step, by a turn of somebody else; and not all', () => {
    const moves: boolean[] = [];
    for (const { transcript } of talks)
      for (const { id } of six) {
        const [before, after] = (['before', 'after'] as const).map((when) => ballotOf(transcript, when, id) as Ballot);
        const turn = transcript.turns[(after?.turn ?? 0) - 1];
        if (after?.turn != null) {
          expect(turn?.kind).toBe('persona');
          expect(turn?.speaker.id).not.toBe(id);
        }
        const step = Math.abs((after?.position ?? 0) - (before?.position ?? 0));
        expect(step).toBeLessThanOrEqual(1);
        if (step > 0) expect(after?.turn).not.toBeNull();
        moves.push(step > 0);
      }
    expect(moves.filter(Boolean).length).toBeGreaterThan(3);
    expect(moves.filter((moved) => !moved).length).toBeGreaterThan(moves.length / 3);
  });

  it('write a statement that most sign, and keep the dissent of others in words', () => {
    const signatures: Signature[] = [];
    for (const { transcript } of talks) {
      const text = decided<Statement>(transcript, 'statement')?.statement ?? '';
      expect(countWords(text)).toBeLessThanOrEqual(80);
      expect(text).toMatch(/buses free/);
      for (const { id } of six) signatures.push(decided<Signature>(transcript, `sign/${id}`) as Signature);
    }
    const refused = signatures.filter(({ signs }) => !signs);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(signatures.length / 2);
    for (const { signs, dissent } of signatures) expect(dissent === null).toBe(signs);
  });

  it.each([
    ['Should our city make buses free?', 'Our city should make buses free.'],
    ['We should ban phones in schools', 'We should ban phones in schools.'],
    ['Will AI replace teachers?', 'AI will replace teachers.'],
    ['Tabs or spaces?', 'We should choose tabs over spaces.'],
    ['How might we improve onboarding?', 'We should put improving onboarding first, even if other work has to wait.'],
    ['我们应该让公交车免费吗？', '我们应该让公交车免费。'],
    ['Is remote work better?', 'The answer to “Is remote work better?” is yes.'],
  ])('frame %j as %j', async (asked, proposition) => {
    const { transcript } = await rehearsed({ topic: asked, personas: five.slice(0, 2), options: { rounds: 1 } });
    expect(decided(transcript, 'frame')).toEqual({ proposition });
  });
});

describe('a section of the report', () => {
  const wordsOf = ({ transcript }: Rehearsed, n: number): Turn | undefined => transcript.turns[n - 1];

  it.each(SECTIONS)('%s: every quote stands in the turn that it names, whole words from one sentence', (name) => {
    let found = 0;
    for (const talk of talks) {
      for (const { text, quote, turn } of section(talk.transcript, name, claims).claims) {
        const said = wordsOf(talk, turn);
        expect(said?.kind).toBe('persona');
        expect(
          sentences(said?.text ?? '').some((sentence) => sentence.includes(quote)),
          quote,
        ).toBe(true);
        expect(countWords(quote)).toBeGreaterThanOrEqual(5);
        expect(countWords(quote)).toBeLessThanOrEqual(14);
        expect(said?.text).toMatch(
          new RegExp(`(?<![\\p{L}\\p{N}])${quote.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u'),
        );
        expect(text).toMatch(/^\p{L}.*[.?!]$/su);
        found++;
      }
    }
    expect(found).toBeGreaterThan(3);
  });

  it('says who holds a claim, and a question is a question', () => {
    for (const { transcript } of talks) {
      for (const { text, turn } of section(transcript, 'recommendations', claims).claims)
        expect(text).toContain(transcript.turns[turn - 1]?.speaker.name.replace('Dr. ', '').split(' ')[0]);
      for (const { text } of section(transcript, 'questions', claims).claims) expect(text).toMatch(/\?$/);
    }
  });

  it('rests agreement and dispute on two people each', () => {
    for (const name of ['consensus', 'controversies'])
      for (const { transcript } of talks) {
        const voices = new Map<string, Set<string>>();
        for (const { text, turn } of section(transcript, name, claims).claims)
          voices.set(text, (voices.get(text) ?? new Set()).add(transcript.turns[turn - 1]?.speaker.id ?? ''));
        for (const [text, ids] of voices) expect(ids.size, text).toBe(2);
      }
  });

  it('quotes no sentence twice over all sections, and whole sentences only', () => {
    for (const { transcript } of talks) {
      const quotes = SECTIONS.flatMap((name) =>
        section(transcript, name, claims).claims.map(({ quote, turn }) => ({ quote, turn, name })),
      );
      const seen = new Set(quotes.map(({ quote, turn }) => `${turn} ${quote}`));
      expect(seen.size).toBe(quotes.length);
      for (const { quote, turn } of quotes)
        expect(sentences(transcript.turns[turn - 1]?.text ?? '').map((one) => one.replace(/[.?!]+$/, ''))).toContain(quote);
    }
  });

  it('uses each persona where a schema asks for personas', () => {
    const type = z.object({
      personas: z.array(
        z.object({
          persona: z.string(),
          view: z.string(),
          evidence: z.array(z.object({ quote: z.string(), turn: z.int() })).min(1),
        }),
      ),
    });
    const { transcript } = talks[0] as Rehearsed;
    const { personas } = section(transcript, 'viewpoints', type);
    expect(personas.map(({ persona }) => persona)).toEqual(six.map(({ name }) => name));
    for (const { persona, evidence } of personas)
      for (const { turn } of evidence) expect(transcript.turns[turn - 1]?.speaker.name).toBe(persona);
  });

  it('invents nothing where nothing was said', () => {
    for (const name of SECTIONS) expect(section(fold('empty', []), name, claims)).toEqual({ claims: [] });
  });
});

describe('any other schema', () => {
  const kinds = z.object({
    level: z.enum(['low', 'high']),
    score: z.int().min(3).max(5),
    share: z.number().min(0).max(1),
    sure: z.boolean(),
    fixed: z.literal('x'),
    note: z.string().max(20).nullable(),
    maybe: z.string().optional(),
    list: z.array(z.string()).min(2).max(4),
    pair: z.tuple([z.string(), z.int()]),
    either: z.union([z.object({ kind: z.literal('a'), text: z.string() }), z.object({ kind: z.literal('b') })]),
    exact: z.int().positive(),
    day: z.record(z.string(), z.string()),
  });

  it('is filled so that it parses, with a discussion and without', () => {
    for (const transcript of [fold('empty', []), (talks[0] as Rehearsed).transcript]) {
      const scene = { transcript, step: { kind: 'section' as const, key: 'section/odd', name: 'odd' } };
      const parsed = kinds.safeParse(fillSchema(kinds, scene, 'odd'));
      expect(parsed.error?.issues ?? []).toEqual([]);
    }
  });
});
