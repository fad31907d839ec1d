import type { Phase } from '../../types.ts';
import type { Mode } from './options.ts';

/** What a turn is for: one line for each phase of each mode. */
export const PHASE_TASKS: Record<Mode, Record<Phase, string>> = {
  free: {
    opening: 'Say where you stand and why, from your own life or work.',
    development: 'Go deeper: bring a reason, an example or a number that nobody has brought yet.',
    debate: 'Say where you differ: test the weakest point of what was said, or admit the strongest.',
    closing: 'Come to an end: what you take with you, where you still differ, what should happen next.',
  },
  debate: {
    opening: 'Open the case of your side with its strongest point.',
    development: 'Build the case of your side: one reason, backed by an example or a number.',
    debate: 'Answer the strongest argument of the other side, point by point.',
    closing: 'Sum up the case of your side, and name the one point that decides it.',
  },
  creative: {
    opening: 'Throw in a first idea of your own; the bolder, the better.',
    development: 'Take the idea that you answer and add something to it.',
    debate: 'Join two ideas that were said into one that is better than both.',
    closing: 'Name the idea that you would try first, and what makes its first step easy.',
  },
  consensus: {
    opening: 'Make a proposal that the others might sign.',
    development: 'Say what you could not sign as it stands, and the amendment that would win you.',
    debate: 'Trade: name what you give up and what you need in return, in words for the statement.',
    closing: 'Move towards one statement: the words that you would sign, or the one thing that you cannot accept.',
  },
};

/** In a debate, of those who take no side. */
export const NEUTRAL_TASKS: Record<Phase, string> = {
  opening: 'Say what would have to be true for either side to be right.',
  development: 'Ask one side for the reason, the example or the number that is missing, and say why it matters.',
  debate: 'Weigh the strongest argument of one side against that of the other.',
  closing: 'Sum up: which points stood, and what would still have to be known.',
};

/** A discussion of one round opens and closes in the same turn. */
export const ONLY_ROUND: Record<Mode, string> = {
  free: 'There is one round: say where you stand and why, and what should happen next.',
  debate: 'There is one round: put your case, and name the one point that decides it.',
  creative: 'There is one round: throw in an idea, or add to one, and say how to begin.',
  consensus: 'There is one round: propose the words that you would sign, and name what you cannot accept.',
};

/** Ways into a turn, so that they do not all begin alike. */
export const WAYS_IN = [
  'Begin with something that you have seen yourself.',
  'Begin with the point itself, not with agreement or thanks.',
  'Begin with a question to the one you answer, then say what you think.',
  'Begin with what it would mean for you on an ordinary day.',
  'Begin with a doubt about your own view.',
  'Begin with what surprises you in what was said.',
  'Begin with the people whom nobody has mentioned.',
  'Begin with what it costs, or what it saves.',
  'Begin with the part that you agree with, then draw the line.',
] as const;
