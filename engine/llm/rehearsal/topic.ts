import { countWords } from '../../text.ts';
import type { Dice } from './dice.ts';
import { readTopic } from './read-topic.ts';

/** A topic in the forms that a sentence needs. */
export type Topic = {
  /** As one statement that a person can be for or against. */
  proposition: string;
  /** How a host announces it. */
  title: string;
  /** Noun phrases for it, in full: "making buses free", "the claim that …". Singular. */
  full: readonly string[];
  /** Noun phrases that point at it: "this", "the idea". */
  brief: readonly string[];
  /** What it is about, for places where number does not show: "buses". */
  thing?: string;
  /** It is something to be done, not something to be believed. */
  deed: boolean;
  /** It asks for no yes or no. */
  open?: true;
};

const PROPOSITION_LIMIT = 300;

/** The topic without marks, markup and control characters: what was asked for is text, whatever it says. */
export function cleanTopic(topic: string): string {
  const plain = topic
    .normalize('NFC')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/https?:\/\/(\S+)/gi, '$1')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/[`*_~#>|<\\^=@{}[\]]+/g, ' ')
    .replace(/["“”„«»]/g, '')
    .replace(/:(?=\s)/g, ',')
    .replace(/\s+/g, ' ')
    .trim();
  const first = /^.{3,}?[.!?。！？؟](?=\s|$)/u.exec(plain)?.[0] ?? plain;
  if (first.length <= 200) return first;
  return first.slice(0, 200).replace(/\s+\S*$/, '');
}

export function topicOf(text: string): Topic {
  const clean = cleanTopic(text);
  const topic = readTopic(clean);
  return { ...topic, proposition: [...topic.proposition].slice(0, PROPOSITION_LIMIT).join('') };
}

/** The topic in full, or as "this". */
export function mention(topic: Topic, dice: Dice): string {
  const short = topic.full.filter((form) => countWords(form) <= 6);
  const forms = dice.hits(0.4) || topic.full.length === 0 ? topic.brief : short.length > 0 ? short : topic.full;
  return dice.pick(forms) ?? 'this';
}
