import { beforeAll, describe, expect, it } from 'vitest';
import { opensWithAgreement } from '../../measures/agreement.ts';
import { repetition } from '../../measures/repetition.ts';
import { countWords, sentences } from '../../text.ts';
import { Fold } from '../../transcript.ts';
import type { EventBody, Transcript } from '../../types.ts';
import { firstName, tokens } from './english.ts';
import { rehearse } from './rehearse.ts';
import { five, six } from './room.fixture.ts';
import { type Rehearsed, rehearsed, requestOf } from './simulate.fixture.ts';

const topic = 'Should our city make buses free?';
const persona = ({ transcript }: Rehearsed) => transcript.turns.filter(({ kind }) => kind === 'persona');

/** A short discussion, and then whatever is asked of it. */
function opened(said: string, mode = 'free'): Transcript {
  const fold = new Fold('d');
  const at = new Date(0);
  const bodies: EventBody[] = [
    {
      type: 'opened',
      format: 'focus-group',
      formatVersion: 1,
      seed: 's',
      plan: {},
      moderator: { id: 'moderator', name: 'Moderator' },
      brief: { topic, format: 'focus-group', options: { mode }, provider: 'rehearsal', pace: 'fast', promptVersion: 1 },
    },
    { type: 'cast', personas: [...five], reason: '' },
    { type: 'said', speaker: 'tom-baker', text: said, phase: 'opening', round: 1 },
  ];
  bodies.forEach((body, i) => void fold.add([{ seq: i + 1, key: `k${i}`, at, deliverAt: at, ...body }]));
  return fold.transcript;
}

const speak = (transcript: Transcript, about: number, key: string, id = 'maria-lopez', max = about * 2 + 10): string =>
  rehearse(
    requestOf(transcript, {
      kind: 'speak',
      key,
      speaker: five.find((one) => one.id === id) ?? { id, name: id },
      instruction: '',
      words: { about, max },
      phase: 'development',
      round: 2,
      replyTo: 1,
    }),
  ).text;

describe('a turn', () => {
  const transcript = opened('I fear the repair bill. The depot has an empty spare parts shelf.');

  it.each([6, 8, 12, 17, 25, 40, 55, 80, 110, 150, 300, 500])('of about %i words has that length', (about) => {
    for (let i = 0; i < 20; i++) {
      const text = speak(transcript, about, `round/${i}/x`);
      expect(Math.abs(countWords(text) - about), text).toBeLessThanOrEqual(Math.max(1, 0.12 * about));
    }
  });

  it('answers by first name, whole sentences only, and in no list', () => {
    for (let i = 0; i < 30; i++) {
      const text = speak(transcript, 30 + i, `round/${i}/y`);
      expect(text).toContain('Tom');
      expect(text).toMatch(/^\p{Lu}.*[.?!]$/su);
      expect(text).not.toMatch(/^\s*(?:[-*•]|\d+[.)])\s/mu);
    }
  });

  it('takes up words of what it answers', () => {
    const replies = Array.from({ length: 20 }, (_, i) => speak(transcript, 40, `round/${i}/z`));
    expect(replies.filter((text) => /repair|bill|depot|shelf|spare/i.test(text)).length).toBeGreaterThan(10);
  });

  it('keeps to the limit where it is below the length asked for', () => {
    for (let i = 0; i < 10; i++)
      expect(countWords(speak(transcript, 40, `round/${i}/m`, 'maria-lopez', 38))).toBeLessThanOrEqual(38);
  });

  it('writes in full where the style is formal', () => {
    const formal = Array.from({ length: 20 }, (_, i) => speak(transcript, 60, `round/${i}/f`, 'tom-baker')).join(' ');
    expect(formal).not.toMatch(/\b(?:I'm|don't|can't|it's|won't|we're|I'd)\b/);
    const casual = Array.from({ length: 20 }, (_, i) => speak(transcript, 60, `round/${i}/f`, 'aisha-khan')).join(' ');
    expect(casual).toMatch(/\b(?:I'm|don't|can't|it's|won't|we're|I'd)\b/);
  });

  it('comes from a speaker who is not in the cast, too', () => {
    expect(countWords(speak(transcript, 30, 'answer/1', 'service-a'))).toBeGreaterThan(25);
  });
});

describe('a discussion of six in eight rounds', () => {
  let talks: Rehearsed[];
  beforeAll(async () => {
    talks = [];
    for (const seed of ['a', 'b', 'c', 'd', 'e'])
      talks.push(await rehearsed({ topic, personas: six, options: { rounds: 8 }, seed }));
  });

  it('keeps every rule that the format checks, and the length of every turn', () => {
    for (const talk of talks) {
      expect(talk.problems).toEqual([]);
      for (const step of talk.steps) {
        if (step.kind !== 'speak') continue;
        const text = talk.transcript.turns.find(({ key }) => key === step.key)?.text ?? '';
        expect(Math.abs(countWords(text) - step.words.about), text).toBeLessThanOrEqual(Math.max(1, 0.12 * step.words.about));
      }
    }
  });

  it('has no sentence of five words or more twice', () => {
    for (const talk of talks) {
      const all = persona(talk)
        .flatMap(({ text }) => sentences(text))
        .filter((sentence) => countWords(sentence) >= 5);
      const twice = all.filter((sentence, i) => all.indexOf(sentence) !== i);
      expect(twice).toEqual([]);
    }
  });

  it('repeats hardly any run of four words', () => {
    for (const talk of talks) expect(repetition(talk.transcript.turns)).toBeLessThan(0.02);
  });

  it('opens with agreement about as often as people do', () => {
    const turns = talks.flatMap(persona);
    const share = turns.filter(({ text }) => opensWithAgreement(text)).length / turns.length;
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.42);
  });

  it('names the one it answers in most turns, and speaks for nobody', () => {
    for (const talk of talks) {
      const long = persona(talk).filter(({ replyTo, text }) => replyTo !== undefined && countWords(text) > 16);
      const named = long.filter(({ replyTo, text }) =>
        text.includes(firstName(talk.transcript.turns[(replyTo ?? 0) - 1]?.speaker.name ?? '') ?? '-'),
      );
      expect(named.length / long.length).toBeGreaterThan(0.9);
      for (const { text } of talk.transcript.turns)
        expect(text).not.toMatch(/(?:^|[.?!\n]\s*)(?:Maria|Tom|Chen|Aisha|Jonas|Greta|Moderator)\s*:/);
    }
  });

  it('begins turns in many ways', () => {
    for (const talk of talks) {
      const starts = persona(talk).map(({ text }) => tokens(text).slice(0, 2).join(' '));
      expect(new Set(starts).size / starts.length).toBeGreaterThan(0.65);
    }
  });

  it('speaks of the topic, in the words of each sheet', () => {
    for (const talk of talks) {
      const all = persona(talk);
      expect(all.filter(({ text }) => /bus/i.test(text)).length / all.length).toBeGreaterThan(0.35);
      const quoting = six.filter(({ id, views }) => {
        const own = all
          .filter(({ speaker }) => speaker.id === id)
          .map(({ text }) => text)
          .join(' ');
        return views.some((view) => own.includes(view.slice(0, 24)));
      });
      expect(quoting.length).toBeGreaterThanOrEqual(5);
    }
  });

  it('has a moderator who says little, neutrally, and names the topic', () => {
    for (const talk of talks) {
      const host = talk.transcript.turns.filter(({ kind }) => kind === 'moderator');
      expect(host[0]?.text).toMatch(/buses/);
      for (const { text } of host) expect(text).not.toMatch(/\bI (?:agree|disagree|support|oppose|think)\b/);
    }
  });
});

describe('modes', () => {
  it('creative: builds on ideas, and never opens with a no or a but', async () => {
    const talk = await rehearsed({
      topic: 'How might we improve onboarding?',
      personas: five,
      options: { rounds: 6, mode: 'creative' },
    });
    expect(talk.problems).toEqual([]);
    for (const { text } of persona(talk)) expect(text).not.toMatch(/^(?:No|But|Not|However|I don't|I can't|I doubt)\b/);
    expect(repetition(talk.transcript.turns)).toBeLessThan(0.06);
  });

  it('debate: each argues for the side that was given', async () => {
    const all = five.map((one) => ({ ...one, stance: 'support' as const }));
    const talk = await rehearsed({ topic, personas: all, options: { rounds: 4, mode: 'debate' } });
    expect(talk.problems).toEqual([]);
    const { sides, cast } = talk.transcript.plan as { sides: string[]; cast: string[] };
    const con = cast[sides.indexOf('con')];
    const said = persona(talk)
      .filter(({ speaker }) => speaker.id === con)
      .map(({ text }) => text)
      .join(' ');
    expect(said).not.toMatch(/Count me among the friends|my yes|in favour/i);
  });

  it('essays and one round work', async () => {
    expect((await rehearsed({ topic, personas: five.slice(0, 3), options: { rounds: 2, length: 'essay' } })).problems).toEqual(
      [],
    );
    expect((await rehearsed({ topic, personas: five, options: { rounds: 1 } })).problems).toEqual([]);
  });
});

describe('a question of a person', () => {
  it('is answered by name and in its own words', async () => {
    const question = 'What will the winter timetable do to my grandmother in the village?';
    const talk = await rehearsed({ topic, personas: five, options: { rounds: 3 }, questions: { 7: question } });
    const asked = talk.transcript.turns.find(({ kind }) => kind === 'person');
    const answers = talk.transcript.turns.filter(({ replyTo }) => replyTo !== undefined && replyTo === asked?.n);
    expect(answers.length).toBeGreaterThan(0);
    for (const { text } of answers) {
      expect(text).toContain('Ann');
      expect(text).toMatch(/winter timetable|grandmother|village/);
    }
    expect(talk.problems).toEqual([]);
  });

  it('may come from anybody, whatever they call themselves', () => {
    const fold = new Fold('q');
    const at = new Date(0);
    fold.add([
      { seq: 1, key: 'question/1', at, deliverAt: at, type: 'asked', asker: { id: 'x', name: '@everyone 🦊' }, text: '???' },
    ]);
    const step = {
      kind: 'speak' as const,
      key: 'question/1/maria-lopez',
      speaker: { id: 'maria-lopez', name: 'Maria' },
      instruction: '',
      words: { about: 30, max: 80 },
      replyTo: 1,
    };
    const { text } = rehearse(requestOf(fold.transcript, step));
    expect(countWords(text)).toBeGreaterThan(20);
    expect(text).not.toContain('@');
  });
});
