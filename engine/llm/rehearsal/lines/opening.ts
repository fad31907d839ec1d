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
    "I'm against <act>, and {not out of habit|not lightly}: <because>.",
    "I can't {warm to|get behind} <act>, because <because>.",
    "Somebody has to be the {spoilsport|awkward one} {here|tonight}, so I'll {say it|go first}: <because>.",
    "{I'd|I would} {leave|keep} <act> in the drawer, {at least for now|and lock it}.",
    'My answer is no, a {friendly|calm} one, because <because>.',
    'The more I {read|hear} about <act>, the {less I sleep|colder my feet get}: <because>.',
    '<Act> {sounds|looks} generous, and yet <because>.',
    'I came to {argue against|warn you about} <act>, {politely|with coffee in hand}.',
  ],
  neutral: [
    'I can {still|honestly} be {persuaded|won over} either way on <act>, and <noun> will {decide|settle} it.',
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
    'My {trouble|difficulty} with <act> is <noun>, and I would rather {say it|raise that} {early|now} than {late|in hindsight}.',
    'The {wish|goal} behind <act> I share; the {plan|route} {leaves me cold|I doubt}, because <con>.',
    "I'd {probe|test} <act> where it is {weakest|thinnest}: <con>.",
    '{Interesting|Nice} idea, {weak|soft} spot: <con>.',
    "There's {a hole|something missing} in the {middle|picture}, and it is <noun>.",
  ],
};

/** The same, on a question that asks for no yes or no. */
export const POSITION_OPEN: readonly string[] = [
  'For me <act> {comes down to|turns on} <noun>.',
  'My {first|honest} answer to <act> {begins|starts} with <noun>, and I can say why: <because>.',
  'On <act>, I would {look at|ask about} <noun> {first|before anything else}.',
  'There is {more than one|no single} answer to <act>, and mine {begins|starts} with <noun>.',
  'I have {thought|wondered} about <act> {before|for a while}, and <noun> {decides|settles} most of it.',
  'Whoever {answers|settles} <act> has to say {something|a word} about <noun>.',
];

/** What a person's own work brings to it. */
export const WORK: readonly string[] = [
  'In <know> you learn {early|quickly} that <noun> {decides|settles} more than {good intentions|any plan}.',
  '<Know> taught me to ask about <noun> {first|before anything else}.',
  'After <years> years as <job>, I distrust {plans|promises} that skip <noun>.',
  'As <job> I {notice|see} <noun> {long before|sooner than} {anything else|the rest}.',
  'My {daily bread|trade} is <know>, so I look at <noun> {out of reflex|with narrow eyes}.',
  'Seen from <know>, {the interesting part|what counts} is <noun>.',
  'Spend a {month|season} with <know> and you {stop|quit} arguing about {taste|opinions}; you {look at|ask for} <noun>.',
  '{Anyone|A person} who {deals|has dealt} with <know> would {laugh|frown} if we {forgot|left out} <noun>.',
  'The {lesson|one thing} I carry from <know> is {short|dull}: {ask about|respect} <noun>.',
  "I've {done|been doing} <know> for {longer than I admit|ages}, and <noun> can still {surprise|unsettle} me.",
];

/** Before something that stands on a person's sheet: mostly a thing that happened to them. */
export const VIEW_LEAD: readonly string[] = [
  'I {keep|carry} one {memory|story} for {moments|questions} like this.',
  '{Here is|I can offer} {something|a thing} I know {first-hand|from my own days}.',
  '{Forgive|Allow} me {an example|a small story}.',
  '{My|One} reason is {older|closer to home} than this {debate|meeting}.',
  'This {takes|brings} me back to {my own work|an old scene}.',
  'What I {go|judge} by is {experience|the ground floor}.',
  'I {learned|picked up} this the {slow|hard} way.',
  'Let me {put|set} something {real|concrete} beside that.',
  'For <thing> I {look|think} back to {my own work|what I have lived}.',
  '{A|One} case {from my side|I know well}.',
  'When <thing> {comes up|is on the table}, {this|one scene} comes to {mind|me}.',
  'You should know where I {speak|come} from.',
];

/** After it: what it has to do with the topic. */
export const MORAL: readonly string[] = [
  'That is why I {ask|look for} <noun> {here|in this} {first|too}.',
  'So with <thing> I {ask about|think of} <noun>.',
  "I'd expect {the same|something like it} {with|from} <act>.",
  'Swap in <thing> and {the lesson holds|you see my point}.',
  'Hence my {eye|stubbornness} on <noun>.',
  '{Draw|Make} your own {line|link} from there to <thing>.',
  'I keep <thing> in that same {drawer|box}.',
  'Since then I {ask about|look for} <noun>.',
  'And that, in {small|short}, is <noun>.',
  'I see no reason why <act> would {differ|be another story}.',
  '<Act> {will|would} {meet|run into} exactly that.',
  'Translate that to <thing> {yourselves|as you like}.',
];

/** Brings the topic's own words in. */
export const ANCHOR: readonly string[] = [
  'With <thing> I {start|begin} from <noun>, {always|every time}.',
  'When we {talk|argue} about <thing>, we {rarely|seldom} {get to|reach} <noun>.',
  'Say <thing> <place>, and {within a minute|soon} somebody {brings up|names} <noun>.',
  '<People> ask me about <thing> {weekly|more than you would think}, and {it is|what they mean is} mostly <noun>.',
  'Among <people>, any talk of <thing> {comes down to|ends at} <noun>.',
  'I thought about <thing> on the way {here|home}, and {ended up|got stuck} at <noun>.',
  'Everything I {know|have seen} about <thing> {leads|points} to <noun>.',
  'Take <thing> {away from|out of} the headlines and {one plain matter|a single question} is left: <noun>.',
];
