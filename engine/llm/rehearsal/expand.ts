import type { Dice } from './dice.ts';
import { upperFirst } from './english.ts';

/** What `<slot>`s are filled with; undefined where this speaker or turn has nothing for it. */
export type Slots = (name: string) => string | undefined;

const GROUP = /\{([^{}]*)\}|\[([^[\]]*)\]/;
const SLOT = /<(\w+)>/g;

/** One sentence from a template, or undefined if a slot of it stays empty. What fills a slot is never read as a template. */
export function expand(template: string, dice: Dice, slots: Slots): string | undefined {
  let text = template;
  for (let group = GROUP.exec(text); group; group = GROUP.exec(text)) {
    const [whole, choice, optional] = group;
    const chosen = choice === undefined ? (dice.hits(0.5) ? (optional ?? '') : '') : (dice.pick(choice.split('|')) ?? '');
    text = text.slice(0, group.index) + chosen + text.slice(group.index + whole.length);
  }
  let empty = false;
  text = text.replace(SLOT, (_, name: string) => {
    const value = slots(name.toLowerCase());
    if (value === undefined || value === '') empty = true;
    return name[0] === name[0]?.toUpperCase() ? upperFirst(value ?? '') : (value ?? '');
  });
  if (empty) return undefined;
  return upperFirst(
    text
      .replace(/\s+/g, ' ')
      .replace(/ ([,.;?!])/g, '$1')
      .trim(),
  );
}
