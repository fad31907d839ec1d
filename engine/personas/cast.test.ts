import { describe, expect, it } from 'vitest';
import { UserError } from '../errors.ts';
import { shuffled } from '../seed.ts';
import type { Persona } from '../types.ts';
import { chooseCast, temperDistance } from './cast.ts';
import { library } from './library.ts';

const TOPICS = [
  'Should phones be banned in schools?',
  'Would you buy a lighter bottle of oat milk at the same price?',
  'Should our company introduce a four-day week?',
  'Is a car-free city centre a good idea?',
  'Will AI replace programmers?',
  'Universal basic income',
  'Should vaccination be mandatory?',
  'A subscription for heated car seats',
  'Should we allow remote work from abroad?',
  'Nuclear power: yes or no?',
  'What should our public transport app do next?',
  'Is Rust better than Go for our backend?',
  'Should museums return looted art?',
  'New packaging for a snack bar',
  'Should the voting age be 16?',
  'Is it right to eat meat?',
  'Artists, artists, artists: music, theatre, illustration and podcasts',
  '应该取消数学考试吗？',
  'هل يجب منع السيارات في المدينة؟',
  'Должны ли школы отказаться от оценок?',
];
const SEEDS = ['a', 'b', 'c'];
const casts = (size: number) => TOPICS.flatMap((topic) => SEEDS.map((seed) => ({ topic, ...chooseCast({ topic, size, seed }) })));
const kinds = <T>(personas: readonly Persona[], kind: (persona: Persona) => T) => new Set(personas.map(kind)).size;
const refusal = (act: () => unknown): UserError => {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('It was not refused');
};

describe('chooseCast for a topic', () => {
  it.each([2, 3, 4, 5, 8, 12, 20])('gives %i different people', (size) => {
    for (const { personas } of casts(size)) {
      expect(personas).toHaveLength(size);
      expect(kinds(personas, ({ id }) => id)).toBe(size);
    }
  });

  it.each([4, 5, 6, 10])('has both sides, somebody between, and a mix of manners among %i', (size) => {
    for (const { topic, personas } of casts(size)) {
      const stances = new Set(personas.map(({ stance }) => stance));
      expect(stances.has('support') && stances.has('oppose'), topic).toBe(true);
      expect(stances.has('neutral') || stances.has('critical'), topic).toBe(true);
      expect(
        kinds(personas, ({ behaviour }) => behaviour),
        topic,
      ).toBeGreaterThanOrEqual(2);
      expect(
        personas.some(({ behaviour }) => behaviour === 'active'),
        topic,
      ).toBe(true);
    }
  });

  it('finds a seat for the only one on a side, whoever else would be worth more', () => {
    for (let pool = 0; pool < 150; pool++) {
      const from = shuffled(library, 'pool', pool)
        .slice(0, 12)
        .map(
          (one, i): Persona => ({
            ...one,
            stance: i === 0 ? 'support' : i === 1 ? 'neutral' : 'oppose',
            behaviour: i === 2 ? 'active' : 'passive',
          }),
        );
      // The three that are needed are alike, so that there is little else to choose them for.
      const [model] = from as [Persona];
      for (const one of from.slice(1, 3))
        Object.assign(one, { age: model.age, gender: model.gender, field: model.field, traits: model.traits });
      const { personas } = chooseCast({
        topic: 'Cars, schools, music, farming, AI, rent and medicines',
        size: 4,
        seed: 'a',
        from,
      });
      expect(personas).toEqual(expect.arrayContaining([from[0], from[1]]));
      expect(personas.map(({ behaviour }) => behaviour)).toContain('active');
    }
  });

  it('mixes fields, ages and tempers better than chance would', () => {
    const spread = (personas: readonly Persona[]) => {
      const gaps = personas.flatMap((a, i) => personas.slice(i + 1).map((b) => temperDistance(a.traits, b.traits)));
      return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    };
    const all = casts(5);
    for (const { topic, personas } of all) {
      expect(
        kinds(personas, ({ field }) => field),
        topic,
      ).toBeGreaterThanOrEqual(3);
      const ages = personas.map(({ age }) => age);
      expect(Math.max(...ages) - Math.min(...ages), topic).toBeGreaterThanOrEqual(20);
    }
    expect(all.reduce((sum, { personas }) => sum + spread(personas), 0) / all.length).toBeGreaterThan(spread(library));
  });

  it('seats who knows the subject, but not only those', () => {
    for (const seed of SEEDS) {
      const { personas, reason } = chooseCast({ topic: 'Should our public transport be free?', size: 5, seed });
      const ids = personas.map(({ id }) => id);
      expect(ids).toContain('christoph-brandt');
      expect(ids).toContain('walter-simmons');
      expect(reason).toMatch(
        /^Chosen for this topic: .*Christoph Brandt: public transport and buses.* come to it from elsewhere; .*ages \d+ to \d+\.$/,
      );
    }
  });

  it('does not fill the room from one field, however much the topic is theirs', () => {
    for (const seed of SEEDS) {
      const { personas } = chooseCast({ topic: TOPICS[16] as string, size: 5, seed });
      expect(personas.filter(({ field }) => field === 'arts-and-media').length).toBeLessThanOrEqual(3);
    }
  });

  it('is the same for the same request, whatever the order of the library', () => {
    const request = { topic: 'Nuclear power: yes or no?', size: 6, seed: 'x' };
    expect(chooseCast({ ...request, from: [...library].reverse() })).toEqual(chooseCast(request));
  });

  it('follows the seed where the topic leaves it open', () => {
    const first = (seed: string) => chooseCast({ topic: '应该取消数学考试吗？', size: 4, seed }).personas[0]?.id;
    expect(new Set(['1', '2', '3', '4', '5', '6'].map(first)).size).toBeGreaterThan(2);
  });

  it('says in one sentence that it went by difference where no word matches', () => {
    const { reason } = chooseCast({ topic: 'هل يجب منع السيارات في المدينة؟', size: 5, seed: 'a' });
    expect(reason).toMatch(/^Chosen for how they differ, .*: \d lean.*; ages \d+ to \d+\.$/);
  });

  it('does what it can where those to choose from are all alike', () => {
    const from = library.filter(({ stance }) => stance === 'oppose');
    expect(chooseCast({ topic: 'Cars', size: 5, seed: 'a', from }).personas).toHaveLength(5);
    expect(refusal(() => chooseCast({ topic: 'Cars', size: 5, seed: 'a', from: from.slice(0, 3) })).message).toContain(
      'There are 3 personas',
    );
  });
});

describe('chooseCast by name', () => {
  const named = (...names: string[]) => chooseCast({ topic: 'Cars', size: names.length, seed: 'a', named: names });

  it('takes exactly those, in that order', () => {
    const { personas, reason } = named('walter', 'GRACIELA BENITEZ', 'priya-raghunathan');
    expect(personas.map(({ id }) => id)).toEqual(['walter-simmons', 'graciela-benitez', 'priya-raghunathan']);
    expect(reason).toBe('Named by whoever started it: 2 lean against, 1 critical; ages 34 to 74.');
  });

  it('goes by the names, not by the size, when both are given', () => {
    expect(chooseCast({ topic: 'Cars', size: 99, seed: 'a', named: ['walter', 'priya'] }).personas).toHaveLength(2);
  });

  it('refuses one who is named twice', () => {
    expect(refusal(() => named('walter', 'Walter Simmons')).message).toBe(
      'Walter Simmons is named twice. Name each persona once.',
    );
  });

  it('names the nearest when one is unknown, or a few', () => {
    const { message, field } = refusal(() => named('walter', 'Jamel'));
    expect(message).toBe('There is no persona called "Jamel". Did you mean Jamal Wright? You can also say only how many.');
    const far = refusal(() => named('walter', 'Qqqqqqqqqqqq')).message;
    expect(far).toContain(`There are ${library.length}, for instance ${library[0]?.name}, `);
    expect(field).toBe('personas');
  });

  it('keeps what was typed from doing harm in the message', () => {
    const { message } = refusal(() => named('walter', `<@everyone>\n${'x'.repeat(5000)}`));
    expect(message).not.toMatch(/[\n<]/);
    expect(message.length).toBeLessThan(2000);
  });

  it('asks which one is meant when two have the name', () => {
    const from = library.slice(0, 3).map((one, i) => ({ ...one, id: `anna-${i}`, name: `Anna Of ${i}` }));
    const { message } = refusal(() => chooseCast({ topic: 'Cars', size: 2, seed: 'a', named: ['anna', 'anna of 1'], from }));
    expect(message).toContain('Anna Of 0 (anna-0), Anna Of 1 (anna-1), Anna Of 2 (anna-2)');
  });
});

describe('the size of a cast', () => {
  it.each([-1, 0, 1, 21, 2.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (size) => {
    expect(refusal(() => chooseCast({ topic: 'Cars', size, seed: 'a' })).code).toBe('VALIDATION_ERROR');
  });

  it('says so in a plain sentence', () => {
    expect(refusal(() => chooseCast({ topic: 'Cars', size: 21, seed: 'a' })).message).toBe(
      'A focus group needs 2 to 20 personas; you asked for 21. Choose a number in that range.',
    );
    expect(refusal(() => chooseCast({ topic: 'Cars', size: 1, seed: 'a', named: ['walter'] })).message).toContain(
      'you asked for 1.',
    );
  });
});
