import { describe, expect, it } from 'vitest';
import { rehearsalServices } from '../../services/rehearsal-services.ts';
import { Fold } from '../../transcript.ts';
import type { Service } from '../../types.ts';
import { asksForMoney, remarkedOn, subjectOf } from './asked.ts';
import { languageOf } from './language.ts';
import { five } from './room.fixture.ts';
import { serviceTurn } from './service.ts';
import { rehearsed } from './simulate.fixture.ts';
import { inStyle } from './style.ts';
import { topicOf } from './topic.ts';

describe('a topic that asks for no yes or no', () => {
  it.each([
    [
      'Which cuts should the Hillford library make?',
      'The Hillford library should make cuts rather than leave things as they are.',
    ],
    ['What should we do about traffic?', 'We should do something about traffic rather than leave things as they are.'],
    ['Which books should schools buy?', 'Schools should buy books rather than leave things as they are.'],
    [
      'How should the Hillford library respond to budget cuts?',
      'The Hillford library should respond to budget cuts rather than leave things as they are.',
    ],
    ['Who should pay for care?', 'We should settle now who should pay for care, rather than leave things as they are.'],
    [
      'What makes a good teacher?',
      'We should agree on what makes a good teacher and act on that rather than leave things as they are.',
    ],
    ['Why is rent so high?', 'On “Why is rent so high?”, things should change rather than stay as they are.'],
  ])('%j is voted on as %j', (topic, proposition) => {
    expect(topicOf(topic).proposition).toBe(proposition);
  });

  it('is named in the right order', () => {
    expect(topicOf('Which cuts should the Hillford library make?').title).toBe(
      'the question of which cuts the Hillford library should make',
    );
  });
});

function answerOf(service: Service, topic: string, seed: string): string {
  const { transcript } = new Fold('council');
  const step = {
    kind: 'speak' as const,
    key: `q1/answer/1/${service.id}`,
    speaker: { id: service.id, name: service.name },
    instruction: '',
    words: { about: 90, max: 140 },
    service,
  };
  const scene = { transcript: { ...transcript, seed, brief: { ...transcript.brief, topic, options: {} } }, step };
  return serviceTurn({ scene, shared: [] }, service).text;
}

describe('a question that nobody can be for or against', () => {
  it.each(['Which database for a 3-person startup?', 'And for ten people?'])('%j is answered without taking sides', (topic) => {
    const said = rehearsalServices.flatMap((service) =>
      ['one', 'two', 'three', 'four'].map((seed) => answerOf(service, topic, seed)),
    );
    expect(new Set(said).size).toBe(said.length);
    for (const text of said) expect(text).not.toMatch(/\b(?:I'm|I am) (?:for|against) |friends of|argue against|behind “/);
    expect(said.join(' ')).toContain(`“${topic.slice(0, -1)}”`);
  });
});

describe('how a remark is answered', () => {
  it.each([['formal'], ['casual']] as const)('a %s sentence still begins with a capital', (style) => {
    const text = "Time has no lobby. Let's not rush. Can't say. It's late, and let's go.";
    const formal = 'Time has no lobby. Let us not rush. Cannot say. It is late, and let us go.';
    expect(inStyle(text, style)).toBe(style === 'formal' ? formal : text);
  });

  it('is named as that where it names nothing', () => {
    expect(remarkedOn('ok!')).toBe('that');
  });
});

describe('a topic in another language', () => {
  it.each([
    ['我们应该怎样应对图书馆的预算削减？', 'other'],
    ['Sollen wir die Busse kostenlos machen?', 'other'],
    ['¿Debemos cerrar la biblioteca?', 'other'],
    ['Should our city make buses free?', 'english'],
    ['coffee', 'english'],
  ] as const)('%j is %s', (topic, language) => {
    expect(languageOf(topic)).toBe(language);
  });

  it.each(['我们应该怎样应对图书馆的预算削减？', 'Sollen wir die Busse kostenlos machen?'])(
    '%j: the moderator says that English is spoken, and no word of it stands alone',
    async (topic) => {
      const { transcript } = await rehearsed({ topic, personas: five, options: { rounds: 3 } });
      expect(transcript.turns[0]?.text).toContain("This rehearsal speaks English whatever the topic's language.");
      expect(topicOf(topic).thing).toBe('this question');
    },
  );

  it('is not announced where the topic is English', async () => {
    const { transcript } = await rehearsed({ topic: 'Remote work', personas: five, options: { rounds: 1 } });
    expect(transcript.turns[0]?.text).not.toContain('English');
  });
});

describe('a question of a person', () => {
  it.each([
    ['Who pays for that, and what would you do first?', 'the long-term bill'],
    ['Wer bezahlt das, die Eltern?', 'your question'],
    ['ok?', 'your question'],
    ['What will my grandmother do?', 'your grandmother'],
  ])('%j is spoken of as %j', (text, subject) => {
    expect(subjectOf(text)).toBe(subject);
  });

  it('about money is answered with money', async () => {
    const asked = 'Who pays for that?';
    expect(asksForMoney(asked)).toBe(true);
    const { transcript } = await rehearsed({
      topic: 'Remote work',
      personas: five,
      options: { rounds: 3 },
      questions: { 8: asked },
    });
    const n = transcript.turns.find(({ kind }) => kind === 'person')?.n;
    const answers = transcript.turns.filter(({ replyTo }) => replyTo === n);
    expect(answers.length).toBeGreaterThan(0);
    for (const { text } of answers) expect(text).toMatch(/\b(?:pay|pays|money|bill|sum|cost|budget|figure)\b/i);
  });
});
