import type { Phase, Transcript, Turn } from '../types.ts';

/** What formats look up in the turns, kept as a transcript grows: each turn is read once, however often they ask. */
export type TurnIndex = {
  /** Somebody other than the people in the thread has spoken. */
  opened: boolean;
  /** Where the last turn that stands in a phase and a round stands. */
  phase: Phase;
  round: number;
  personaTurns: readonly Turn[];
  /** Number of the last turn of a persona before turn `n`; 0 if there is none. */
  lastBefore: (personaId: string, n: number) => number;
};

type Growing = Omit<TurnIndex, 'personaTurns'> & { seen: number; personaTurns: Turn[]; numbers: Map<string, number[]> };

/** Turns are only ever added to a transcript. */
const indices = new WeakMap<Transcript, Growing>();

export function turnIndex(transcript: Transcript): TurnIndex {
  let index = indices.get(transcript);
  if (!index) {
    index = emptyIndex();
    indices.set(transcript, index);
  }
  const { turns } = transcript;
  for (const { length } = turns; index.seen < length; index.seen++) {
    const turn = turns[index.seen];
    if (turn) addTurn(index, turn);
  }
  return index;
}

function emptyIndex(): Growing {
  const numbers = new Map<string, number[]>();
  const lastBefore = (personaId: string, n: number) => lastBelow(numbers.get(personaId) ?? [], n);
  return { opened: false, phase: 'opening', round: 1, personaTurns: [], lastBefore, seen: 0, numbers };
}

function addTurn(index: Growing, turn: Turn): void {
  if (turn.kind !== 'person') index.opened = true;
  if (turn.phase !== undefined && turn.round !== undefined) {
    index.phase = turn.phase;
    index.round = turn.round;
  }
  if (turn.kind !== 'persona') return;
  index.personaTurns.push(turn);
  const own = index.numbers.get(turn.speaker.id);
  if (own) own.push(turn.n);
  else index.numbers.set(turn.speaker.id, [turn.n]);
}

/** The greatest of ascending numbers that is below `n`, or 0. */
function lastBelow(ascending: readonly number[], n: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? n) < n) low = middle + 1;
    else high = middle;
  }
  return ascending[low - 1] ?? 0;
}
