import { describe, expect, it } from 'vitest';
import type { Turn } from '../types.ts';
import { replyChains } from './chains.ts';
import { nearness } from './nearness.ts';
import { type Score, type ScoreKey, scores } from './scores.ts';
import { isBuilding, isGrounded } from './signs.ts';
import { say, talk } from './talk.fixture.ts';

/** Turn `n` answers turn `replies[n]`. */
const withReplies = (turns: Turn[], replies: Record<number, number>): Turn[] =>
  turns.map((turn) => (replies[turn.n] === undefined ? turn : { ...turn, replyTo: replies[turn.n] as number }));

const of = (turns: readonly Turn[], topic: string, stanceEntropy: number | null = null) => {
  const all = scores({ turns, topic, stanceEntropy });
  return (key: ScoreKey) => all.find((score) => score.key === key) as Score;
};
const value = ({ parts }: Score, key: string) => parts.find((part) => part.key === key)?.value;

/** Small transcripts whose scores are worked out by hand beside them. */
describe('scores', () => {
  it('of four turns with replies', () => {
    const turns = withReplies(
      talk(
        'mod: Should buses be free?',
        'ann: Buses should be free because poor people walk.', // reason
        'ben: No, who drives them?', // neither
        'ann: We should hire drivers first.', // proposal
        'ben: If you hire 12 drivers I agree.', // figure, condition
      ),
      { 3: 2, 4: 3, 5: 4 },
    );
    const score = of(turns, 'Free buses', 0.4);
    // grounded 2 of 4 = .5 → .5/.8 = .625; one chain 2-3-4-5 of 4 → (4−1)/4 = .75; .7·.625 + .3·.75 = .6625
    expect(value(score('depth'), 'grounded')).toBe(0.5);
    expect(value(score('depth'), 'replyChains')).toBe(4);
    expect(score('depth').score).toBe(66);
    // building and answering: 4 and 5 of 4 turns = .5 → 1; no pure agreement
    expect(value(score('constructiveness'), 'building')).toBe(0.5);
    expect(score('constructiveness').score).toBe(100);
    // no 4-gram twice → 1; near: 2 (buses, free), not 3 (drives), 4 (drivers, as in 3), 5 (drivers, hire) → .75
    expect(value(score('coherence'), 'newWords')).toBe(1);
    expect(value(score('coherence'), 'nearness')).toBe(0.75);
    expect(score('coherence').score).toBe(88);
  });

  it('of nobody at all: nothing is defined', () => {
    for (const { score, parts } of scores({ turns: [], topic: '', stanceEntropy: null })) {
      expect(score).toBeNull();
      expect(parts.every(({ value: found, points }) => found === null && points === null)).toBe(true);
    }
  });

  it('of a moderator alone: nothing is defined but by the ballots', () => {
    const score = of(talk('mod: Welcome to all of you.', 'mod: Nobody came.'), 'Buses', 0.8);
    expect(score('depth').score).toBeNull();
    expect(score('constructiveness').score).toBeNull();
    expect(score('coherence').score).toBeNull();
    // stance entropy .8 → .8/.8 = 1; the distance is not defined, so it counts alone
    expect(score('diversity').score).toBe(100);
  });

  it('of one turn by one speaker, without a moderator', () => {
    const score = of(talk('ann: Cars stink.'), 'Cars in the centre');
    // grounded 0; one chain of 1 → 0
    expect(score('depth').score).toBe(0);
    expect(score('diversity').score).toBeNull();
    expect(score('constructiveness').score).toBe(0);
    // 2 words: no 4-gram, so 1 − repetition is not defined; near 1 of 1 (cars)
    expect(value(score('coherence'), 'newWords')).toBeNull();
    expect(score('coherence').score).toBe(100);
  });

  it('of one speaker who says the same twice', () => {
    const score = of(talk('ann: Trees give shade to children.', 'ann: Trees give shade to children.'), 'Parking');
    // second turn: both 4-grams known; mean (0 + 1)/2 = .5 → 1 − .5 = .5, below .8 → 0; near: neither shares a word with parking → 0
    expect(value(score('coherence'), 'newWords')).toBe(0.5);
    expect(value(score('coherence'), 'nearness')).toBe(0);
    expect(score('coherence').score).toBe(0);
    expect(score('diversity').score).toBeNull();
  });

  it('of two who share no word, and began far apart', () => {
    const score = of(talk(`ann: ${say('a', 10)}`, `ben: ${say('b', 10)}`), 'x', 0.43);
    // distance 1 → above .58 → 1; entropy .43/.8 = .5375; .6 + .4·.5375 = .815
    expect(value(score('diversity'), 'speakerDistance')).toBeCloseTo(1, 12);
    expect(score('diversity').score).toBe(82);
  });

  it('of two who say the same words, and began alike', () => {
    const score = of(talk('ann: red green blue grey', 'ben: red green blue grey'), 'x', 0);
    expect(score('diversity').score).toBe(0);
    // ben's one 4-gram was said: (0 + 1)/2 → .5 → 0
    expect(value(score('coherence'), 'newWords')).toBe(0.5);
  });

  it('of a group that only agrees', () => {
    const score = of(talk('ann: Free buses are good.', 'ben: Yes, exactly.', 'cid: I agree.', 'dot: Of course.'), 'Free buses');
    // building 0; pure agreement 3 of 4 = .75 → −.5·.75 < 0 → 0
    expect(value(score('constructiveness'), 'pureAgreement')).toBe(0.75);
    expect(score('constructiveness').score).toBe(0);
    expect(score('depth').score).toBe(0);
  });

  it('of a group that agrees and builds', () => {
    const turns = withReplies(
      talk('ann: Free buses.', 'ben: Yes, if drivers are hired.', 'ann: Right.', 'ben: We could try one year.'),
      { 2: 1, 3: 2, 4: 3 },
    );
    const score = of(turns, 'Free buses');
    // building: 2 (if) and 4 (we could) of 4 = .5 → 1; pure agreement: 3 of 4 turns is 'Right.' → 1/4; 1 − .5·.25 = .875
    expect(value(score('constructiveness'), 'building')).toBe(0.5);
    expect(value(score('constructiveness'), 'pureAgreement')).toBe(0.25);
    expect(score('constructiveness').score).toBe(88);
    // a chain of four → .75; grounded: none (a year is no figure); .3·.75 = .225
    expect(score('depth').score).toBe(23);
  });

  it('of a person who asks, and is answered', () => {
    const turns = withReplies(talk('ann: Trams are quiet.', '@kim: Who pays the wages?', 'ben: The wages come from fares.'), {
      3: 2,
    });
    // chains: a person's turn is none of the persona turns, so 1 and 3 are chains of 1
    expect(replyChains(turns)).toBe(1);
    // near: 1 shares trams with the topic; 3 shares wages with the question that it answers → 2 of 2
    expect(nearness(turns, 'Trams')).toBe(1);
    // and without the question 3 is near nothing: the prompt before it is then none
    expect(
      nearness(
        turns.filter(({ kind }) => kind === 'persona'),
        'Trams',
      ),
    ).toBe(0.5);
  });

  it('of replies to oneself, to later turns and to turns that are not there', () => {
    const turns = withReplies(talk('ann: We should walk.', 'ann: We could cycle.', 'ben: We could swim.'), { 1: 3, 2: 1, 3: 99 });
    // 1 → 3 is later and 3 → 99 is not there: no answer; 2 answers ann's own turn 1: a chain of 2, but nothing built on another
    expect(replyChains(turns)).toBe(1.5);
    expect(value(of(turns, 'x')('constructiveness'), 'building')).toBe(0);
  });

  it('of a fork in the replies', () => {
    const turns = withReplies(talk('ann: a', 'ben: b', 'cid: c', 'ann: d'), { 2: 1, 3: 1, 4: 3 });
    // ends: 2 (1-2: length 2) and 4 (1-3-4: length 3) → 2.5
    expect(replyChains(turns)).toBe(2.5);
  });

  it('of a Chinese discussion', () => {
    const turns = withReplies(
      talk(
        'mod: 公交车应该免费吗？',
        'wang: 我支持，因为很多学生付不起车票。',
        'li: 没错。',
        'wang: 我们可以先从夜班公交车开始。',
      ),
      { 3: 2, 4: 3 },
    );
    const score = of(turns, '公交车免费');
    // grounded: 2 (因为) of 3 = 1/3 → .4167; chain 2-3-4 = 3 → .5; .7·.4167 + .3·.5 = .4417
    expect(value(score('depth'), 'grounded')).toBeCloseTo(1 / 3, 12);
    expect(score('depth').score).toBe(44);
    // building: 4 answers 3 and proposes (我们可以): 1/3 → .6667; pure agreement: 3 (没错) = 1/3 → .6667 − .1667 = .5
    expect(score('constructiveness').score).toBe(50);
    // near: 2 shares neither 公交车 nor 免费 with the topic or the moderator's turn; 3 has no content word; 4 has 公交车 → 1 of 2
    expect(value(score('coherence'), 'nearness')).toBe(0.5);
  });

  it('of an Arabic discussion', () => {
    const turns = withReplies(
      talk('omar: الحافلات المجانية مفيدة لأن الناس فقراء.', 'salma: أوافق.', 'omar: يجب أن نبدأ بالحافلات الليلية.'),
      {
        2: 1,
        3: 2,
      },
    );
    const score = of(turns, 'حافلات مجانية');
    // grounded: 1 (لأن) of 3 → .4167; chain of 3 → .5 → 44
    expect(score('depth').score).toBe(44);
    // building: 3 (يجب أن) of 3 → .6667; pure agreement: 2 (أوافق) 1/3 → −.1667 → 50
    expect(score('constructiveness').score).toBe(50);
    // near: 1 (the article is cut off: حافل…), 3 (its root too); 2 has no content word → 2 of 2
    expect(value(score('coherence'), 'nearness')).toBe(1);
  });

  it('of a Hebrew and a German turn', () => {
    expect(isGrounded('אני תומכת כי זה הוגן')).toBe(true);
    expect(isBuilding('בואו נתחיל בלילה')).toBe(true);
    expect(isGrounded('Das ist teuer, weil der Sprit kostet.')).toBe(true);
    expect(isBuilding('Wir sollten klein anfangen.')).toBe(true);
  });

  it('of turns without words', () => {
    const score = of(talk('ann:', 'ben: …', 'cid: 👍', 'ann: !!!'), 'Buses', null);
    expect(score('depth').score).toBe(0);
    expect(score('diversity').score).toBeNull();
    expect(score('constructiveness').score).toBe(0);
    // neither a 4-gram nor a content word
    expect(score('coherence').score).toBeNull();
  });

  it('are whole numbers from 0 to 100 or null, whatever is said', () => {
    const texts = [
      '',
      ' ',
      '\u0000',
      'x'.repeat(50_000),
      '我'.repeat(9_000),
      '🙂'.repeat(500),
      'a b c d '.repeat(4_000),
      '\u202Ex',
      '٣٠٪',
      'If 3, we should.',
    ];
    for (let k = 0; k < 60; k++) {
      const lines = Array.from(
        { length: k % 12 },
        (_, i) => `${['mod', 'ann', 'ben', '@kim'][(i * 7 + k) % 4]}: ${texts[(i * 3 + k) % texts.length]}`,
      );
      const turns = withReplies(talk(...lines), { 2: 1, 3: 3, 4: 9, 5: 2, 7: 5 });
      for (const { score, parts } of scores({ turns, topic: texts[k % texts.length] ?? '', stanceEntropy: k % 3 ? 0.5 : null })) {
        if (score !== null) expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
        for (const { value: found, points } of parts) {
          for (const number of [found, points]) if (number !== null) expect(Number.isFinite(number)).toBe(true);
        }
      }
    }
  });
});

describe('what a turn does', () => {
  it.each([
    'because it rains',
    'for example in my street',
    'It costs 3 euros.',
    'Half of them walk.',
    '因为太贵',
    '去年我们试过',
    'لأن السعر مرتفع',
    'Porque es caro.',
    'Parce que c’est cher.',
    'Letztes Jahr war das anders.',
  ])('gives a reason, an example or a number: %s', (text) => expect(isGrounded(text)).toBe(true));

  it.each(['I like cars.', 'The car is red.', 'No way.', 'Sick days falls by a bit.', '我喜欢', 'Mir egal.'])(
    'gives none: %s',
    (text) => expect(isGrounded(text)).toBe(false),
  );

  it.each([
    'We should try it.',
    'Only if they pay.',
    'What if we wait?',
    '如果便宜就行',
    'Wenn es billig ist.',
    'À condition que ce soit gratuit.',
    'إذا كان رخيصا',
  ])('proposes or puts a condition: %s', (text) => expect(isBuilding(text)).toBe(true));

  it.each(['It is red.', 'Water falls down.', 'Ich mag das.', '太好了'])('does neither: %s', (text) =>
    expect(isBuilding(text)).toBe(false),
  );
});
