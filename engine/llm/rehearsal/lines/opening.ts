import type { Stance } from '../../../types.ts';

/** Where somebody stands, said for the first time. `<deed>` is empty for a topic that is no deed. */
export const POSITION: Record<Stance, readonly string[]> = {
  support: [
    "I'm for <act>, {mostly|above all} because <because>.",
    'Count me among the friends of <act>: <because>.',
    'My {first|honest} answer is yes, and I can {defend it|say why}: <because>.',
    "If it were up to me, we'd be {halfway through|busy with} <deed> by {spring|now}.",
    "<Act> is {overdue|a good bet}, as far as I'm concerned.",
    'I like <act> {more|better} than I {expected|thought I would}, since <because>.',
    "You'll hear {support|a yes} from me {today|on this}, {and not a timid one|with reasons}.",
    '{For me|To my mind} the case for <act> {starts|begins} with {something|one thing} {simple|small}: <because>.',
  ],
  oppose: [
    "I'm against <act>, and {not out of habit|I have slept on it}: <because>.",
    "I can't {warm to|get behind} <act>, because <because>.",
    "Somebody has to be the {spoilsport|awkward one} {here|tonight}, so I'll {say it|go first}: <because>.",
    "{I'd|I would} {leave|keep} <act> in the drawer, {at least for now|and lock it}.",
    'My answer is no, a {friendly|calm} one, because <because>.',
    'The more I {read|hear} about <act>, the {less I sleep|colder my feet get}: <because>.',
    '<Act> {sounds|looks} generous, and {still|yet} <because>.',
    'I came to {argue against|warn you about} <act>, {politely|with coffee in hand}.',
  ],
  neutral: [
    "I can {still|honestly} be {persuaded|won over} either way on <act>, and <noun> will {decide|settle} it.",
    'I have two minds about <act>: <pro>, {and yet|but} <con>.',
    "I'm {undecided|on the fence}, and for me it {hangs on|comes down to} <noun>.",
    'Half of me says yes, because <pro>; the other half {notices|knows} that <con>.',
    'No {flag|banner} from me {yet|today}: I want to {hear|understand} <noun> {first|before I choose}.',
    'Ask me {on a Monday|in the morning} and I like <act>; by {evening|Thursday} I worry that <con>.',
    'I {listen|came} with an open {notebook|mind}, and my first question is {about|on} <noun>.',
  ],
  critical: [
    "I'm no enemy of <act>, {only|though} I want to see it {survive|stand} a few hard questions.",
    "Before anyone {cheers|votes}, I'd like to turn <act> over and look {underneath|at the underside}.",
    'My {trouble|difficulty} with <act> is <noun>, and {so far|until now} {the room is quiet on it|nobody has touched that}.',
    'The {wish|goal} behind <act> I share; the {plan|route} {leaves me cold|I doubt}, because <con>.',
    "I'd {probe|test} <act> where it is {weakest|thinnest}: <con>.",
    "{Interesting|Nice} idea, {weak|soft} spot: <con>.",
    "There's {a hole|something missing} in the {middle|picture}, and it is <noun>.",
  ],
};

/** What a person's own work brings to it. */
export const WORK: readonly string[] = [
  'In <know> you learn {early|quickly} that <noun> {decides|settles} more than {good intentions|any plan}.',
  '<Know> taught me to ask about <noun> {first|before anything else}.',
  'After <years> years as <job>, I distrust {plans|promises} that skip <noun>.',
  "As <job> I {notice|see} <noun> {long before|sooner than} {anything else|the rest}.",
  'My {daily bread|trade} is <know>, so I look at <noun> {out of reflex|with narrow eyes}.',
  'Seen from <know>, {the interesting part|what counts} is <noun>.',
  '{Spend|Give me} a {month|season} with <know> and you {stop|quit} arguing about {taste|opinions}; you {look at|ask for} <noun>.',
  '{People in my line of work|My colleagues}, <know> {mostly|and so on}, would {laugh|frown} if we {forgot|left out} <noun>.',
  'The {lesson|one thing} I carry from <know> is {short|dull}: {mind|respect} <noun>.',
  "I've {done|been doing} <know> for {longer than I admit|ages}, and <noun> {still|never} {surprises me|gets boring}.",
];

/** Says a view in other words than those of the sheet. */
export const VIEW_LEAD: readonly string[] = [
  'One {thing|conviction} I bring {along|with me}: <viewlow>',
  "I've {long|always} {held|said} that <viewclause>",
  'My {rule|compass} {here|in this} is {simple|an old one}: <viewlow>',
  "You won't {talk|argue} me out of this: <viewlow>",
  'I {keep coming back to|hold on to} one {sentence|line}: <viewlow>',
  'What I {believe|stand for} fits in a line: <viewlow>',
];

/** Brings the topic's own words in. */
export const ANCHOR: readonly string[] = [
  'With <thing> I {start|begin} from <noun>, {always|every time}.',
  'When we {talk|argue} about <thing>, we {rarely|seldom} {get to|reach} <noun>.',
  'Say <thing> <place>, and {within a minute|soon} somebody {brings up|names} <noun>.',
  '<People> ask me about <thing> {weekly|more than you would think}, and {it is|what they mean is} mostly <noun>.',
  'For <people>, <thing> {comes down to|is a matter of} <noun>.',
  'I thought about <thing> on the way {here|home}, and {ended up|got stuck} at <noun>.',
  'Everything I {know|have seen} about <thing> {leads|points} to <noun>.',
  'Take <thing> {away from|out of} the headlines and {one plain matter|a single question} is left: <noun>.',
];
