import type { Transcript, Turn } from '../types.ts';
import type { SpeakStep } from './format.ts';

/** Share of a text's runs of four words above which it counts as said before. */
const TOO_MUCH = 0.5;
/** A reaction of a few words has too few runs of four to judge by. */
const FEWEST_RUNS = 5;
/** Two people may well both say "Exactly.": from this many words on it is somebody's own sentence. */
const OWN_SENTENCE = 5;
/** How many of the speaker's own turns are looked at. */
const REACH = 20;

/** The turn that a text repeats: mostly one of the speaker's own and the one it answers; any, word for word. */
export function saidBefore({ turns }: Transcript, step: SpeakStep, text: string): Turn | undefined {
  const said = printOf(text);
  const looked: Turn[] = [];
  let own = 0;
  for (let i = turns.length - 1; i >= 0; i--) {
    const turn = turns[i];
    if (!turn || turn.kind === 'person') continue;
    const mine = turn.speaker.id === step.speaker.id;
    if ((mine || said.length >= OWN_SENTENCE) && printOfTurn(turn).whole === said.whole) return turn;
    if ((mine && own++ < REACH) || turn.n === step.replyTo) looked.push(turn);
  }
  return mostlySaid(said, looked);
}

/** The turn with most of the runs, when more than half of them were said. */
function mostlySaid({ runs }: Print, turns: readonly Turn[]): Turn | undefined {
  if (runs.length < FEWEST_RUNS) return undefined;
  const wanted = new Set(runs);
  const before = new Set<number>();
  let most = 0;
  let source: Turn | undefined;
  for (const turn of turns) {
    let hits = 0;
    for (const run of printOfTurn(turn).runs) {
      if (!wanted.has(run)) continue;
      before.add(run);
      hits++;
    }
    if (hits > most) [most, source] = [hits, turn];
  }
  let repeated = 0;
  for (const run of runs) if (before.has(run)) repeated++;
  return repeated / runs.length > TOO_MUCH ? source : undefined;
}

/** A text by numbers: of the whole, and of each run of four words. Small enough to be kept for every turn. */
type Print = { length: number; whole: number; runs: Float64Array };

const prints = new WeakMap<Turn, Print>();

function printOfTurn(turn: Turn): Print {
  let print = prints.get(turn);
  if (!print) {
    print = printOf(turn.text);
    prints.set(turn, print);
  }
  return print;
}

function printOf(text: string): Print {
  const words = tokens(text).map(hash);
  const runs = new Float64Array(Math.max(0, words.length - 3));
  for (let i = 0; i < runs.length; i++) runs[i] = mixed(words, i, i + 4);
  return { length: words.length, whole: mixed(words, 0, words.length), runs };
}

const TWO_32 = 4_294_967_296;

/** Numbers below 2^32 whose order counts, in one below 2^53. */
function mixed(numbers: readonly number[], from: number, to: number): number {
  let low = 7;
  let high = 11;
  for (let i = from; i < to; i++) {
    const n = numbers[i] ?? 0;
    low = (Math.imul(low ^ n, 16_777_619) + i - from) >>> 0;
    high = (Math.imul(high + n, 2_246_822_519) ^ (low >>> 13)) >>> 0;
  }
  return (high % 2_097_152) * TWO_32 + low;
}

/** FNV-1a. */
function hash(word: string): number {
  let h = 2_166_136_261;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 16_777_619);
  return h >>> 0;
}

/** Words in lower case; a character each where words are not set apart. Quicker than a segmenter, and close enough here. */
function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu) ?? [];
}
