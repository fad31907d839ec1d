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
  const said = tokens(text);
  const whole = said.join(' ');
  const looked: Turn[] = [];
  let own = 0;
  for (let i = turns.length - 1; i >= 0; i--) {
    const turn = turns[i];
    if (!turn || turn.kind === 'person') continue;
    const mine = turn.speaker.id === step.speaker.id;
    if ((mine || said.length >= OWN_SENTENCE) && sameLength(turn.text, text) && tokensOf(turn).join(' ') === whole) return turn;
    if ((mine && own++ < REACH) || turn.n === step.replyTo) looked.push(turn);
  }
  return mostlySaid(said, looked);
}

/** The turn with most of the runs, when more than half of them were said. */
function mostlySaid(said: readonly string[], turns: readonly Turn[]): Turn | undefined {
  const runs: string[] = [];
  for (let i = 0; i + 4 <= said.length; i++) runs.push(runAt(said, i));
  if (runs.length < FEWEST_RUNS) return undefined;
  const wanted = new Set(runs);
  const words = new Set(said);
  const before = new Set<string>();
  let most = 0;
  let source: Turn | undefined;
  for (const turn of turns) {
    const theirs = tokensOf(turn);
    let hits = 0;
    for (let i = 0; i + 4 <= theirs.length; i++) {
      if (!words.has(theirs[i] as string) || !words.has(theirs[i + 3] as string)) continue;
      const run = runAt(theirs, i);
      if (!wanted.has(run)) continue;
      before.add(run);
      hits++;
    }
    if (hits > most) [most, source] = [hits, turn];
  }
  return runs.filter((run) => before.has(run)).length / runs.length > TOO_MUCH ? source : undefined;
}

const runAt = (said: readonly string[], i: number): string => `${said[i]} ${said[i + 1]} ${said[i + 2]} ${said[i + 3]}`;

/** Cheaper than comparing words: texts with the same words are about as long. */
const sameLength = (a: string, b: string): boolean => Math.abs(a.length - b.length) <= 8 + b.length / 10;

const known = new WeakMap<Turn, string[]>();

function tokensOf(turn: Turn): string[] {
  let found = known.get(turn);
  if (!found) {
    found = tokens(turn.text);
    known.set(turn, found);
  }
  return found;
}

/** Words in lower case; a character each where words are not set apart. Quicker than a segmenter, and close enough here. */
function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu) ?? [];
}
