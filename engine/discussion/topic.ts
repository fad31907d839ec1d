import { sentences, withoutInvisible } from '../text.ts';
import { MAX_CONTEXT, MAX_TOPIC, plainLine, plainText } from './start.ts';

/** A message as something to discuss: its first sentence, or as much of it as a topic may have, and all of it as background. */
export function topicOf(message: string): { topic: string; context?: string } {
  const text = withoutInvisible(plainText(message));
  const line = plainLine(text);
  if ([...line].length <= MAX_TOPIC) return { topic: line };
  const [first = line] = sentences(line);
  return { topic: cutAtWord(first), context: text.slice(0, MAX_CONTEXT).toWellFormed() };
}

function cutAtWord(text: string): string {
  const letters = [...text];
  if (letters.length <= MAX_TOPIC) return text;
  const cut = letters.slice(0, MAX_TOPIC - 1).join('');
  const end = cut.lastIndexOf(' ');
  return `${(end > 0 ? cut.slice(0, end) : cut).trimEnd()}…`;
}
