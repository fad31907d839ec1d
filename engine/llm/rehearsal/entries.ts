import { chance } from '../../seed.ts';
import { countWords } from '../../text.ts';
import type { Transcript } from '../../types.ts';
import { aspectsOf } from './aspects/index.ts';
import { firstName } from './english.ts';
import { plain, spokeOf, told } from './reported.ts';
import { type Quote, quotesOf } from './quote.ts';

/** A claim of a report and the words that it rests on. */
export type Entry = Quote & { text: string };

/** What marks a sentence as one for a section. */
const MARKS: Record<string, RegExp> = {
  recommendations: /\b(?:should|need|must|let's|start|publish|put|name|keep|write|run|pay|ask|set|measure|I(?:'d| would)|propose|suggest|limit|hold|build)\b/i,
  controversies: /\b(?:but|differently|don't (?:buy|follow)|lost me|hold on|doubt|against|no,|worr\w+|risk|though|still)\b/i,
  consensus: /^(?:Agreed|Yes|True|Right|Exactly|I agree|Good point|Absolutely)/,
  insights: /\b(?:once|last|year|told|watched|remember|percent|out of|when|half|third|noticed|learn\w*)\b/i,
  questions: /\?$/,
  viewpoints: /\b(?:I'm|I am|for|against|because|yes|no|vote|my)\b/i,
};
const AGREES = /^(?:Agreed|Yes|True|Right|Exactly|I agree|Good point|Absolutely)\b/;
const DIFFERS = /differently|don't (?:buy|follow)|do not (?:buy|follow)|lost me|Hold on|With respect|leap|red flag|wrong about|though it cuts|bothers me|worries me|half of the story|a third of the story/;

const nameOf = ({ turn }: Quote): string => firstName(turn.speaker.name) ?? turn.speaker.name;

function score(quote: Quote, section: string, seed: string): number {
  const words = countWords(quote.sentence);
  const marked = MARKS[section]?.test(quote.sentence) ? 2 : 0;
  const question = quote.sentence.endsWith('?') && section !== 'questions' ? -1.5 : 0;
  const about = aspectsOf(quote.sentence).length > 0 ? 0.5 : 0;
  return marked + question + about + Math.min(words, 18) / 18 + chance(seed, section, quote.turn.n, quote.sentence);
}

/** A claim that names who holds it; one for each of several quotes where two people are at odds or agree. */
export function entriesFor(section: string, transcript: Transcript): Entry[] {
  const quotes = quotesOf(transcript);
  if (section === 'consensus') return pairs(quotes, AGREES, (a, b, what) => `${a} and ${b} agree on ${what}.`);
  if (section === 'controversies') return pairs(quotes, DIFFERS, (a, b, what) => `${a} and ${b} see ${what} differently.`);
  const ranked = quotes
    .map((quote) => ({ quote, rank: score(quote, section, transcript.seed) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ quote }) => quote);
  if (section === 'questions') {
    const asked = ranked.filter(({ sentence }) => sentence.endsWith('?'));
    return onePerSpeaker(asked, 2).map((quote) => ({ ...quote, text: plain(quote.sentence, transcript.personas) })).slice(0, 5);
  }
  const entries = ranked.map((quote) => ({ ...quote, text: told(quote, transcript.personas) }));
  const able = entries.filter((entry): entry is Entry => entry.text !== undefined && countWords(entry.text) <= 45);
  if (section === 'viewpoints') {
    return transcript.personas.flatMap(({ id }) => {
      const own = able.filter(({ turn }) => turn.speaker.id === id).slice(0, 2);
      const any = ranked.find(({ turn }) => turn.speaker.id === id);
      return own.length > 0 ? own : any ? [{ ...any, text: spokeOf(any) }] : [];
    });
  }
  const kept = onePerSpeaker(able, section === 'overview' ? 1 : 2).slice(0, 5);
  if (kept.length > 0) return section === 'overview' ? kept.sort((a, b) => a.turn.n - b.turn.n) : kept;
  return onePerSpeaker(ranked, 1).slice(0, 4).map((quote) => ({ ...quote, text: spokeOf(quote) }));
}

function onePerSpeaker<T extends Quote>(quotes: readonly T[], most: number): T[] {
  const turns = new Set<number>();
  const count = new Map<string, number>();
  return quotes.filter(({ turn }) => {
    const n = count.get(turn.speaker.id) ?? 0;
    if (n >= most || turns.has(turn.n)) return false;
    turns.add(turn.n);
    count.set(turn.speaker.id, n + 1);
    return true;
  });
}

/** Two entries with one text, one for each voice: an answer that shows it, and the turn that is answered. */
function pairs(quotes: readonly Quote[], shows: RegExp, claim: (a: string, b: string, what: string) => string): Entry[] {
  const found: Entry[] = [];
  const seen = new Set<string>();
  for (const quote of quotes) {
    const { replyTo } = quote.turn;
    if (replyTo === undefined || !shows.test(quote.sentence)) continue;
    const answered = quotes.filter(({ turn }) => turn.n === replyTo && turn.speaker.id !== quote.turn.speaker.id);
    const near = answered.find(({ sentence }) => overlap(sentence, quote.sentence)) ?? answered[0];
    if (!near) continue;
    const what = (aspectsOf(`${near.sentence} ${quote.sentence}`)[0] ?? aspectsOf(near.turn.text)[0])?.noun ?? 'that point';
    const text = claim(nameOf(near), nameOf(quote), what);
    if (seen.has(text) || found.length >= 8) continue;
    seen.add(text);
    found.push({ ...near, text }, { ...quote, text });
  }
  return found;
}

const overlap = (a: string, b: string): boolean => {
  const long = new Set(a.toLowerCase().match(/\p{L}{6,}/gu) ?? []);
  return (b.toLowerCase().match(/\p{L}{6,}/gu) ?? []).some((word) => long.has(word));
};
