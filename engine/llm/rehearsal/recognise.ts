import { sentences } from '../../text.ts';
import type { Turn } from '../../types.ts';
import type { Aspect } from './aspects/aspect.ts';
import { ASPECTS } from './aspects/index.ts';
import { tokens } from './english.ts';
import { MOVED, STAY } from './lines/closing.ts';
import { IDEAS } from './lines/ideas.ts';
import { POSITION } from './lines/opening.ts';
import { tellingOf } from './said.ts';
import { inStyle } from './style.ts';

export type Kind = 'claim' | 'story' | 'number' | 'ask' | 'propose' | 'build' | 'position';

/** A sentence of a turn that was made from one of our own lines, with what that line is about; `led`: behind a link. */
export type Known = { sentence: string; kind: Kind; aspect?: Aspect; side?: 'pro' | 'con'; led?: true };

type Form = Omit<Known, 'sentence'> & { pattern: RegExp; word: string };

const PART = /\{([^{}]*)\}|\[([^[\]]*)\]|<\w+>/g;
/** A link or a turn of phrase that the speaker set before the line. */
const LED = '^([^.?!]{2,40}?[,:] |(?:And|So|Then|Still|And yet) )?';

const canonical = (text: string): string => inStyle(text, 'formal').toLowerCase();
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s*');

function patternOf(template: string): string {
  let pattern = '';
  let from = 0;
  for (const part of template.matchAll(PART)) {
    const [whole, choice, optional] = part;
    pattern += literal(template.slice(from, part.index));
    if (choice !== undefined) pattern += `(?:${choice.split('|').map(patternOf).join('|')})`;
    else if (optional !== undefined) pattern += `(?:${patternOf(optional)})?`;
    else pattern += '.+?';
    from = part.index + whole.length;
  }
  return pattern + literal(template.slice(from));
}

function formOf(template: string, about: Omit<Known, 'sentence'>): Form {
  const text = canonical(template);
  const fixed = tellingOf(tokens(text.replace(PART, ' ')), 4);
  const word = [...fixed].sort((a, b) => b.length - a.length)[0] ?? '';
  return { ...about, word, pattern: new RegExp(`${LED}${patternOf(text)}$`, 'i') };
}

function formsOf(aspect: Aspect): Form[] {
  const plain = (kind: Kind, lines: readonly string[], side?: 'pro' | 'con') =>
    lines.map((line) => formOf(line, { kind, aspect, ...(side && { side }) }));
  const leaning = (kind: Kind, lines: readonly string[]) =>
    lines.map((line) => {
      const side = line.startsWith('+ ') ? 'pro' : line.startsWith('- ') ? 'con' : undefined;
      return formOf(line.replace(/^[+-] /, ''), { kind, aspect, ...(side && { side }) });
    });
  return [
    ...plain('claim', aspect.pro, 'pro'),
    ...plain('claim', aspect.con, 'con'),
    ...leaning('story', aspect.story),
    ...leaning('number', aspect.number),
    ...plain('ask', aspect.ask),
    ...plain('propose', aspect.propose),
    ...plain('build', aspect.build),
  ];
}

const STANCE_SIDE = { support: 'pro', oppose: 'con', critical: 'con', neutral: undefined } as const;

function stances(lines: Record<keyof typeof STANCE_SIDE, readonly string[]>): Form[] {
  return (['support', 'oppose', 'critical', 'neutral'] as const).flatMap((stance) => {
    const side = STANCE_SIDE[stance];
    return lines[stance].map((line) => formOf(line, { kind: 'position', ...(side && { side }) }));
  });
}

const FORMS: readonly Form[] = [
  ...ASPECTS.flatMap(formsOf),
  ...stances(MOVED),
  ...stances(STAY),
  ...stances(POSITION),
  ...IDEAS.map((line) => formOf(line, { kind: 'build' })),
];

const read = new WeakMap<Turn, readonly Known[]>();

/** The sentences of a turn that are lines of ours, in order. */
export function knownIn(turn: Turn): readonly Known[] {
  const done = read.get(turn);
  if (done) return done;
  const found = sentences(turn.text).flatMap((sentence): Known[] => {
    const text = canonical(sentence);
    const form = FORMS.find(({ pattern, word }) => text.includes(word) && pattern.test(text));
    if (!form) return [];
    const { kind, aspect, side } = form;
    const led = form.pattern.exec(text)?.[1] !== undefined;
    return [{ sentence, kind, ...(aspect && { aspect }), ...(side && { side }), ...(led && { led }) }];
  });
  read.set(turn, found);
  return found;
}
