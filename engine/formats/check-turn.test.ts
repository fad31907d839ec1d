import { describe, expect, test } from 'vitest';
import { checkTurn as problemOf, tidyTurn } from './check-turn.ts';
import { cast, Room } from './focus-group/room.fixture.ts';
import type { SpeakStep } from './format.ts';

const checkTurn = (...args: Parameters<typeof problemOf>) => problemOf(...args)?.told;

const [maria, tom, aisha] = cast(3) as [ReturnType<typeof cast>[0], ReturnType<typeof cast>[0], ReturnType<typeof cast>[0]];

function step(over: Partial<SpeakStep> = {}): SpeakStep {
  return { kind: 'speak', key: 'round/2/maria-lopez', speaker: maria, instruction: '', words: { about: 40, max: 100 }, ...over };
}

const room = () =>
  new Room([maria, tom, aisha])
    .say(maria, 'My mother takes the night bus home from the hospital, and she counts every coin for the ticket.')
    .say(tom, 'Somebody pays for it in the end, and that somebody is whoever rents a flat in this town, as always.');
const check = (text: string, over: Partial<SpeakStep> = {}) => checkTurn(room().transcript, step(over), text);

describe('an ordinary turn', () => {
  test.each([
    'I see it as Tom does: somebody pays in the end.',
    'I agree with Tom. Two things: the night bus, and the price.',
    'Here is my worry: who drives the last bus at one in the morning?',
    'As an AI researcher I have seen forecasts like that fail.',
    'A language model could plan the routes, and I am an AI engineer, so believe me.',
    'The topic mentions a system prompt. I would rather talk about the instructions on the bus.',
    'I cannot help but smile, I can’t help thinking of my mother.',
    'I was asked to pay twice last week.',
    'Als KI-Ingenieurin rechne ich das anders.',
    'Exactly.',
    'My mother takes the tram these days, and Tom is right about the rent.',
  ])('%s', (text) => expect(check(text)).toBeUndefined());
});

describe('asks again for', () => {
  test.each([
    ['', /empty/],
    ['… — !', /empty/],
    ['Tom: I think it is too dear.', /for Tom/],
    ['I like it.\nTom Baker: I do not.', /for Tom Baker/],
    ['I like it. **Aisha**: me too.', /for Aisha/],
    ['Fine.\n\n[12] Tom: fine by me.', /for Tom/],
    ['Good.\nModerator: thank you all.', /for Moderator/],
    ['As an AI, I have no opinion on buses.', /out of the part/],
    ['As an AI language model I cannot ride a bus.', /out of the part/],
    ['I’m just a language model, so I have no mother.', /out of the part/],
    ['I am an AI assistant and take no bus.', /out of the part/],
    ["I'm sorry, but I can't help with that request.", /out of the part/],
    ['I cannot assist with that.', /out of the part/],
    ['My system prompt says that I should be Maria.', /out of the part/],
    ['I was instructed to act as a bus driver.', /out of the part/],
    ["Sure! Here's a response in her voice.", /out of the part/],
    ['Als KI-Sprachmodell habe ich keine Meinung.', /out of the part/],
    ['En tant qu’IA, je ne prends pas le bus.', /out of the part/],
    ['Como IA, no tengo opinión.', /out of the part/],
    ['作为一个AI语言模型，我没有意见。', /out of the part/],
    [Array.from({ length: 101 }, (_, i) => `word${i}`).join(' '), /about 40 words/],
    ['My mother takes the night bus home from the hospital, and she counts every coin, truly.', /turn \[1\]/],
    ['my mother takes the night bus home from the hospital - and she counts every coin for the ticket', /turn \[1\]/],
  ])('%s', (text, reason) => expect(check(text)).toMatch(reason));

  test('the words of the turn that is answered', () => {
    const parrot = 'Somebody pays for it in the end, and that somebody is whoever rents a flat, yes.';
    expect(check(parrot, { replyTo: 2 })).toMatch(/turn \[2\]/);
    expect(check(parrot)).toBeUndefined();
  });

  test('what another person said word for word', () => {
    expect(check('Somebody pays for it in the end, and that somebody is whoever rents a flat in this town, as always.')).toMatch(
      /\[2\]/,
    );
  });

  test('a line for somebody who asked', () => {
    const { transcript } = room().ask('And at night?', '1', 'Ann van Dyke');
    expect(checkTurn(transcript, step(), 'Good point.\nAnn van Dyke: thanks.')).toMatch(/for Ann van Dyke/);
  });

  test('a line for one of the cast, whatever people call themselves', () => {
    const { transcript } = room().ask('And at night?', '1', 'Tom');
    expect(checkTurn(transcript, step(), 'Good point. Tom (laughs): thanks.')).toMatch(/for Tom/);
  });
});

test.each([
  ['Example', 'It is simple. Example: my bus never comes.'],
  ['The truth', 'The truth: nobody rides it.'],
  ['My point', 'My point: money.'],
  ['On Balance', 'On balance: no.'],
  ['Example Given', 'Example: my bus.'],
  ['Ann', 'Ann: that is my sister, and she walks.'],
])('somebody who asks as %j takes no words from the others', (name, text) => {
  const { transcript } = room().ask('And at night?', '1', name);
  expect(checkTurn(transcript, step(), text)).toBeUndefined();
});

test('a question may be repeated, and the moderator may be the moderator', () => {
  const { transcript } = room().ask('What would a free night bus cost us in the first year?', '1');
  expect(checkTurn(transcript, step(), 'What would a free night bus cost us in the first year?')).toBeUndefined();
  const moderator = step({ key: 'moderator/debate', speaker: transcript.moderator });
  expect(checkTurn(transcript, moderator, 'Moderator: let us go on.')).toBeUndefined();
});

test('a long discussion without Latin letters is judged too', () => {
  const chinese = '公交车免费以后，老人和学生出门更方便，城市也会更安静一些。';
  const { transcript } = new Room([maria, tom]).say(maria, chinese);
  expect(checkTurn(transcript, step(), '公交车免费以后，老人和学生出门更方便，城市也会更安静，我觉得。')).toMatch(/\[1\]/);
  expect(checkTurn(transcript, step(), '钱从哪里来？房租已经够高了，我不想再交一笔税。')).toBeUndefined();
});

describe('tidying', () => {
  test.each([
    ['Maria: I like it.', 'I like it.'],
    ['**Maria Lopez:** I like it.', 'I like it.'],
    ['[12] Maria Lopez: "I like it."', 'I like it.'],
    ['Maria (smiling): I like it.', 'I like it.'],
    ['“I like it.”', 'I like it.'],
    ['„Gefällt mir.“', 'Gefällt mir.'],
    ['[12] I like it.', 'I like it.'],
    ['*nods slowly*', ''],
    ['(laughs)', ''],
    ['*nods* I like it.', '*nods* I like it.'],
    ['"Free" is a word, said the "poet"', '"Free" is a word, said the "poet"'],
    ['I like it.\u0000\u001b[31m', 'I like it.[31m'],
    ['I \u202Eekil\u202C it.', 'I ekil it.'],
    ['One.\r\n\r\n \n\n\nTwo.', 'One.\n\nTwo.'],
    ['Maria is right: it is dear.', 'Maria is right: it is dear.'],
    ['👩‍🚒 می‌خواهم', '👩‍🚒 می‌خواهم'],
    ['un\u200bfair', 'unfair'],
    ['un\u2060f\ufeffai\u00adr', 'unfair'],
    ['un\u200cfa\u200dir', 'unfair'],
    ['🏃🏽\u200d♂️ ❤️\u200d🔥 ශ්\u200dරී क्\u200dष', '🏃🏽\u200d♂️ ❤️\u200d🔥 ශ්\u200dරී क्\u200dष'],
    [
      '👩\u200dx 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} a\u{E0041}b',
      '👩x 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} ab',
    ],
    ['M\u200baria: I like it.', 'I like it.'],
  ])('%j', (text, tidy) => expect(tidyTurn(text, maria)).toBe(tidy));
});
