import type { Speaker, Transcript } from '../types.ts';
import { firstName } from './names.ts';

/** How far before a colon a name is looked for. */
const REACH = 200;
/** Where a line or a sentence ends, and what may stand before a name: quotes, marks of emphasis, dashes, a number. */
const ENDS = /[\n.!?。！？]/gu;
const BEFORE = /^["”»']?(?:[\s*_>"“–—-]*)(?:\[\d+\]\s*)?/u;
/** "(smiling)" and marks of emphasis after it. */
const AFTER = /(?:\s*\([^()\n]*\))?[*_]*$/u;

/** The name before a colon at the start of a line or sentence, when it is somebody else's. */
export function speaksFor(transcript: Transcript, speaker: Speaker, text: string): string | undefined {
  let from = 0;
  let foreign: ReadonlySet<string> | undefined;
  for (const { index } of text.matchAll(/[:：]/gu)) {
    const head = text.slice(Math.max(from, index - REACH), index).trimEnd();
    foreign ??= namesOfOthers(transcript, speaker);
    // No name has a colon in it: what stands before the one before was looked at.
    const name = nameIn(head, from === 0 && index <= REACH, foreign);
    if (name !== undefined) return name;
    from = index + 1;
  }
  return undefined;
}

function nameIn(head: string, atStart: boolean, foreign: ReadonlySet<string>): string | undefined {
  const cut = head.search(AFTER);
  const plain = head.slice(0, cut).trimEnd();
  const starts = [...(atStart ? [0] : []), ...[...plain.matchAll(ENDS)].map(({ index }) => index + 1)];
  for (const start of starts) {
    const name = plain.slice(start).replace(BEFORE, '');
    if (foreign.has(name)) return name;
  }
  return undefined;
}

/** Whose lines a speaker must not write. */
function namesOfOthers({ personas, moderator, questions }: Transcript, speaker: Speaker): Set<string> {
  const cast = [...personas, moderator].filter(({ id }) => id !== speaker.id);
  const found = new Set(['Moderator', ...cast.flatMap(({ name }) => [name, firstName(name)])]);
  for (const { turn } of questions) if (isFullName(turn.speaker.name)) found.add(turn.speaker.name);
  for (const own of [speaker.name, firstName(speaker.name)]) found.delete(own);
  if (speaker.id === moderator.id) found.delete('Moderator');
  for (const name of found) if (name.length < 2) found.delete(name);
  return found;
}

/** People in a thread call themselves what they like, also "Example" or "My point": only what looks like a name counts. */
const isFullName = (name: string): boolean => /^[\p{Lu}\p{Lt}][^\s:]*(?: [^\s:]+){0,3} [\p{Lu}\p{Lt}][^\s:]*$/u.test(name);
