import { beforeAll, describe, expect, it } from 'vitest';
import { type Ballot, ballotOf, decided, type Signature, type Statement } from '../../formats/focus-group/decisions.ts';
import type { Persona } from '../../types.ts';
import { knownIn } from './recognise.ts';
import { six } from './room.fixture.ts';
import { type Rehearsed, rehearsed } from './simulate.fixture.ts';
import { signOf, verdictOf } from './verdict.ts';

const topic = 'Should our city make buses free?';
const open: readonly Persona[] = six.map((one) => ({ ...one, traits: { ...one.traits, openness: 8 } }));

let talks: Rehearsed[];
beforeAll(async () => {
  talks = [];
  for (const seed of ['a', 'b', 'c', 'd'])
    for (const personas of [six, open])
      talks.push(await rehearsed({ topic, personas, options: { rounds: 4, mode: 'consensus' }, seed }));
});

const sideName = (position: number) => (position > 0 ? 'pro' : position < 0 ? 'con' : undefined);

describe('a verdict', () => {
  it('is what the last words say, and what the last ballot says', () => {
    let checked = 0;
    for (const { transcript } of talks)
      for (const { id } of six) {
        const after = ballotOf(transcript, 'after', id) as Ballot;
        for (const turn of transcript.turns.filter((one) => one.speaker.id === id && one.phase === 'closing'))
          for (const line of knownIn(turn).filter(({ kind }) => kind === 'position')) {
            expect(line.side, line.sentence).toBe(sideName(after.position));
            checked++;
          }
      }
    expect(checked).toBeGreaterThan(15);
  });

  it('begins as the first ballot', () => {
    let checked = 0;
    for (const { transcript } of talks)
      for (const { id } of six) {
        const before = ballotOf(transcript, 'before', id) as Ballot;
        for (const turn of transcript.turns.filter((one) => one.speaker.id === id && one.phase === 'opening'))
          for (const line of knownIn(turn).filter(({ kind }) => kind === 'position')) {
            expect(line.side, line.sentence).toBe(sideName(before.position));
            checked++;
          }
      }
    expect(checked).toBeGreaterThan(15);
  });

  it('moves only by a turn that argues in that direction', () => {
    let moved = 0;
    for (const { transcript } of talks)
      for (const { id } of six) {
        const [before, after] = (['before', 'after'] as const).map((when) => ballotOf(transcript, when, id) as Ballot);
        if (!before || !after || before.position === after.position) continue;
        const turn = transcript.turns[(after.turn ?? 0) - 1];
        const speaker = transcript.personas.find((one) => one.id === turn?.speaker.id);
        const direction = Math.sign(after.position - before.position);
        expect(speaker && signOf(transcript, speaker)).toBe(direction);
        expect(turn && knownIn(turn).some(({ kind, side }) => kind === 'claim' && side === sideName(direction))).toBe(true);
        moved++;
      }
    expect(moved).toBeGreaterThan(3);
  });

  it('is what people sign by', () => {
    for (const { transcript } of talks) {
      const turnedDown = decided<Statement>(transcript, 'statement')?.statement.startsWith('We are not ready') ?? false;
      for (const persona of transcript.personas) {
        const { position } = ballotOf(transcript, 'after', persona.id) as Ballot;
        const { signs } = decided<Signature>(transcript, `sign/${persona.id}`) as Signature;
        expect(signs).toBe(position === 0 || position < 0 === turnedDown);
      }
    }
  });

  it('does not change where only one round is spoken, or ideas are built on', async () => {
    for (const options of [{ rounds: 1 }, { rounds: 4, mode: 'creative' }]) {
      const { transcript } = await rehearsed({ topic, personas: open, options });
      for (const persona of open) {
        const { before, now } = verdictOf(transcript, persona);
        expect(now).toBe(before);
      }
    }
  });

  it('lets nobody who is against it rave in a round of ideas', async () => {
    for (const seed of ['a', 'b', 'c']) {
      const { transcript } = await rehearsed({ topic, personas: six, options: { rounds: 6, mode: 'creative' }, seed });
      const against = six.filter((one) => signOf(transcript, one) < 0).map(({ id }) => id);
      const said = transcript.turns.filter(({ speaker }) => against.includes(speaker.id));
      expect(said.length).toBeGreaterThan(0);
      for (const { text } of said) expect(text).not.toMatch(/\bI(?:'d| would) (?:love|adore)\b/);
    }
  });
});
