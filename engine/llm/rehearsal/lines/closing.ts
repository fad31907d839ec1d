/** Last words. Each says plainly where its speaker stands, so that it agrees with the ballot that follows. */

/** For those who stand where they stood. */
export const STAY = {
  support: [
    'I {leave|go home} as I came, in favour, because <because>.',
    '{So|In the end} my yes {stands|stays}, with one {string|hook} attached: <cond>.',
    "I'm still for <act>, {a bit|slightly} {wiser|calmer} than {at the start|an hour ago}.",
    'Having {heard|listened to} you all, <act> {keeps|still has} my {vote|hand}.',
    'My last word is a yes, {since|because} <because>.',
    'Nothing here {scared|talked} me {off|out of it}: <because>.',
  ],
  oppose: [
    'I {stay|remain} a no, though a {friendlier|softer} one.',
    'You {nearly|almost} had me, and still I say no: <because>.',
    'My no {stands|holds}, {since|because} <because>.',
    "I {can't|could not} put my name to <act>, {not|at least not} as it is {drawn|written} today.",
    'For the {record|minutes}: I {object|vote against}, because <because>.',
    'We part as {friends|decent people}, and I keep my {no|refusal}: <because>.',
  ],
  neutral: [
    'I {still|continue to} {sit|stand} between the {chairs|camps}, {though|but} <noun> {now|at least} {has|got} a name.',
    'My {verdict|answer} is {not yet|later}, and the {hinge|reason} is <noun>.',
    "I {hear|see} both {sides|camps} {better|more clearly}, and I'd {lean|go} yes only if <cond>.",
    'Undecided I {came|began}, and undecided I {go|stay}, because of <noun>.',
    'I {keep|hold} my vote {back|open} until <cond>.',
  ],
  critical: [
    'The {idea|goal} {passes|is fine}, the {plan|homework} {fails|is late}: <con>.',
    "Still {sceptical|not convinced}, I'd vote no today, and the reason has a name: <noun>.",
    'As it {stands|is}, it is a no from me, because <con>.',
    'My {doubts|questions} {outweigh|beat} my hopes, {today|so far}: <con>.',
    "I'd {rather|sooner} turn <act> down than {sign|nod} too {early|soon}.",
    'A no for now, and {only|just} this would {turn|change} it: <cond>.',
  ],
} as const;

/** For those who have moved, by where they stand now. `<mover>` spoke the turn that did it. */
export const MOVED = {
  support: [
    '<Mover> {won me over|tipped it}: I {end|leave} in favour, because <because>.',
    'I {came|arrived} with doubts, and after <mover> I say yes, because <because>.',
    'What <mover> said {tipped|settled} it for me, so my {vote|answer} is yes, {if a quiet one|if carefully}.',
    'Thanks to <mover> I {end up|land} on the yes side: <because>.',
  ],
  oppose: [
    '<Mover> has {moved|shifted} me: I {end|leave} against it, because <because>.',
    'After {hearing|listening to} <mover> my answer is no, because <because>.',
    'Since <mover> spoke I {lean|stand} against it: <because>.',
    'I {came|arrived} undecided and {end|leave} with a no, which is the work of <mover>.',
  ],
  neutral: [
    '<Mover> has {moved|shifted} me: I {leave|go home} undecided, and the {hinge|reason} is <noun>.',
    'I {came|arrived} {sure|certain}, and since <mover> spoke I am undecided.',
    'After <mover> I no longer {know|dare} which way to vote, because of <noun>.',
    'My {mind was|verdict was} made up until <mover> spoke, and now it is open.',
  ],
  critical: [
    '<Mover> has {moved|shifted} me: I {lean|tend} to a no now, because <con>.',
    'After {hearing|listening to} <mover> I would vote no, {if gently|if politely}: <con>.',
    'Since <mover> spoke my doubts {outweigh|beat} the rest: <con>.',
    'What <mover> said {settled|decided} it for me, and it is a no for now.',
  ],
} as const;

export const CREDIT: readonly string[] = [
  "What I take {home|with me} is <name>'s {remark|line} about <echo>.",
  '<Name> {shook|stirred} me a little with <echo>.',
  'If one thing {sticks|stays}, it comes from <name>, and I mean <echo>.',
  'I had not thought of <echo> before <name> {spoke|came in}.',
  'Thanks to <name>, I will {look again at|think twice about} <echo>.',
  'The {best|sharpest} moment for me {was|came with} <name> on <echo>.',
  '<Name> made me {think|look} again, {not for the first time|and I say so gladly}.',
  'I {owe|give} <name> {a coffee|a nod} for that {push|nudge}.',
  '<Name>, {your|the} point about <echo> goes {into|straight into} my {notebook|next meeting}.',
];

export const WISH: readonly string[] = [
  'Whatever we decide, {write|put} <noun> in the minutes.',
  'Promise me {one thing|only this}: we {return|come back} to <noun> in a year.',
  "Let's not {hurry|rush} the {last|final} step.",
  'I would {rather|sooner} be {proved wrong|surprised} than {ignored|right too late}.',
  'And <noun> {should be|goes} on the {first|next} agenda.',
];
