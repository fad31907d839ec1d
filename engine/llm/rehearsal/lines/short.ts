/** Whole turns of a few words are put together from these. */

export const SHORT_AGREE: readonly string[] = [
  'Fair.', 'True.', 'Agreed.', 'Yes.', 'Right.', 'Exactly.', 'Fair point, <name>.', 'Agreed, <name>.', 'True, <name>.', 'Good point.',
  'Right, <name>.', 'Yes, <name>.', 'I agree, <name>.', 'Fair enough.', 'Yes, <echo>.', 'Exactly, <name>.', 'Good point, <name>.',
];

export const SHORT_DISAGREE: readonly string[] = [
  'Hm.', 'Hold on.', 'Not so fast.', 'I doubt it.', 'Really, <name>?', 'Wait, <name>.', 'Hardly.', 'Careful, <name>.', 'Not for me.',
  'Come on, <name>.', 'Hm, <name>.', 'That is optimistic, <name>.', 'Says who, <name>?', 'I see it differently.', 'You lost me, <name>.',
];

export const SHORT_NEUTRAL: readonly string[] = [
  'Maybe.', 'Depends.', 'Perhaps.', 'Possibly.', 'Hard to say.', 'Good question.', 'Interesting, <name>.', 'Let me think.', 'Half and half.',
  'I wonder.', 'Go on, <name>.', 'Tell us more, <name>.', 'Torn.', 'Could be.', 'Say more, <name>.',
];

export const SHORT_PLAIN: readonly string[] = [
  'Look.', 'Honestly?', 'Well.', 'Simple, really.', 'Listen.', 'One thing.', 'Plainly put.', 'Short version.', 'My two cents.',
];

export const SHORT_CREATIVE: readonly string[] = [
  'Ooh.', 'Yes, and more.', 'Lovely, <name>.', 'I see it.', 'Keep going, <name>.', 'More of that.', 'Oh, nice.', 'Yes!', 'Bigger.', 'Yes, <name>!',
];

export const SHORT_BUILD: readonly string[] = [
  'Add music.', 'Make it a game.', 'With a long table.', 'And everyone brings one friend.', 'Paint it yellow.', 'Then open the doors.',
  'Let children lead it.', 'Give it a name day.', 'With soup on Fridays.', 'And a bell for every success.', 'Start on Saturday.',
  'Let strangers vote with stickers.', 'Add <echo> on top.', 'Twice as big, twice as warm.', 'And <thing> for breakfast.', 'Make room for neighbours.',
  'Write it on the pavement.', 'Send everybody a postcard.', 'Now with <thing> in the middle.', 'And a prize for the strangest version.',
];

export const SHORT_STANCE = {
  support: ['Count me in.', 'I like it.', 'Worth a try.', 'Yes to <thing>.', 'I say go.', 'Do it soon.', "I'd sign that.", 'Still a yes.', 'The sooner the better.'],
  oppose: ['Still a no.', 'Not like this.', 'I would wait.', 'Too soon.', 'Leave <thing> alone.', "I'd vote no.", 'That worries me.', 'Wrong order.', 'I remain unconvinced.'],
  neutral: ['I can see both sides.', 'Undecided, still.', 'Ask me tomorrow.', 'It hangs on details.', 'I need to hear more.', 'Either way, slowly.'],
  critical: ['Prove it.', 'Show me first.', 'Not convinced yet.', 'Nice idea, thin plan.', 'The details worry me.', 'I have questions.'],
} as const;

export const SHORT_TOPIC: readonly string[] = [
  'It comes down to <noun>.', 'What about <noun>?', 'Think of <noun>.', '<Noun>, always.', 'My worry is <noun>.', 'For me, <noun>.',
  'First <noun>, then the rest.', 'Mind <noun>.', 'Ask <people> about <thing>.', 'Watch out for <noun>.',
  'My <people> would ask about <noun>.', 'Only if <cond>.', 'Fine, if <cond>.', 'And <echo>?', 'Then what about <echo>?', 'See you, <name>, at <noun>.',
];
