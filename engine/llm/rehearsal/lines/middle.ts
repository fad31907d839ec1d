/** Sentences that come after the first one. */

export const CONCEDE: readonly string[] = [
  "I'd {give|grant} <name> one thing, {freely|gladly}, and that is <echo>.",
  'If <cond>, {my|half of my} objection {melts|goes away}.',
  'I could {live with|swallow} <act> if <cond>.',
  'Show me that <cond>, and {we can|I will} {talk|shake hands}.',
  'My {price|condition} is {modest|short}: <cond>.',
  "I'll {move|come} {halfway|closer}, provided that <cond>.",
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

/** At the end. */
export const STAY = {
  support: [
    'I {leave|go home} as I came, in favour, because <because>.',
    '{So|In the end} my yes {stands|stays}, with one {string|hook} attached: <cond>.',
    "I'm still for <act>, {a bit|slightly} {wiser|quieter} than {at the start|an hour ago}.",
    'Having {heard|listened to} you all, <act> {keeps|still has} my {vote|hand}.',
    'My last word is a yes, {since|because} <because>.',
    'Nothing here {scared|talked} me {off|out of it}: <because>.',
  ],
  oppose: [
    'I {stay|remain} a no, though a {friendlier|softer} one.',
    'You {nearly|almost} had me; still, <because>.',
    'My no {stands|holds}, {since|because} <because>.',
    "I {can't|could not} put my name to <act>, {not|at least not} as it is {drawn|written} today.",
    'For the {record|minutes}: I {object|vote against}, because <because>.',
    'We part as {friends|decent people}, and I keep my {no|doubt}: <because>.',
  ],
  neutral: [
    "I'm {closer|nearer} to a yes than {before|I was}, if <cond>.",
    'I {still|continue to} {sit|stand} between the {chairs|camps}, {though|but} <noun> {now|at least} {has|got} a name.',
    'The {scales|balance} {tip|moved} {a little|by a gram} today: <pro>.',
    'Ask me again once <cond>.',
    'My {verdict|answer} is {not yet|later}, and the {hinge|reason} is <noun>.',
    "I {hear|see} both {sides|camps} {better|more clearly}, and I'd {lean|go} yes only if <cond>.",
  ],
  critical: [
    'My {questions|doubts} {shrank|got smaller} today, {they are not gone|and two are left}.',
    "I'll {back|follow} <act> the day <cond>.",
    'The {idea|goal} {passes|is fine}, the {plan|homework} {fails|is late}: <con>.',
    '{Call|Count} me a {conditional|grudging} maybe: <cond>, {or I walk|otherwise no}.',
    'Still {sceptical|not convinced}, and the reason has a name: <noun>.',
    'What would {turn|convince} me is {plain|no secret}: <cond>.',
  ],
} as const;

export const CREDIT: readonly string[] = [
  "What I take {home|with me} is <name>'s {remark|line} about <echo>.",
  '<Name> {moved|shook} me a little with <echo>.',
  'If one thing {sticks|stays}, it comes from <name>, and I mean <echo>.',
  'I had not thought of <echo> before <name> {spoke|came in}.',
  'Thanks to <name>, I will {look again at|think twice about} <echo>.',
  'The {best|sharpest} moment for me {was|came with} <name> on <echo>.',
  '<Name> made me {think|look} again, {not for the first time|and I say so gladly}.',
  'I {owe|give} <name> {a coffee|a nod} for that {push|nudge}.',
  '<Name>, {your|the} bit on <echo> goes {into|straight into} my {notebook|next meeting}.',
];

export const WISH: readonly string[] = [
  'Whatever we decide, {write|put} <noun> in the minutes.',
  'Promise me {one thing|only this}: we {return|come back} to <noun> in a year.',
  'That is the {hill|sentence} I {choose|sign}.',
  "Let's {start|begin} {small and soon|before autumn}.",
  'I would {rather|sooner} be {proved wrong|surprised} than {ignored|right too late}.',
  'And <noun> {should be|goes} on the {first|next} agenda.',
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
