import type { Turn } from '../types.ts';

/** Turns from lines `speaker: text`; `mod` is the moderator, a name that begins with `@` is a person in the thread. */
export function talk(...lines: string[]): Turn[] {
  return lines.map((line, at) => {
    const colon = line.indexOf(':');
    const id = line.slice(0, colon);
    const kind = id === 'mod' ? 'moderator' : id.startsWith('@') ? 'person' : 'persona';
    const time = new Date(Date.UTC(2025, 0, 1, 12, at));
    return {
      n: at + 1,
      seq: at + 1,
      key: `t${at}`,
      kind,
      speaker: { id, name: id },
      text: line.slice(colon + 1).trim(),
      at: time,
    };
  });
}

/** `count` words, each said nowhere else under another `stem`. */
export const say = (stem: string, count: number): string => Array.from({ length: count }, (_, i) => `${stem}${i}`).join(' ');
