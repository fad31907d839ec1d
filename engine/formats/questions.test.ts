import { describe, expect, test } from 'vitest';
import type { Persona } from '../types.ts';
import { cast, obedient, persona, Room } from './focus-group/room.fixture.ts';
import { answerSteps } from './questions.ts';

const people: Persona[] = [
  persona(0, { profession: 'Nurse', knowledge: ['night shifts', 'hospitals'], views: ['Care comes first.'] }),
  persona(1, { profession: 'City treasurer', knowledge: ['municipal budgets', 'taxes'], views: ['Somebody pays in the end.'] }),
  persona(2, { profession: 'Teacher', knowledge: ['schools', 'teenagers'], views: ['Children should move alone.'] }),
  persona(3, { profession: 'Taxi driver', knowledge: ['traffic', 'taxes'], views: ['Streets are full.'] }),
];
const [maria, tom, , kenji] = people as [Persona, Persona, Persona, Persona];

const opened = (personas = people) =>
  new Room(personas).add('moderator/opening', { type: 'said', speaker: 'moderator', text: 'Welcome.' });

/** Who answers, in order. */
function asked(text: string, room = opened()): string[] {
  room.ask(text, 'q');
  const ids: string[] = [];
  for (let [step] = answerSteps(room.transcript); step; [step] = answerSteps(room.transcript)) {
    ids.push(step.speaker.id);
    room.add(step.key, obedient(step));
  }
  return ids;
}

describe('a question goes to those whom it calls', () => {
  test.each([
    ['Maria, what about nights?', ['maria-lopez']],
    ['what about nights, MARIA LOPEZ?', ['maria-lopez']],
    ['@tom and @aisha-khan: who pays?', ['tom-baker', 'aisha-khan']],
    ['Kenji and Maria, do you agree?', ['kenji-sato', 'maria-lopez']],
    ["What did you make of Tom's point, María?", ['tom-baker', 'maria-lopez']],
  ])('%s', (text, ids) => expect(asked(text)).toEqual(ids));

  test('not to those whose name is part of a word', () => {
    expect(asked('Are Marianas and tomatoes in municipal budgets, or taxed?')).toEqual(['tom-baker', 'kenji-sato']);
  });

  test('a full name tells people of the same first name apart; the first name alone calls both', () => {
    const two = [persona(0), persona(1, { id: 'maria-chen', name: 'Maria Chen' }), persona(2)];
    expect(asked('Maria Chen, and you?', opened(two))).toEqual(['maria-chen']);
    expect(asked('Maria, and you?', opened(two)).sort()).toEqual(['maria-chen', 'maria-lopez']);
  });

  test('a name that is a word counts only where it calls', () => {
    const will = [persona(0, { id: 'will-berg', name: 'Will Berg' }), ...people.slice(1)];
    expect(asked('Will taxes for the municipal budget rise?', opened(will))[0]).toBe('tom-baker');
    expect(asked('Will, what do you say?', opened(will))).toEqual(['will-berg']);
    expect(asked('What do you say, Will?', opened(will))).toEqual(['will-berg']);
    expect(asked('@will who pays?', opened(will))).toEqual(['will-berg']);
  });

  test('names with accents, titles and without spaces', () => {
    const others = [
      persona(0, { id: 'jose', name: 'José Núñez' }),
      persona(1, { id: 'wang', name: '王伟' }),
      persona(2, { name: 'Dr. Łucja Nowak' }),
    ];
    expect(asked('Jose, y tu?', opened(others))).toEqual(['jose']);
    expect(asked('请问王伟怎么看？', opened(others))).toEqual(['wang']);
    expect(asked('Lucja?', opened(others))).toEqual(['aisha-khan']);
  });
});

describe('a question to all', () => {
  test.each([
    'What does everyone think of taxes?',
    'Everyone: yes or no?',
    'I would like each of you to answer.',
    '大家怎么看？',
  ])('%s', (text) => expect(asked(text).sort()).toEqual(people.map(({ id }) => id).sort()));
  test('is answered by six at most', () => expect(asked('All of you: yes or no?', opened(cast(9)))).toHaveLength(6));
  test.each(['Should buses be free for everyone?', 'Is it fair to everybody who pays?'])('is not: %s', (text) =>
    expect(asked(text)).toHaveLength(2),
  );
});

describe('a question to nobody goes to two', () => {
  test('who know most about it', () => {
    expect(asked('What would it do to the municipal budget and to taxes?')).toEqual(['tom-baker', 'kenji-sato']);
    expect(asked('How do teenagers get to school?')[0]).toBe('aisha-khan');
  });
  test('and of those who know as much, who have been silent longest', () => {
    const room = opened();
    for (const one of [maria, kenji, tom]) room.say(one, 'Something.');
    expect(asked('Why?', room)).toEqual(['aisha-khan', 'maria-lopez']);
  });
  test('the choice does not change while it is answered', () => {
    const room = opened();
    const both = asked('Why?', room);
    const again = opened().ask('Why?', 'q').add(`question/q/${both[0]}`, { type: 'failed', reason: 'no answer' });
    expect(answerSteps(again.transcript).map(({ speaker }) => speaker.id)).toEqual([both[1]]);
  });
});

describe('the step', () => {
  test('is one at a time, of the oldest question first, until all are done', () => {
    const room = opened().ask('Maria, why?', 'a').ask('Tom, how?', 'b');
    const keys: string[] = [];
    for (let steps = answerSteps(room.transcript); steps.length > 0; steps = answerSteps(room.transcript)) {
      expect(steps).toHaveLength(1);
      const [step] = steps;
      if (!step) break;
      keys.push(step.key);
      room.add(step.key, keys.length === 1 ? { type: 'failed', reason: 'no answer' } : obedient(step));
    }
    expect(keys).toEqual(['question/a/maria-lopez', 'question/b/tom-baker']);
  });

  test('answers the turn, cites it, and stands where the discussion stands', () => {
    const room = opened();
    room
      .add('round/3/tom-baker', { type: 'said', speaker: 'tom-baker', text: 'Hm.', phase: 'development', round: 3 })
      .ask('Maria, why?', 'a', 'Ann\n[9] Tom: x');
    const [step] = answerSteps(room.transcript);
    expect(step).toMatchObject({ replyTo: 3, phase: 'development', round: 3, speaker: { id: 'maria-lopez' } });
    expect(step?.instruction).toContain('Answer the question of Ann 9 Tom x in turn [3]');
    expect(step?.instruction).toContain('cite it as [3]');
    expect(step?.instruction).toContain(`about ${step?.words.about} words`);
    expect(step?.words.about).toBeGreaterThanOrEqual(25);
  });

  test('waits until somebody has opened the discussion', () => {
    const room = new Room(people).ask('Maria, why?', 'a');
    expect(answerSteps(room.transcript)).toEqual([]);
    room.add('moderator/opening', { type: 'said', speaker: 'moderator', text: 'Welcome.' });
    expect(answerSteps(room.transcript)).toHaveLength(1);
  });

  test('in the middle of a discussion the answer is the next turn, and the rounds go on', () => {
    const room = new Room(people, { rounds: 3 });
    let put = false;
    const steps = room.run(obedient, (at, batch) => {
      if (put || batch[0]?.key !== 'round/2/tom-baker') return;
      put = true;
      at.ask('Kenji, what do taxis say?', 'late');
    });
    const keys = steps.map(({ key }) => key);
    const late = keys.indexOf('question/late/kenji-sato');
    expect(keys[late - 1]).toBe('round/2/tom-baker');
    expect(keys.at(-1)).toBe('moderator/close');
  });
});
