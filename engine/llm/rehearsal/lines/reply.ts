/**
 * First sentences of an answer. `<name>` is whom it answers, `<echo>` a noun phrase of what was said: of unknown number,
 * so no verb of ours may follow it as its subject.
 */

/** Opens with agreement and means it. */
export const AGREE: readonly string[] = [
  'Agreed, <name>, {above all|especially} on <echo>.',
  "Yes to <echo>, <name>, and I'd {add|go further}.",
  'True, <name>, {with|when it comes to} <echo> you put a finger on it.',
  "Right, <name>, and I'd {move|put} <echo> {to the top|first}.",
  'I agree with <name> {about|on} <echo>.',
  'Good point about <echo>, <name>.',
  'Exactly, <name>, <echo>.',
  'Yes, and {thank you|bravo} for <echo>, <name>.',
  "Agreed, and I'd {underline|circle} <echo> {twice|in red}.",
  '{True|Right}, <echo>; I {saw|knew} that {too|as well}, <name>.',
  'Yes, <name>, {that is|there you have} it in {a nutshell|one breath}.',
  'Absolutely, <name>, <echo> {and all|included}.',
  'Agreed, <name>, {word for word|without a footnote}.',
  'I agree with <name>, {gladly|for once}.',
  'True, <name>, {sadly|and well put}.',
];

/** Opens with agreement and turns. */
export const AGREE_BUT: readonly string[] = [
  'Fair point about <echo>, <name>, though it cuts {both|two} ways.',
  'True as far as it goes, <name>; I would not {bet|build} on <echo> alone.',
  'Yes, <echo>, <name>, and {then what|what happens after}?',
  'Right about <echo>, <name>, {less right|wrong} about what follows.',
  'I agree on <echo> and on {little|nothing} else, <name>.',
  "Good point, <name>, but <echo> {can't|won't} carry {the whole thing|all that weight}.",
  'Fair point, <name>, {and still|but} I come out {elsewhere|on the other side}.',
  'Fair enough, <name>, I will keep <echo> on the {list|table}, {only not at the top|under open points}.',
  'True, <name>, and I would still {weigh|test} <echo> against <noun>.',
  'Yes, I {heard|noted} your point about <echo>, <name>; it {carries|takes} me {an inch|a little way}, no {further|more}.',
];

export const SUPPORT: readonly string[] = [
  "<Name>, I'd {go further|add a floor} on <echo>.",
  'I {go along|side} with <name> {here|on that}.',
  'What <name> said about <echo> {stayed|stuck} with me.',
  'I was {hoping|waiting} for {someone|somebody} to {mention|bring up} <echo>.',
  '<Name> {named|brought in} <echo>, and I {see|meet} it {daily|every week} <place>.',
  'Let me {pick up|carry on} where <name> {stopped|left off}, with <echo>.',
  '{Funny|Strange}, <name>, I had <echo> on my {list|note} {too|as well}.',
  'On <echo>, <name> {took|has taken} {the words|it right} out of my mouth.',
  "{Put|Add} my name {under|below} <name>'s {remark|line} on <echo>.",
  'From where I {sit|stand}, <name> has <echo> {just right|about right}.',
];

export const DISAGREE: readonly string[] = [
  '<Name>, I see <echo> {differently|the other way round}.',
  "I don't {follow|buy} you on <echo>, <name>.",
  '<Name>, you lost me at <echo>.',
  'Hold on, <name>, with <echo> you {skip|jump over} a step.',
  "What {bothers|worries} me in <name>'s {account|version} is <echo>.",
  'With respect, <name>, with <echo> you have {half|a third} of the story.',
  'I {see|read} it {differently|another way}, <name>.',
  'That is {a leap|too quick for me}, <name>, from <echo> to a verdict.',
  '{Hm|Well}, <name>, I would not {hang|build} {so|that} much on <echo>.',
  'I {read|take} <echo> as a {warning|red flag}, <name>, {you|and you} as {a promise|proof}.',
  "<Name> {leans|builds} a lot on <echo>; I {wouldn't|would not} {dare|sleep well}.",
  '{Sorry|Forgive me}, <name>, I find <echo> {better|prettier} {on paper|from outside} than {on the ground|up close}.',
  'Would you {really|still} say that about <echo>, <name>, if you {paid|answered} for it?',
];

/** For somebody who takes no side. */
export const BETWEEN: readonly string[] = [
  'Between <other> and <name> I {sit|land} {somewhere in the middle|on neither side}.',
  '<Name> and <other> {both|each} have a piece of it.',
  'I {hear|follow} <name>, and I {hear|follow} <other>, and that is my {trouble|difficulty}.',
];

export const WONDER: readonly string[] = [
  '<Name>, help me with <echo>.',
  '<Name>, what {follows from|do we do with} that?',
  "I'd like to {stay|linger} with <echo> for a {moment|minute}, <name>.",
  '<Name> {raises|brings in} <echo>, and I wonder {where that leads|what follows}.',
  'Can we {come|go} back to <echo>, <name>?',
  '{Tell|Give} me more about <echo>, <name>, {please|will you}.',
  'I {wrote|noted} down <echo> when <name> {spoke|said it}, with a {question mark|pencil line} {beside it|next to it}.',
  'Is that the {rule|norm}, <name>, <echo>, or the {exception|lucky case}?',
  '<Other> would {probably|surely} put <echo> another way, <name>.',
];

/** For somebody who is undecided. */
export const TORN: readonly string[] = [
  "{Tell|Give} me more about <echo>, <name>, because I'm {torn|half convinced}.",
  "I can't {tell|decide} yet whether to count <echo> for <name> or for the other side.",
];

/** "Yes, and", in so many words. */
export const YES: readonly string[] = [
  'Yes, and {we could|let us} take <echo> {outside|one step further}, <name>.',
  'Yes, <name>, and {then|from there} {we grow|I would grow} <echo>.',
  'Exactly, <name>, and <echo> could be {only the start|the first page}.',
  'Yes to <echo>, <name>, and {here comes|I have} {more|a twin for it}.',
  'Absolutely, <name>, <echo>, with {the windows open|all the trimmings}.',
  'Yes, <echo>, <name>, and {a size|two sizes} {bigger|braver}.',
  'Agreed, <name>, and {next to|on top of} <echo> I {put|see} something {else|bright}.',
];

/** Takes it up and goes on; never a judgement. */
export const YES_AND: readonly string[] = [
  '<Name>, <echo> gave me {an idea|a picture}.',
  'Building on <echo>, I {see|hear} {a next step|something new}.',
  'Oh, I can {see|picture} that, <name>.',
  'Starting from <echo>, <name>, we could go {anywhere|wild}.',
  'Take <echo>, <name>, and {double|stretch} it.',
  '{Lovely|Beautiful}, <name>; I see a {sequel|sister} to <echo>.',
  'I want to {borrow|steal} <echo> from <name> and {run|dance} with it.',
  'I would put <echo> right at the {front|door}, <name>!',
  "{Let's|We could} put <echo> {together|side by side} with what <other> {said|dreamt up}.",
  'That {sparks|wakes} something, <name>; <echo>, {only|just} {bigger|closer to home}.',
  '<Name> opened a {door|window} with <echo>, and I {walk|climb} through.',
  '{Keep|Hold} <echo>, <name>, and {add|put} {music|a garden|neighbours} {to it|next to it}.',
];
