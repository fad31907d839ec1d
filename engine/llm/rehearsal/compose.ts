import type { Dice } from './dice.ts';
import type { Line } from './line.ts';

/** A place in a turn, with the sentences that could stand there. */
export type Slot = { name: string; lines(): readonly Line[] };

/** How far from the asked length a turn may be: 11 in a hundred. */
export const tolerance = (about: number): number => Math.max(about < 9 ? 0 : 1, Math.floor(about * 0.11));

/** `names`: one of them must be said, where there are any. */
type Limits = { about: number; max: number; names?: readonly string[] };
type Pools = (slot: Slot) => readonly Line[];

const ATTEMPTS = 9;
const SHORTEST = 3;
/** From here on a turn is ended with the sentence that fits best. */
const LAST = 24;
const MORE_SLOTS = 60;

/**
 * Puts sentences into the slots until the length is met, several times over, and keeps the cheapest draft. A sentence
 * that repeats what was said, here or before, is the last choice.
 */
export function compose(slots: readonly Slot[], fill: readonly Slot[], limits: Limits, dice: Dice): string[] {
  const memo = new Map<Slot, readonly Line[]>();
  const pools: Pools = (slot) => {
    const known = memo.get(slot) ?? slot.lines();
    memo.set(slot, known);
    return known;
  };
  let best: Draft | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const draft = drafted(slots, fill, pools, limits, dice);
    if (!best || draft.total < best.total) best = draft;
  }
  return best?.lines.map(({ text }) => text) ?? [];
}

/** A turn in the making. */
class Draft {
  readonly lines: Line[] = [];
  count = 0;
  total = 0;
  private cost = 0;
  private readonly grams = new Set<string>();
  private readonly telling = new Set<string>();
  private readonly firsts = new Set<string>();
  private readonly templates = new Set<string>();
  private topical = false;

  add(line: Line): void {
    this.cost += this.costOf(line);
    this.lines.push(line);
    this.count += line.count;
    for (const gram of line.grams) this.grams.add(gram);
    for (const word of line.telling) this.telling.add(word);
    this.firsts.add(firstWord(line));
    if (line.from !== undefined) this.templates.add(line.from);
    this.topical ||= line.topical === true;
  }

  uses = (line: Line): boolean => line.from !== undefined && this.templates.has(line.from);

  /** What this sentence would cost here: it may repeat one before it, begin alike, or ask once more. */
  costOf(line: Line): number {
    let again = 0;
    for (const gram of line.grams) if (this.grams.has(gram)) again++;
    let refrain = 0;
    for (const word of line.telling) if (this.telling.has(word)) refrain++;
    const sameStart = this.firsts.has(firstWord(line)) ? 0.7 : 0;
    const asksAgain = line.text.endsWith('?') && this.lines.at(-1)?.text.endsWith('?') ? 1.5 : 0;
    const near = line.topical ? (this.topical ? 0.3 : -0.8) : 0;
    return line.cost + 4 * again + 0.35 * Math.min(3, refrain) + sameStart + asksAgain + near;
  }

  settle({ about, max, names = [] }: Limits): this {
    const slack = tolerance(about);
    const most = Math.min(max, about + slack);
    const missing = Math.max(0, about - slack - this.count) + Math.max(0, this.count - most);
    const unnamed = names.length > 0 && !this.lines.some(({ text }) => names.some((name) => text.includes(name))) ? 5 : 0;
    this.total = this.cost / Math.max(1, this.lines.length) + 8 * missing + unnamed + (this.topical ? 0 : 0.6);
    return this;
  }
}

const firstWord = ({ start }: Line): string => start.split(' ', 1)[0] ?? '';

function drafted(slots: readonly Slot[], fill: readonly Slot[], pools: Pools, limits: Limits, dice: Dice): Draft {
  const draft = new Draft();
  const slack = tolerance(limits.about);
  const least = limits.about - slack;
  const most = Math.min(limits.max, limits.about + slack);
  for (let i = 0; draft.count < least && i < slots.length + MORE_SLOTS; i++) {
    const slot = slots[i] ?? fill[(i - slots.length) % Math.max(1, fill.length)];
    if (!slot) break;
    const left = most - draft.count;
    const ends = (line: Line) => draft.count + line.count >= least;
    const fits = (line: Line) => line.count <= left && (ends(line) || left - line.count >= SHORTEST);
    let line = choose(pools(slot), draft, dice, fits, i >= slots.length - 1 ? ends : undefined);
    if (!line && left <= LAST) {
      const all = [...fill, ...slots.slice(i)].flatMap((other) => pools(other));
      line = choose(all, draft, dice, (other) => other.count <= left && ends(other));
    }
    if (line) draft.add(line);
  }
  return draft.settle(limits);
}

function choose(
  lines: readonly Line[],
  draft: Draft,
  dice: Dice,
  fits: (line: Line) => boolean,
  wanted?: (line: Line) => boolean,
): Line | undefined {
  let best: Line | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    if (!fits(line) || draft.uses(line)) continue;
    const rank = draft.costOf(line) + dice.roll() - (wanted?.(line) ? 0.6 : 0);
    if (rank < lowest) [best, lowest] = [line, rank];
  }
  return best;
}

/** Essays are read in paragraphs. */
export function paragraphs(sentences: readonly string[], about: number): string {
  if (about < 100) return sentences.join(' ');
  const each = Math.max(3, Math.round(sentences.length / Math.max(2, Math.round(about / 75))));
  const parts: string[] = [];
  for (let i = 0; i < sentences.length; i += each) parts.push(sentences.slice(i, i + each).join(' '));
  const last = parts.at(-1);
  if (parts.length > 1 && last !== undefined && sentences.length % each === 1) parts.splice(-2, 2, `${parts.at(-2)} ${last}`);
  return parts.join('\n\n');
}
