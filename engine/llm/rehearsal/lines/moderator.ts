import type { Phase } from '../../../types.ts';

/** What a neutral host says, first and then. `<name>` and `<other>` spoke last; `<echo>` is of what `<name>` said. */
export type Hosting = { first: readonly string[]; after: readonly string[] };

export const WELCOME: Hosting = {
  first: ['Welcome, everyone.', 'Thank you all for {coming|being here}.', 'Hello and welcome.', 'Good to have you here.'],
  after: [
    'Today we {talk about|look at} <full>.',
    'Our topic is <full>.',
    'Before us: <full>.',
    'Where do you stand on <full>, and why?',
    'What do you make of <full>?',
    'Please say where you stand on <full>.',
  ],
};

/** Where the topic is in another language. */
export const WELCOME_ENGLISH: Hosting = {
  first: ["This rehearsal speaks English whatever the topic's language."],
  after: WELCOME.after,
};

export const WELCOME_MORE: readonly string[] = [
  'Please say {briefly|in a few words} where you stand and why.',
  'Where do you stand, and what made you {think so|arrive there}?',
  'Speak from {experience|your own work}, please.',
  '<Other>, would you begin?',
  'What comes to mind first?',
  'Who would like to start?',
  'First impressions, please.',
];

/** To round off. */
export const HOST_TAILS: readonly string[] = [
  'Please.',
  'Go ahead.',
  'Over to you.',
  'Briefly, please.',
  'I am curious.',
  'Take your time.',
  'Anybody?',
];

export const HOST: Record<Phase, Hosting> = {
  opening: { first: ['Let us {stay|go on} with first views.', 'Thank you, <name>.'], after: WELCOME_MORE },
  development: {
    first: [
      'Let us go {deeper|a step further}.',
      '<Name> spoke of <echo>.',
      'Thank you, <name>.',
      '{So far|Until now} I hear a lot about <noun>.',
    ],
    after: [
      'Who has seen that {in practice|up close}?',
      'Can someone give an example?',
      'What {else should|more can} we know about <noun>?',
      '<Other>, how does that look from your side?',
      'What would it mean on {an ordinary|a working} day?',
      'Which reasons {weigh|count} most for you?',
      'Where have you met <noun> yourselves?',
      'What is still missing from the picture?',
    ],
  },
  debate: {
    first: [
      '<Name> and <other> see this differently.',
      'You seem to {part|differ} over <noun>.',
      'Let us stay with <echo>.',
      'Now for the hard part, <noun>.',
    ],
    after: [
      'What would change your mind?',
      'What is the strongest argument against your own view?',
      '<Other>, what do you say to <echo>?',
      'Is this a dispute about facts or about {values|priorities}?',
      'Who can {live with|accept} both?',
      'How would each side deal with <noun>?',
      'Please answer each other {directly|now}.',
    ],
  },
  closing: {
    first: ['We are coming to the end.', 'One last round, please.', 'Time for {last|closing} words.'],
    after: [
      'What do you take with you?',
      'Has anything {moved|changed} for you?',
      'What should happen next?',
      'Where are you now, compared with the start?',
      'What must not be {forgotten|lost}?',
      'Which point of somebody else will you remember?',
    ],
  },
};

/** In a round of ideas nothing is set against anything. */
export const HOST_CREATIVE: Hosting = {
  first: ['Let us {stay|play on} with <echo>.', 'Thank you, <name>.', 'The {wall|page} is filling up.', 'Let us {go|dream} on.'],
  after: [
    'Which two ideas {fit|belong} together?',
    'What would make it {bolder|warmer}?',
    '<Other>, what do you {add|put on top}?',
    'How could <echo> and <noun> meet?',
    'What would a child {change|add}?',
    'Who takes it {one step|a little} further?',
  ],
};

export const FAREWELL: Hosting = {
  first: ['Thank you all.', 'We close here.', 'That brings us to the end.', 'My thanks to {everyone|all of you}.'],
  after: [
    'You spoke most about <noun>.',
    'I take <noun> and <echo> with me.',
    '<Name> had the last word.',
    'Thank you for your time and your {candour|patience}.',
    'It was good to hear all of you.',
    'Safe travels.',
    'The notes will {say|show} who saw what differently.',
  ],
};
