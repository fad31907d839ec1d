/** First sentences of an answer to a person's question, by what it asks for. `<key>`: what it is about. */

export const ANSWER = {
  yesNo: {
    pro: [
      'Yes, <name>, on <key> {I would|my answer is clear}: <pro>.',
      '{Short|Plain} answer, <name>, about <key>: yes, {mostly because|since} <pro>.',
      'On <key>, <name>, {I lean|put me} towards yes{, provided that <cond>|}.',
    ],
    con: [
      'On <key>, <name>, my answer is no, because <con>.',
      "I wouldn't, <name>; {when|where} it comes to <key>, <con>.",
      '{Rather|More} no than yes on <key>, <name>, as long as <con>.',
    ],
    mixed: [
      'That depends, <name>; on <key> I would say yes only if <cond>.',
      'For <key>, <name>, I have {half a|only a cautious} yes: <pro>, and yet <con>.',
      'I {go back and forth|waver} on <key>, <name>, and <noun> {decides|is the hinge}.',
    ],
  },
  money: [
    'Who pays {is the|is exactly the} right question, <name>; on <key> I want {a name and a figure|one figure and one payer}.',
    'On <key>, <name>, I would {split|share} the {bill|money} between those who {use it|gain} and the {public purse|budget we have}.',
    'The money, <name>: on <key>, {part|a piece} of the bill should {fall on|go to} {those who gain|the budget we have}.',
    'On <key>, <name>, {nobody has|no one has} shown us the {full bill|whole sum} yet, so the {money|cost} {comes first|is still open}.',
  ],
  amount: [
    'Hard to say to the last digit, <name>; on <key>, I can only {speak|answer} from {experience|what I have seen}.',
    'For an exact figure I would have to guess, <name>, and on <key> I guess carefully.',
    'I have no {table|sheet} for that, <name>; on <key> I would start with a count.',
  ],
  who: [
    'On <key>, <name>, I would {look at|start with} the people {closest to it|who live with the result}.',
    '{With|On} <key>, <name>, {it is|I would say} those who {turn up|answer the phone}, and {rarely|seldom} those who sign.',
    'Who, <name>? On <key> I think first of <people>.',
  ],
  when: [
    'On <key>, <name>, sooner than is {comfortable|polite} and later than the posters say.',
    'On <key>, <name>, I would {fix|name} a date {now|today} and {tell everyone|print it}.',
    'On <key>, <name>, {not before|only when} <cond>.',
  ],
  why: [
    'Why? On <key>, <name>, {I think|my honest answer is} because <because>.',
    'The reason I {see|give} for <key>, <name>, is {plain|not a pretty one}: <because>.',
    'About <key>, <name>, {for me it is|it comes down to} <noun>.',
  ],
  how: [
    'On <key>, <name>, I would {begin|start} {small|at the edge} and {look|listen} {often|hard}.',
    'For <key>, <name>, the first thing {to settle|I would settle} is <noun>.',
    "<Name>, {thanks|glad you asked}; on <key> I'd go {step by step|one change at a time}.",
    'As to <key>, <name>, I can {answer with|give you} one {practical|concrete} thing.',
  ],
  remark: [
    'Thanks, <name>; you are right to come to <key>.',
    '<Name>, I {take|heard} your point about <key>.',
    'On <key>, <name>, {let me|I will} be {direct|plain}.',
    'As to <key>, <name>, it {belongs to|touches} <noun>.',
  ],
} as const;
