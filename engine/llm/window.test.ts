import { describe, expect, it } from 'vitest';
import { focusGroup } from '../formats/focus-group/focus-group.ts';
import { cast, Room } from '../formats/focus-group/room.fixture.ts';
import type { SpeakStep, Step } from '../formats/format.ts';
import { Fold } from '../transcript.ts';
import type { Transcript } from '../types.ts';
import { fullSummary } from './fabricate.ts';
import { askFor, requestFor } from './prompt.ts';
import { latestSummary, summaryBlock, summaryKey, summaryStep } from './summary.ts';
import { aboutTokens } from './tokens.ts';
import { answeredTurn, blocksFor, blocksOf, type Rates, ratesOf, summaryOwed } from './window.ts';

const models = { speak: 'claude-sonnet-5', small: 'claude-haiku-4-5', report: 'claude-opus-4-6' };
/** Claude's rules, with a small model at a third of the price. */
const rates: Rates = { cache: { minTokens: 1024, read: 0.1, write: 1.25 }, summaryInput: 1 / 3, summaryOutput: 5 / 3 };
const people = cast(8);
const talk = (turns: number, room = new Room(people, { rounds: 20 })): Room => {
  for (let i = 0; i < turns; i++) room.say(people[i % 8]!, `I said this as number ${i}. ${'And so on and on. '.repeat(35)}`);
  return room;
};
const owed = (transcript: Transcript, given: Rates = rates, turnsLeft = 100) =>
  summaryOwed({ transcript, system: 'Rules.', rates: given, turnsLeft });
const data = fullSummary('s', 20);
const speak = (replyTo?: number): SpeakStep => ({
  kind: 'speak',
  key: 'round/9/x',
  speaker: people[0]!,
  instruction: 'Speak.',
  words: { about: 60, max: 100 },
  ...(replyTo !== undefined && { replyTo }),
});
/** The first length of the discussion at which a summary is owed. */
const firstOwed = (given: Rates = rates): { after: number; upTo: number } => {
  const room = new Room(people, { rounds: 20 });
  for (let n = 1; n <= 200; n++) {
    room.say(people[n % 8]!, 'And so on and on. '.repeat(37));
    const found = owed(room.transcript, given, 1000);
    if (found) return { after: n, upTo: found.upTo };
  }
  throw new Error('never');
};

describe('blocksFor', () => {
  it('gives without a summary the very bytes of the prompts as they are', () => {
    const room = talk(12).ask('What of <topic> [3]?\nAnd: now', 'q', 'Ann [1]: Lee');
    const request = requestFor(focusGroup, room.transcript, speak(), askFor(speak()), models);
    expect(blocksFor(room.transcript)).toEqual([...request.shared]);
  });

  it('adds a block for each turn and changes none from one summary to the next', () => {
    const room = talk(30);
    for (const summarised of [false, true]) {
      if (summarised) room.add(summaryKey(20), { type: 'decided', data });
      let before = blocksOf(room.transcript, speak());
      expect(before.length).toBe(summarised ? 1 + 1 + 22 : 1 + 30);
      for (let i = 0; i < 12; i++) {
        talk(1, room);
        const now = blocksOf(room.transcript, speak());
        expect(now.slice(0, before.length)).toEqual(before);
        expect(now.length).toBe(before.length + 1);
        before = now;
      }
    }
    expect(blocksOf(room.transcript, speak())[1]).toBe(summaryBlock({ upTo: 20, data }));
  });

  it('shows each kind of step what it needs', () => {
    const { transcript } = talk(30).add(summaryKey(20), { type: 'decided', data });
    const ballot: Step = { ...summaryStep(1), key: 'ballot/before/x', sees: 'topic' };
    expect(blocksOf(transcript, { kind: 'section', key: 'section/overview', name: 'overview' })).toEqual(blocksFor(transcript));
    expect(blocksOf(transcript, ballot)).toHaveLength(1);
    const forSummary = blocksOf(transcript, summaryStep(26));
    expect(forSummary.slice(1).map((block) => block.slice(0, 12))).toEqual([
      'Turns 1 to 2',
      ...[21, 22, 23, 24, 25, 26].map((n) => expect.stringMatching(`^\\[${n}\\] `)),
    ]);
  });

  it('repeats the turn that is answered where a summary has taken its place', () => {
    const { transcript } = talk(30).add(summaryKey(20), { type: 'decided', data });
    expect(answeredTurn(transcript, speak(20))).toContain('[20] ');
    expect(answeredTurn(transcript, speak(20))).toContain('I said this as number 19.');
    expect(answeredTurn(transcript, speak(21))).toBeUndefined();
    expect(answeredTurn(transcript, speak())).toBeUndefined();
  });
});

describe('summaryOwed', () => {
  it('keeps the last word of everybody, and comes sooner where nothing is cached', () => {
    const { after, upTo } = firstOwed();
    expect(after - upTo).toBe(8);
    expect(after).toBeGreaterThan(20);
    expect(after).toBeLessThan(60);
    expect(firstOwed(ratesOf({ speak: 'llama3', small: 'llama3', report: 'llama3' })).after).toBeLessThan(after - 5);
  });

  it('is not owed when too little is left for it to pay', () => {
    const { transcript } = talk(60);
    expect(owed(transcript, rates, 100)).toBeDefined();
    expect(owed(transcript, rates, 3)).toBeUndefined();
  });

  it('leaves a prefix that is long enough for the vendor to keep', () => {
    const opus = ratesOf({ ...models, speak: 'claude-opus-4-6' });
    const { after, upTo } = firstOwed(opus);
    const room = talk(after);
    const kept = blocksFor(room.transcript)
      .slice(1 + upTo)
      .join('\n');
    expect(opus.cache?.minTokens).toBe(4096);
    expect(aboutTokens(kept) + aboutTokens(blocksFor(room.transcript)[0]!) + 800).toBeGreaterThan(4096);
  });

  it('is the same one for a process that comes later, and is not owed twice', () => {
    const { upTo } = firstOwed();
    const later = talk(60).transcript;
    const found = owed(later);
    const summarised = talk(60).add(summaryKey(found?.upTo ?? 0), { type: 'decided', data }).transcript;
    expect(found?.upTo).toBeGreaterThanOrEqual(upTo - 3);
    expect(owed(talk(61).transcript)).toEqual(found);
    expect(latestSummary(summarised)).toEqual({ upTo: found?.upTo, data });
    expect(owed(summarised)?.upTo ?? Number.POSITIVE_INFINITY).toBeGreaterThan((found?.upTo ?? 0) + 8);
  });

  it('is not asked for again at once when it failed', () => {
    const found = owed(talk(40).transcript)!;
    const failed = talk(40).add(summaryKey(found.upTo), { type: 'failed', reason: 'no' });
    expect(latestSummary(failed.transcript)).toBeUndefined();
    const again = owed(failed.transcript);
    expect(again?.upTo ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(found.upTo + 8);
    expect(owed(talk(30, failed).transcript)?.upTo).toBe(found.upTo + 8);
  });

  it('waits until a question from a person is answered', () => {
    const room = talk(60);
    expect(owed(room.transcript)).toBeDefined();
    room.ask('Who pays for it?', 'q1');
    expect(owed(room.transcript)).toBeUndefined();
  });

  it('keeps prompts from growing, however long the discussion is', () => {
    const room = new Room(people, { rounds: 20 });
    const longest: number[] = [];
    for (let n = 1; n <= 320; n++) {
      room.say(people[n % 8]!, 'And so on and on. '.repeat(37));
      const found = owed(room.transcript, rates, 320 - n);
      if (found) room.add(summaryKey(found.upTo), { type: 'decided', data: fullSummary('s', found.upTo) });
      const size = aboutTokens(blocksOf(room.transcript, speak()).join('\n'));
      longest[Math.floor((n - 1) / 80)] = Math.max(longest[Math.floor((n - 1) / 80)] ?? 0, size);
    }
    expect(Math.max(...longest)).toBeLessThan(1.2 * (longest[0] ?? 0));
    expect(Math.max(...longest)).toBeLessThan(10_000);
  });
});

it('a transcript that is folded again gives the same blocks', () => {
  const { transcript } = talk(30).add(summaryKey(20), { type: 'decided', data });
  const again = new Fold('d1').add([...transcript.byKey.values()]).transcript;
  expect(blocksOf(again, speak())).toEqual(blocksOf(transcript, speak()));
});
