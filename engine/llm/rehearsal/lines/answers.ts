/** First sentences of an answer to a person's question, by what it asks for. `<key>` are words of the question. */

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
  amount: [
    'Hard to say to the last digit, <name>; thinking of <key>, I can only {speak|answer} from {experience|what I have seen}.',
    'For an exact figure I would have to guess, <name>, and with <key> in mind I guess carefully.',
    'I have no {table|sheet} for that, <name>; I would start to count with <key>.',
  ],
  who: [
    'For <key>, <name>, I would {look at|start with} the people {closest to it|who live with the result}.',
    '{With|On} <key>, <name>, {it is|I would say} those who {turn up|answer the phone}, and {rarely|seldom} those who sign.',
    'Who, <name>? On <key> I think first of <people>.',
  ],
  when: [
    'With <key>, <name>, sooner than is {comfortable|polite} and later than the posters say.',
    'On <key>, <name>, I would {fix|name} a date {now|today} and {tell everyone|print it}.',
    'As for <key>, <name>, {not before|only when} <cond>.',
  ],
  why: [
    'Why? On <key>, <name>, {I think|my honest answer is} because <because>.',
    'The reason I {see|give} for <key>, <name>, is {plain|not a pretty one}: <because>.',
    'About <key>, <name>, {for me it is|it comes down to} <noun>.',
  ],
  how: [
    'On <key>, <name>, I would {begin|start} {small|at the edge} and {look|listen} {often|hard}.',
    'For <key>, <name>, the first thing {to settle|I would settle} is <noun>.',
    "<Name>, {thanks|glad you asked}; with <key> I'd go {step by step|one change at a time}.",
    'You ask about <key>, <name>, and I {would|can} {answer|give you} one {practical|concrete} thing.',
  ],
  remark: [
    'Thanks, <name>; <key> {belongs|has a place} in this.',
    '<Name>, I {take|heard} your point about <key>.',
    'On <key>, <name>, {let me|I will} be {direct|plain}.',
    'You bring up <key>, <name>, and {it fits|that touches} <noun>.',
  ],
} as const;
