/** Sentences that come after the first one. `CONCEDE`: to somebody of the other side. */

/** By somebody who is for it. */
export const CONCEDE_PRO: readonly string[] = [
  "I'd {give|grant} <name> one thing, {freely|gladly}, and that is <echo>.",
  'Where <name> and I {could|might} meet: <cond>.',
  "I'll {sign|take} a {slower|smaller} version {as well|too}, provided that <cond>.",
  'Let us {add|write in} one condition for <name>: <cond>.',
  'It {costs|hurts} me nothing to {promise|agree} that <cond>.',
];

/** By somebody who is not. */
export const CONCEDE: readonly string[] = [
  "I'd {give|grant} <name> one thing, {freely|gladly}, and that is <echo>.",
  'If <cond>, {half|a part} of my {worry|doubt} {melts|goes away}.',
  'I could {live with|swallow} <act> if <cond>.',
  'Show me that <cond>, and {we can|I will} {talk|listen again}.',
  'My {price|condition} is {modest|short}: <cond>.',
  'Where <name> and I {could|might} meet: <cond>.',
  'It {changes|shifts} for me the day <cond>.',
];

export const CHALLENGE: readonly string[] = [
  '<Name>, what would {you tell|your answer be to} the {person|one} who {pays for|loses by} <echo>?',
  'Suppose you are {wrong|mistaken} about <echo>, <name>; what {then|is plan B}?',
  'I {miss|would like} a {plain|clear} word on <noun> {from you|before we go on}.',
  "We {talk|speak} as if <noun> were {settled|somebody else's job}.",
  'And <noun>, <other>, where {would|do} you fit that in?',
  'How do <echo> and <noun> {go|fit} together, <name>?',
  'Would <other> {sign|agree to} that, <name>?',
];

export const HEDGE: readonly string[] = [
  'I may be {wrong|too close to it}.',
  '{Others|You} will know {better|more}.',
  "That's {just|only} my corner, of course.",
  'Correct me if that {sounds|is} unfair.',
  "I'm {thinking|wondering} aloud here.",
  'Perhaps I {worry|think} too {much|small}.',
];

export const PUSH: readonly string[] = [
  'Somebody has to {start|go first}, so I {do|will}.',
  "Let's not leave the room {without|before} {that|an answer}.",
  "I'd {bring|take} that to a vote {today|right now}.",
  'Give me {ten minutes|a whiteboard} and I can {show|sketch} it.',
  'I want {a date|names}, {not|more than} a mood.',
  "We've {circled|danced round} it long enough.",
];

/** A few words that round a turn off. */
export const TAILS: readonly string[] = [
  'I mean it.',
  'Think about it.',
  'That is all.',
  'Just {saying|a thought}.',
  'It {matters|counts}.',
  'So there you have it.',
  '{Sleep|Chew} on that.',
  'My view, anyway.',
  '{Tell|Show} me.',
  'Worth a {thought|moment}.',
];
export const CREATIVE_TAILS: readonly string[] = [
  'Why not?',
  'Imagine that.',
  "Let's try {it|one}.",
  'I can {see|hear} it.',
  'With {music|flags}.',
  'And {soup|cake} after.',
  'Who joins in?',
];

/** How a round of ideas starts. */
export const DREAM: readonly string[] = [
  'Close your eyes and think of <thing> {ten times|twice} as {good|warm}.',
  'When I {imagine|picture} <act> at its best, I {hear|see} {laughter|a full room} first.',
  'My wildest version of <act> {starts|begins} with {a kitchen table|a drum|five curious children}.',
  "I'd {love|adore} <thing> that {people|strangers} {sing|tell stories} about.",
  "I want <thing> to be the {nicest|brightest} {quarter of an hour|corner} of {the day|somebody's week}.",
  'Let me {throw|put} a {wild|first} {card|seed} on the table for <thing>.',
  'What would <thing> {look|feel} like if <people> {drew|made} it {with crayons|overnight}?',
  '{Borrowing|Straight} from <know>, I {see|have} a {picture|recipe} for <thing>.',
];

export const INVITE: readonly string[] = [
  'Who adds the next {brick|verse}?',
  '<Other>, what would you {put|paint} on top?',
  'I {wonder|would love to hear} what <other> makes of it.',
  'Somebody {take|grab} it and {run|fly}!',
  'And what if we {tried|built} it {this week|with cardboard first}?',
  'Over to you, <other>.',
];
