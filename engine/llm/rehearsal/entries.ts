import { chance } from '../../seed.ts';
import { countWords } from '../../text.ts';
import type { Transcript } from '../../types.ts';
import { aspectsOf } from './aspects/index.ts';
import { echoesOf } from './echo.ts';
import { firstName } from './english.ts';
import { type Quote, quotesOf } from './quote.ts';
import { plain, spokeOf, told } from './reported.ts';

/** A claim of a report and the words that it rests on. */
export type Entry = Quote & { text: string };

/** What marks a sentence as one for a section. */
const MARKS: Record<string, RegExp> = {
  recommendations:
    /^(?:publish|put|ring-fence|set|reward|ask|tie|write|try|start|keep|let|say|drop|measure|take|pay|give|name|agree|draw|run|choose|decide|fix|report|send|begin|spend|book|make|change|find|hold|build|limit|grow|i(?:'d| would) cap)\b|\b(?:should|must|propose|suggest)\b/i,
  insights: /\b(?:once|last|year|told|watched|remember|percent|out of|when|half|third|noticed|learn\w*)\b/i,
  viewpoints:
    /\b(?:for <?\w*|against|in favour|my (?:\w+ )?(?:answer|vote|yes|no|last word)|count me|I (?:stay|remain|can't|cannot|could not|like|distrust)|I'm|I am|because)\b/i,
  overview: /\b(?:because|against|in favour|in the end|for)\b/i,
};
/** Shorter sentences say too little to rest a claim on. */
const FEWEST = 6;
/** Sections for which only what is marked will do. */
const ONLY_MARKED = new Set(['recommendations']);
const AGREES = /^(?:Agreed|Yes|True|Right|Exactly|I agree|Good point|Absolutely)\b/;
const TURNS =
  /\b(?:but|though|wrong|little|nothing else|then what|what happens|as far as|still|inch|elsewhere|moves me|shifts me)\b/;
const DIFFERS =
  /differently|another way|the other way round|(?:don't|do not) (?:buy|follow)|lost me|Hold on|With respect|leap|red flag|wrong about|though it cuts|bothers me|worries me|other side|prettier|better (?:on paper|from outside)|cannot carry|can't carry|won't carry/;
const EMPTY_QUESTION = /^(?:Yes|Right|Agreed|Good|Can we|Who adds|Would you say|Is that)\b|\b(?:that|it|there|then)\?$/;

const nameOf = ({ turn }: Quote): string => firstName(turn.speaker.name) ?? turn.speaker.name;

function score(quote: Quote, section: string, seed: string): number {
  const words = countWords(quote.sentence);
  const marked = MARKS[section]?.test(quote.sentence) ? 3 : 0;
  const question = quote.sentence.endsWith('?') && section !== 'questions' ? -1.5 : 0;
  const about = aspectsOf(quote.sentence).length > 0 ? 0.5 : 0;
  return marked + question + about + Math.min(words, 18) / 18 + chance(seed, section, quote.turn.n, quote.sentence);
}

/** A claim that names who holds it; one for each of several quotes where two people are at odds or agree. */
export function entriesFor(section: string, transcript: Transcript): Entry[] {
  const quotes = quotesOf(transcript);
  if (section === 'consensus')
    return pairs(
      quotes,
      (text) => AGREES.test(text) && !TURNS.test(text),
      (a, b, what) => `${a} and ${b} agree on ${what}.`,
    );
  if (section === 'controversies')
    return pairs(
      quotes,
      (text) => DIFFERS.test(text),
      (a, b, what) => `${a} and ${b} see ${what} differently.`,
    );
  const ranked = quotes
    .map((quote) => ({ quote, rank: score(quote, section, transcript.seed) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ quote }) => quote);
  if (section === 'questions') {
    const asked = ranked.filter(
      ({ sentence }) => sentence.endsWith('?') && !EMPTY_QUESTION.test(plain(sentence, transcript.personas)),
    );
    return onePerSpeaker(asked, 2)
      .map((quote) => ({ ...quote, text: plain(quote.sentence, transcript.personas) }))
      .slice(0, 5);
  }
  const fit = ONLY_MARKED.has(section)
    ? ranked.filter(({ sentence }) => MARKS[section]?.test(plain(sentence, transcript.personas)))
    : ranked;
  const entries = fit.map((quote) => ({ ...quote, text: told(quote, transcript.personas) }));
  const able = entries.filter(
    (entry): entry is Entry => entry.text !== undefined && countWords(entry.text) <= 45 && countWords(entry.sentence) >= FEWEST,
  );
  if (section === 'viewpoints') {
    return transcript.personas.flatMap(({ id }) => {
      const own = able.filter(({ turn }) => turn.speaker.id === id).slice(0, 2);
      const any = ranked.find(({ turn }) => turn.speaker.id === id);
      return own.length > 0 ? own : any ? [{ ...any, text: spokeOf(any) }] : [];
    });
  }
  const kept = onePerSpeaker(able, section === 'overview' ? 1 : 2).slice(0, 5);
  if (kept.length > 0) return section === 'overview' ? kept.sort((a, b) => a.turn.n - b.turn.n) : kept;
  return onePerSpeaker(fit, 1)
    .slice(0, 4)
    .map((quote) => ({ ...quote, text: spokeOf(quote) }));
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

type Shows = (sentence: string) => boolean;

/** Two entries with one text, one for each voice: an answer that shows it, and the sentence that is answered. */
function pairs(quotes: readonly Quote[], shows: Shows, claim: (a: string, b: string, what: string) => string): Entry[] {
  const found: Entry[] = [];
  const seen = new Set<string>();
  for (const quote of quotes) {
    const { replyTo } = quote.turn;
    if (replyTo === undefined || !shows(quote.sentence)) continue;
    const answered = quotes.filter(({ turn }) => turn.n === replyTo && turn.speaker.id !== quote.turn.speaker.id);
    const point = answered
      .flatMap((near) => echoesOf(near.sentence).map((what) => ({ near, what })))
      .find(({ what }) => quote.sentence.includes(what));
    if (!point) continue;
    const text = claim(nameOf(point.near), nameOf(quote), point.what.replace(/^your /, `${nameOf(point.near)}'s `));
    if (seen.has(text) || found.length >= 8) continue;
    seen.add(text);
    found.push({ ...point.near, text }, { ...quote, text });
  }
  return found;
}
