import { describe, expect, test } from 'vitest';
import type { EventBody } from '../../types.ts';
import type { SpeakStep, Step } from '../format.ts';
import { formatNamed } from '../index.ts';
import { focusGroup } from './focus-group.ts';
import { MODES } from './options.ts';
import { phaseOf, phasesOf } from './phases.ts';
import { cast, obedient, persona, Room } from './room.fixture.ts';

const failed = (): EventBody => ({ type: 'failed', reason: 'The provider did not answer' });
const spoken = (steps: readonly Step[]) => steps.filter((step): step is SpeakStep => step.kind === 'speak');
const keys = (steps: readonly Step[]) => steps.map(({ key }) => key);

test('is found by its name', () => {
  expect(formatNamed('focus-group')).toBe(focusGroup);
  expect(formatNamed('seance')).toBeUndefined();
});

describe('options', () => {
  const parse = (given: unknown) => focusGroup.options.safeParse(given).success;
  test('all have defaults and descriptions', () => {
    expect(focusGroup.options.parse({})).toEqual({ mode: 'free', rounds: 6, length: 'chat' });
    for (const option of Object.values(focusGroup.options.shape))
      expect((option as { description?: string }).description).toBeTruthy();
  });
  test.each([{ rounds: 0 }, { rounds: 201 }, { rounds: 2.5 }, { rounds: 'many' }, { mode: 'brawl' }, { length: 'epic' }])(
    'refuses %o',
    (given) => expect(parse(given)).toBe(false),
  );
  test('an administrator may plan more rounds than the options offer', () => {
    const plan = focusGroup.plan({ topic: 't', options: { rounds: 40 }, personas: cast(3), seed: 's' }) as { seats: unknown[] };
    expect(plan.seats).toHaveLength(40);
  });
});

describe.each(MODES)('mode %s', (mode) => {
  test('frames and opens, ballots, phases in order, ballots while it closes', () => {
    const batches: string[][] = [];
    const room = new Room(cast(5), { mode, rounds: 4 });
    const steps = room.run(obedient, (_, batch) => batches.push(keys(batch)));
    const ids = cast(5).map(({ id }) => id);
    expect(batches[0]).toEqual(['frame', 'moderator/opening']);
    expect(batches[1]).toEqual(ids.map((id) => `ballot/before/${id}`));
    const ends = mode === 'consensus' ? [['statement'], ['moderator/statement'], ids.map((id) => `sign/${id}`)] : [];
    ends.push([...ids.map((id) => `ballot/after/${id}`), 'moderator/close']);
    expect(batches.slice(-ends.length)).toEqual(ends);
    const rounds = batches.slice(2, -ends.length);
    expect(rounds.every((batch) => batch.length === 1)).toBe(true);
    const moderated = rounds.flat().filter((key) => key.startsWith('moderator/'));
    expect(moderated).toEqual(['moderator/development', 'moderator/debate', 'moderator/closing']);
    for (const round of [1, 4]) {
      for (const id of ids) expect(rounds.flat()).toContain(`round/${round}/${id}`);
    }
    expect(new Set(keys(steps)).size).toBe(steps.length);
    for (const step of spoken(steps)) expect(step.phase).toBe(phaseOf(step.round as number, 4));
  });

  test('says the same again for the same seed, and something else for another', () => {
    const of = (seed: string) => JSON.stringify(spoken(new Room(cast(6), { mode, rounds: 6 }, seed).run()));
    expect(of('a')).toBe(of('a'));
    expect(of('a')).not.toBe(of('b'));
  });

  test('goes on after every step that fails, and when all of them do', () => {
    const all = new Room(cast(3), { mode, rounds: 4 }).run();
    for (const { key } of all) {
      const steps = new Room(cast(3), { mode, rounds: 4 }).run((step) => (step.key === key ? failed() : obedient(step)));
      const lost = key === 'statement' ? 4 : 0;
      expect(keys(steps).length, key).toBe(all.length - lost);
      expect(keys(steps).at(-1)).toBe('moderator/close');
    }
    expect(new Room(cast(3), { mode, rounds: 4 }).run(failed).length).toBe(all.length - (mode === 'consensus' ? 4 : 0));
  });

  test('nobody speaks twice in a row, and everybody answers somebody else', () => {
    for (const size of [2, 3, 4, 7]) {
      for (const seed of ['a', 'b', 'c', 'd', 'e']) {
        const turns = spoken(new Room(cast(size), { mode, rounds: 10 }, seed).run()).filter(({ key }) =>
          key.startsWith('round/'),
        );
        turns.forEach((turn, i) => {
          expect(turn.speaker.id, turn.key).not.toBe(turns[i - 1]?.speaker.id);
          if (i === 0) expect(turn.replyTo).toBeUndefined();
          else expect(turn.replyTo, turn.key).toBeGreaterThan(0);
        });
      }
    }
  });
});

test('1 to 20 rounds of 2 to 20 personas end with the right phases', () => {
  for (let rounds = 1; rounds <= 20; rounds++) {
    for (const size of [2, 3, 5, 8, 20]) {
      const steps = spoken(new Room(cast(size), { rounds, mode: MODES[(rounds + size) % 4] }).run());
      const phases = steps.filter(({ key }) => key.startsWith('round/')).map(({ phase }) => phase);
      expect([...new Set(phases)]).toEqual(phasesOf(rounds));
      expect(steps.filter(({ key }) => key.startsWith('moderator/'))).toHaveLength(phasesOf(rounds).length + 1);
    }
  }
});

test('every size of cast from 2 to 20 ends', () => {
  for (let size = 2; size <= 20; size++) {
    const steps = new Room(cast(size), { rounds: 5 }).run();
    expect(steps.at(-1)?.key).toBe('moderator/close');
  }
});

test('taken up again half-way it goes on as it would have', () => {
  const whole = keys(new Room(cast(5), { rounds: 6 }).run());
  const room = new Room(cast(5), { rounds: 6 });
  const events: [string, EventBody][] = [];
  room.run((step) => {
    const body = obedient(step);
    events.push([step.key, body]);
    return body;
  });
  for (const at of [1, 4, 13, 30]) {
    const again = new Room(cast(5), { rounds: 6 });
    for (const [key, body] of events.slice(0, at)) again.add(key, body);
    expect(keys(again.run()).sort()).toEqual(whole.slice(at).sort());
  }
});

test('progress grows by every step, to the whole', () => {
  for (const mode of MODES) {
    const seen: number[] = [];
    const room = new Room(cast(4), { mode, rounds: 5 });
    room.run(obedient, ({ transcript }) => {
      const { done, total, round, phase } = focusGroup.progress(transcript);
      seen.push(done);
      expect(done).toBeLessThan(total);
      expect(phase).toBe(phaseOf(round as number, 5));
    });
    const { done, total, round, rounds, phase } = focusGroup.progress(room.transcript);
    expect({ done, round, rounds, phase }).toEqual({ done: total, round: 5, rounds: 5, phase: 'closing' });
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  }
});

test('consensus: everybody who reads along sees the statement before it is signed', () => {
  const room = new Room(cast(3), { mode: 'consensus', rounds: 4 });
  const steps = room.run();
  const at = keys(steps).indexOf('moderator/statement');
  expect(keys(steps).slice(at - 1, at + 2)).toEqual(['statement', 'moderator/statement', 'sign/maria-lopez']);
  expect(room.transcript.turns.find(({ key }) => key === 'moderator/statement')).toMatchObject({
    kind: 'moderator',
    text: 'The statement to sign: Buses become free for a trial of one year.',
    phase: 'closing',
    round: 4,
  });
});

test('consensus without a statement has nothing to show and nothing to sign, and is told so in its progress', () => {
  const room = new Room(cast(3), { mode: 'consensus', rounds: 4 });
  const steps = room.run((step) => (step.key === 'statement' ? failed() : obedient(step)));
  expect(keys(steps).filter((key) => key.startsWith('sign/') || key === 'moderator/statement')).toEqual([]);
  const { done, total } = focusGroup.progress(room.transcript);
  expect(done).toBe(total);
});

describe('debate', () => {
  test('sides are those of the stances, and everybody has one turn a round', () => {
    const personas = cast(6);
    const steps = spoken(new Room(personas, { mode: 'debate', rounds: 4 }).run()).filter(({ key }) => key.startsWith('round/'));
    expect(steps).toHaveLength(24);
    const side = (step: SpeakStep) => personas.find(({ id }) => id === step.speaker.id)?.stance;
    expect(steps.slice(0, 3).map(side)).toEqual(['support', 'oppose', 'neutral']);
    for (const step of steps) {
      const told = {
        support: 'You argue FOR',
        oppose: 'You argue AGAINST',
        neutral: 'You take no side',
        critical: 'You take no side',
      };
      expect(step.instruction).toContain(told[side(step) ?? 'neutral']);
      expect(step.instruction).toContain('Our city should make buses free.');
    }
  });

  test('each persona has one turn in each round, whatever the size and the number of rounds', () => {
    for (const size of [2, 3, 5, 8]) {
      for (const rounds of [1, 2, 4, 6, 9]) {
        const turns = spoken(new Room(cast(size), { mode: 'debate', rounds }).run()).filter(({ key }) =>
          key.startsWith('round/'),
        );
        for (let round = 1; round <= rounds; round++) {
          const ids = turns.filter((turn) => turn.round === round).map(({ speaker }) => speaker.id);
          expect(ids.sort(), `${size} in round ${round} of ${rounds}`).toEqual(
            cast(size)
              .map(({ id }) => id)
              .sort(),
          );
        }
      }
    }
  });

  test.each([2, 3, 4, 7, 8])('a cast of %i supporters is parted into sides of one size', (size) => {
    const plan = focusGroup.plan({
      topic: 't',
      options: { mode: 'debate' },
      personas: cast(size, { stance: 'support' }),
      seed: 's',
    });
    const { sides } = plan as { sides: string[] };
    const count = (side: string) => sides.filter((one) => one === side).length;
    expect(count('pro')).toBe(count('con'));
    expect(count('pro')).toBe(Math.floor(size / 2));
  });

  test('where one side is missing, those who lean that way take it', () => {
    const personas = (['support', 'critical', 'support', 'critical'] as const).map((stance, i) => persona(i, { stance }));
    const plan = focusGroup.plan({ topic: 't', options: { mode: 'debate' }, personas, seed: 's' });
    expect(plan).toMatchObject({ sides: ['pro', 'con', 'pro', 'con'] });
  });
});
