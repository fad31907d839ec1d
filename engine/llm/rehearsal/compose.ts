import type { Dice } from './dice.ts';
import type { Line } from './line.ts';

/** A place in a turn, with the sentences that could stand there. */
export type Slot = { name: string; lines(): readonly Line[] };

/** How far from the asked length a turn may be: 12 in a hundred. */
export const tolerance = (about: number): number => Math.max(about < 9 ? 0 : 1, Math.floor(about * 0.11));

type Draft = { lines: Line[]; count: number; cost: number };
/** `names`: one of them must be said, where there are any. */
type Limits = { about: number; max: number; names?: readonly string[] };

const ATTEMPTS = 14;
const SHORTEST = 3;

/**
 * Puts sentences into the slots until the length is met, several times over, and keeps the cheapest draft. A sentence
 * that repeats what was said, here or before, is the last choice.
 */
export function compose(slots: readonly Slot[], fill: readonly Slot[], limits: Limits, dice: Dice): string[] {
  const memo = new Map<Slot, readonly Line[]>();
  const linesOf = (slot: Slot) => {
    const known = memo.get(slot) ?? slot.lines();
    memo.set(slot, known);
    return known;
  };
  let best: Draft | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const draft = draftOf(slots, fill, linesOf, limits, dice);
    if (!best || draft.cost < best.cost) best = draft;
  }
  return best?.lines.map(({ text }) => text) ?? [];
}

function draftOf(slots: readonly Slot[], fill: readonly Slot[], linesOf: (slot: Slot) => readonly Line[], limits: Limits, dice: Dice): Draft {
  const draft: Draft = { lines: [], count: 0, cost: 0 };
  const slack = tolerance(limits.about);
  const most = Math.min(limits.max, limits.about + slack);
  const grams = new Set<string>();
  const add = (line: Line, cost: number) => {
    draft.lines.push(line);
    draft.count += line.count;
    draft.cost += cost;
    for (const gram of line.grams) grams.add(gram);
  };
  for (let i = 0; draft.count < limits.about - slack && i < slots.length + 60; i++) {
    const slot = slots[i] ?? fill[(i - slots.length) % Math.max(1, fill.length)];
    if (!slot) break;
    const left = most - draft.count;
    const ends = (line: Line) => draft.count + line.count >= limits.about - slack;
    const fits = (line: Line) => line.count <= left && (ends(line) || left - line.count >= SHORTEST);
    let line = choose(linesOf(slot).filter(fits), draft, grams, dice, i >= slots.length - 1 ? ends : undefined);
    if (!line && left <= 24) {
      const last = [...fill, ...slots.slice(i)].flatMap((other) => linesOf(other)).filter((other) => other.count <= left && ends(other));
      line = choose(last, draft, grams, dice);
    }
    if (line) add(line.line, line.cost);
  }
  const missing = Math.max(0, limits.about - slack - draft.count) + Math.max(0, draft.count - most);
  const unnamed = limits.names?.length && !draft.lines.some(({ text }) => limits.names?.some((name) => text.includes(name))) ? 3 : 0;
  const offTopic = draft.lines.some(({ topical }) => topical) ? 0 : 0.6;
  draft.cost = draft.cost / Math.max(1, draft.lines.length) + missing * 3 + unnamed + offTopic;
  return draft;
}

function choose(lines: readonly Line[], draft: Draft, grams: ReadonlySet<string>, dice: Dice, wanted?: (line: Line) => boolean) {
  let best: { line: Line; cost: number; rank: number } | undefined;
  const previous = draft.lines.at(-1);
  const telling = new Set(draft.lines.flatMap((line) => line.telling));
  for (const line of lines) {
    if (line.from !== undefined && draft.lines.some(({ from }) => from === line.from)) continue;
    const refrain = Math.min(3, line.telling.filter((word) => telling.has(word)).length) * 0.35;
    const again = line.grams.filter((gram) => grams.has(gram)).length;
    const sameStart = draft.lines.some((other) => other.start.split(' ')[0] === line.start.split(' ')[0]) ? 0.7 : 0;
    const questions = line.text.endsWith('?') && previous?.text.endsWith('?') ? 1.5 : 0;
    const near = line.topical ? (draft.lines.some(({ topical }) => topical) ? 0.3 : -0.8) : 0;
    const cost = line.cost + 4 * again + sameStart + questions + refrain + near;
    const rank = cost + dice.roll() - (wanted?.(line) ? 0.6 : 0);
    if (!best || rank < best.rank) best = { line, cost, rank };
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
