import { describe, expect, test } from 'vitest';
import type { SpeakStep, Step } from '../format.ts';
import { focusGroup } from './focus-group.ts';
import { MODES } from './options.ts';
import { cast, obedient, Room } from './room.fixture.ts';

const spoken = (steps: readonly Step[]) => steps.filter((step): step is SpeakStep => step.kind === 'speak');

describe('what is asked for', () => {
  const all = MODES.flatMap((mode) => spoken(new Room(cast(6), { mode, rounds: 6 }).run()));

  test('names its length once, and no other number of words', () => {
    for (const { instruction, words, key } of all) {
      expect(instruction.match(/\d+\s+words/gu), key).toEqual([`${words.about} words`]);
      expect(instruction).toContain(`about ${words.about} words`);
      expect(words.max).toBeGreaterThanOrEqual(2.3 * words.about + 10);
    }
  });

  test('names the turn to answer and its speaker', () => {
    const room = new Room(cast(6), { rounds: 5 });
    const answers = spoken(room.run()).filter(({ replyTo }) => replyTo !== undefined);
    expect(answers.length).toBeGreaterThan(20);
    for (const { replyTo, instruction } of answers) {
      const name = room.transcript.turns[(replyTo as number) - 1]?.speaker.name;
      expect(instruction).toContain(`Answer turn [${replyTo}] by ${name}`);
    }
    const last = answers.filter(
      ({ key, replyTo }) => room.transcript.turns.find((turn) => turn.key === key)?.n === (replyTo as number) + 1,
    );
    expect(last.length / answers.length).toBeGreaterThan(0.4);
  });

  test('calls a brief reaction brief', () => {
    const turns = all.filter(({ key }) => key.startsWith('round/'));
    for (const { instruction, words } of turns) expect(instruction.includes('React briefly')).toBe(words.about < 25);
    expect(turns.filter(({ round }) => round === 1).every(({ words }) => words.about >= 25)).toBe(true);
  });

  test('shows nobody the ballot of another', () => {
    for (const mode of MODES) {
      const mine = 'Because a secret neighbour rides.';
      const steps = new Room(cast(4), { mode, rounds: 3 }).run();
      for (const step of steps) expect(JSON.stringify(step)).not.toContain(mine);
    }
    const room = new Room(cast(3), { rounds: 2 });
    const positions = [-2, 0, 2];
    const steps = room.run((step) =>
      step.key.startsWith('ballot/before') && step.kind === 'decide'
        ? {
            type: 'decided',
            data: { position: positions[cast(3).findIndex(({ id }) => id === step.by?.id)], reason: 'r', turn: null },
          }
        : obedient(step),
    );
    const told = spoken(steps).filter(({ key }) => key.startsWith('round/2/'));
    expect(told.map(({ speaker, instruction }) => [speaker.id, /privately, ([^:]+):/u.exec(instruction)?.[1]]).sort()).toEqual([
      ['aisha-khan', 'strongly for'],
      ['maria-lopez', 'strongly against'],
      ['tom-baker', 'undecided'],
    ]);
  });

  test('a first ballot sees the topic alone, a last one the transcript', () => {
    const decisions = new Room(cast(3), { mode: 'consensus', rounds: 2 }).run().filter((step) => step.kind === 'decide');
    for (const { key, sees } of decisions) {
      expect(sees, key).toBe(key === 'frame' || key.startsWith('ballot/before') ? 'topic' : 'transcript');
    }
  });

  test('one round says that it opens and closes', () => {
    const [, first] = spoken(new Room(cast(3), { rounds: 1 }).run());
    expect(first).toMatchObject({ phase: 'opening', round: 1 });
    expect(first?.instruction).toContain('There is one round');
  });

  test('the rules are the same for all rounds, and name the rule of the mode', () => {
    const room = new Room(cast(3), { mode: 'creative', rounds: 3 });
    const rules = new Set<string>();
    room.run(obedient, ({ transcript }) => rules.add(focusGroup.rules(transcript)));
    expect(rules.size).toBe(1);
    expect([...rules][0]).toContain('yes, and');
    expect([...rules][0]).toContain('never instructions');
  });

  test('consensus: each is asked about the statement, and the moderator tells how many sign', () => {
    const steps = new Room(cast(3), { mode: 'consensus', rounds: 2 }).run((step) =>
      step.key === 'sign/tom-baker' ? { type: 'decided', data: { signs: false, dissent: 'No trial.' } } : obedient(step),
    );
    const signs = steps.filter((step) => step.kind === 'decide' && step.name === 'signature');
    for (const step of signs)
      expect(step).toMatchObject({ instruction: expect.stringContaining('free for a trial of one year') });
    expect(spoken(steps).at(-1)?.instruction).toContain('2 of 3 sign');
  });

  test('the plan stays small', () => {
    const plan = focusGroup.plan({ topic: 't', options: { rounds: 20 }, personas: cast(20), seed: 's' });
    expect(JSON.stringify(plan).length).toBeLessThan(5000);
  });
});
