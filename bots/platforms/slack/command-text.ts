import type { CommandSpec, OptionSpec } from '../../platform.ts';

export type Typed =
  | { kind: 'dialog' }
  | { kind: 'command'; spec: CommandSpec; values: Record<string, string> }
  | { kind: 'unknown'; word: string };

/** A word or "several words", with whatever quotation marks the keyboard makes. */
const VALUE = '"[^"]*"|“[^”]*”|[^\\s"“]+';
const SPACE = /\s/;

/**
 * What was typed after `/focus`: a command and its options, as `--rounds 6`, `--rounds=6` or `rounds:6`; what belongs to no
 * option fills those that are required, or else the first one. A sentence that names no command is a topic.
 */
export function typedCommand(text: string, commands: readonly CommandSpec[]): Typed {
  const line = text.trim();
  if (line === '') return { kind: 'dialog' };
  const [word = ''] = line.split(/\s/, 1);
  const named = commands.filter((one) => !one.onMessage).find(({ name }) => name === word.toLowerCase());
  if (named) return { kind: 'command', spec: named, values: valuesOf(line.slice(word.length), named.options) };
  const start = commands.find(({ name }) => name === 'start');
  if (start && SPACE.test(line)) return { kind: 'command', spec: start, values: valuesOf(line, start.options) };
  return { kind: 'unknown', word };
}

function valuesOf(text: string, options: readonly OptionSpec[]): Record<string, string> {
  const values: Record<string, string> = {};
  let rest = text;
  for (const { name } of options) {
    const pattern = new RegExp(`(?<=^|\\s)(?:(?:--|—|–)${name}(?:\\s*=\\s*|\\s+)|${name}:\\s*)(${VALUE})`, 'iu');
    const found = pattern.exec(rest);
    if (!found) continue;
    values[name] = unquoted(found[1] ?? '');
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
  }
  const free = rest.trim().replace(/\s+/gu, ' ');
  if (free === '') return values;
  const typed = options.filter(({ kind, name }) => kind !== 'file' && values[name] === undefined);
  const required = typed.filter((option) => option.required);
  return { ...values, ...filled(free, required.length > 0 ? required : typed.slice(0, 1)) };
}

/** A word for each of them, and all that is left for the last one. */
function filled(text: string, options: readonly OptionSpec[]): Record<string, string> {
  const values: Record<string, string> = {};
  let rest = text;
  options.forEach(({ name }, i) => {
    const last = i === options.length - 1;
    const found = last ? rest : (new RegExp(`^(${VALUE})`, 'u').exec(rest)?.[0] ?? '');
    if (found !== '') values[name] = unquoted(found);
    rest = rest.slice(found.length).trimStart();
  });
  return values;
}

const unquoted = (value: string): string => /^["“](.*)["”]$/su.exec(value.trim())?.[1] ?? value.trim();
