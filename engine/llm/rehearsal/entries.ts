import { chance } from '../../seed.ts';
import { countWords, sentences } from '../../text.ts';
import type { Persona, Transcript, Turn } from '../../types.ts';
import { firstName } from './english.ts';
import { plain } from './plain.ts';
import { type Quote, quotesOf } from './quote.ts';
import { signOf } from './verdict.ts';

/** A claim of a report and the words that it rests on. */
export type Entry = { turn: Turn; sentence: string; quote: string; text: string };

const IN_A_SECTION = 5;
const PAIRS = 2;

const shared = new WeakMap<readonly Turn[], { turns: number; sections: Map<string, Entry[]> }>();

/**
 * Claims that say no more than is known of the line that they rest on. All sections are shared out at once, so that no
 * sentence is quoted twice; a section of another name has what the overview has.
 */
export function entriesFor(section: string, transcript: Transcript): Entry[] {
  const { turns } = transcript;
  let known = shared.get(turns);
  if (!known || known.turns !== turns.length) {
    known = { turns: turns.length, sections: new Sharing(transcript).all() };
    shared.set(turns, known);
  }
  return known.sections.get(section) ?? known.sections.get('overview') ?? [];
}

const nameOf = ({ speaker }: Turn): string => firstName(speaker.name) ?? speaker.name;
const about = ({ aspect }: Quote): string => (aspect ? `, with an eye to ${aspect.noun}` : '');
const sideOf = ({ side }: Quote): string => (side === 'pro' ? 'for' : side === 'con' ? 'against' : 'neither for nor against');

function viewText(quote: Quote): string {
  const name = nameOf(quote.turn);
  if (quote.kind === 'build') return `${name} adds an idea${about(quote)}.`;
  if (quote.kind === 'position') return `${name} takes a stand in turn ${quote.turn.n}: ${sideOf(quote)} the proposition.`;
  return `${name} gives a reason ${sideOf(quote)} the proposition${about(quote)}.`;
}

/** Hands out the sentences of a discussion, each to one section. */
class Sharing {
  private readonly transcript: Transcript;
  private readonly quotes: readonly Quote[];
  private readonly used = new Set<Quote>();

  constructor(transcript: Transcript) {
    this.transcript = transcript;
    const rank = ({ turn, sentence }: Quote) => chance(transcript.seed, 'report', turn.n, sentence);
    this.quotes = quotesOf(transcript).sort((a, b) => rank(a) - rank(b));
  }

  all(): Map<string, Entry[]> {
    const recommendations = this.each(['propose'], (quote) => `${nameOf(quote.turn)} makes a proposal${about(quote)}.`);
    const insights = [
      ...this.each(['story'], (quote) => `${nameOf(quote.turn)} tells of something that happened${about(quote)}.`, 3),
      ...this.each(['number'], (quote) => `${nameOf(quote.turn)} gives a figure${about(quote)}.`, 2),
    ];
    const questions = this.each(['ask'], (quote) => plain(quote.sentence, this.transcript.personas));
    const consensus = this.pairs(true);
    const controversies = this.pairs(false);
    const first = this.views(true);
    const overview = this.overview();
    const viewpoints = [...first, ...this.views(false)];
    return new Map(Object.entries({ overview, viewpoints, consensus, controversies, insights, recommendations, questions }));
  }

  private open(fits: (quote: Quote) => boolean): Quote[] {
    return this.quotes.filter((quote) => !this.used.has(quote) && fits(quote));
  }

  private take(quote: Quote, text: string): Entry {
    this.used.add(quote);
    const { turn, sentence } = quote;
    return { turn, sentence, quote: quote.quote, text };
  }

  /** At most two of each speaker, and of each turn one. */
  private each(kinds: readonly Quote['kind'][], text: (quote: Quote) => string, most = IN_A_SECTION): Entry[] {
    const turns = new Set<number>();
    const count = new Map<string, number>();
    const entries: Entry[] = [];
    for (const quote of this.open(({ kind }) => kinds.includes(kind))) {
      const n = count.get(quote.turn.speaker.id) ?? 0;
      if (entries.length >= most || n >= 2 || turns.has(quote.turn.n)) continue;
      turns.add(quote.turn.n);
      count.set(quote.turn.speaker.id, n + 1);
      entries.push(this.take(quote, text(quote)));
    }
    return entries;
  }

  /** One of each persona, where it stands and why: last words first. `needed`: another line stands in. */
  private views(needed: boolean): Entry[] {
    return this.transcript.personas.flatMap((persona) => {
      const sign = signOf(this.transcript, persona);
      const other = sign === 0 ? undefined : sign > 0 ? 'con' : 'pro';
      const own = this.open(
        ({ turn, kind, side }) =>
          turn.speaker.id === persona.id && (kind === 'build' || ((kind === 'claim' || kind === 'position') && side !== other)),
      );
      const rank = ({ kind, side, turn }: Quote) =>
        (kind === 'position' && turn.phase === 'closing' ? 4 : 0) + (side === (sign > 0 ? 'pro' : 'con') ? 1 : 0);
      const ranked = own.sort((a, b) => rank(b) - rank(a)).slice(0, 1);
      return ranked.length > 0 ? ranked.map((quote) => this.take(quote, viewText(quote))) : needed ? this.anyOf(persona) : [];
    });
  }

  /** Of a persona that has said none of those: another line of its own, or what it said first. */
  private anyOf(persona: Persona): Entry[] {
    const [own] = this.open(({ turn }) => turn.speaker.id === persona.id);
    const name = firstName(persona.name) ?? persona.name;
    if (own) return [this.take(own, `${name} speaks up in turn ${own.turn.n}.`)];
    const taken = new Set([...this.used].map(({ sentence }) => sentence));
    const whole = (one: string) => countWords(one) >= 5 && countWords(one) <= 14 && !one.endsWith('?') && !taken.has(one);
    for (const turn of this.transcript.turns) {
      const sentence = turn.speaker.id === persona.id ? sentences(turn.text).find(whole) : undefined;
      if (sentence === undefined) continue;
      const quote = sentence.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
      return [{ turn, sentence, quote, text: `${name} speaks up in turn ${turn.n}.` }];
    }
    return [];
  }

  /** How the discussion began and ended, in the order of what was said. */
  private overview(): Entry[] {
    const positions = this.each(['position'], viewText, 3);
    const rest = this.each(['claim', 'build'], viewText, IN_A_SECTION - positions.length);
    return [...positions, ...rest].sort((a, b) => a.turn.n - b.turn.n);
  }

  /** Two entries with one text, one for each voice: claims about one aspect, by people who end on those sides. */
  private pairs(agree: boolean): Entry[] {
    const found: Entry[] = [];
    const spoken = new Set<string>();
    const signs = new Map(this.transcript.personas.map((one) => [one.id, signOf(this.transcript, one)]));
    const holds = ({ side, turn, kind }: Quote) =>
      (kind === 'claim' || kind === 'position') && side !== undefined && signs.get(turn.speaker.id) === (side === 'pro' ? 1 : -1);
    const passes: ((a: Quote, b: Quote) => boolean)[] = [
      (a, b) => a.kind === 'claim' && b.kind === 'claim' && a.aspect === b.aspect,
      (a, b) => a.kind === 'position' && b.kind === 'position' && a.turn.phase === 'closing' && b.turn.phase === 'closing',
      (a, b) => found.length === 0 && a.kind === b.kind,
    ];
    for (const fits of passes)
      for (const a of this.open(holds)) {
        const b = this.open(holds).find(
          (other) => other.turn.speaker.id !== a.turn.speaker.id && (other.side === a.side) === agree && fits(a, other),
        );
        const pair = b && [nameOf(a.turn), nameOf(b.turn)].sort().join(' ');
        if (!b || this.used.has(a) || pair === undefined || spoken.has(pair) || found.length >= 2 * PAIRS) continue;
        spoken.add(pair);
        const text = pairText(a, b);
        found.push(this.take(a, text), this.take(b, text));
      }
    return found;
  }
}

function pairText(a: Quote, b: Quote): string {
  const [one, two] = [nameOf(a.turn), nameOf(b.turn)];
  const common = a.aspect === b.aspect ? about(a) : '';
  if (a.side === b.side) return `${one} and ${two} are both ${sideOf(a)} the proposition${common}.`;
  return `${one} is ${sideOf(a)} the proposition and ${two} ${sideOf(b)}${common}.`;
}
