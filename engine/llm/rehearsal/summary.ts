import type { Transcript } from '../../types.ts';
import { aspectsOf } from './aspects/index.ts';
import { firstName } from './english.ts';
import { cleanTopic } from './topic.ts';

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** Who spoke, about what, and what they came back to: counted, not invented. */
export function overview({ brief, turns }: Transcript): string {
  const spoken = turns.filter(({ kind }) => kind === 'persona');
  if (spoken.length === 0) return 'Nobody has spoken yet.';
  const names = [...new Set(spoken.map(({ speaker }) => firstName(speaker.name) ?? speaker.name))];
  const nouns = aspectsOf(spoken.map(({ text }) => text).join(' '))
    .slice(0, 3)
    .map(({ noun }) => noun);
  const about = nouns.length > 0 ? ` They came back most often to ${joined(nouns)}.` : '';
  return `${joined(names)} spoke about “${cleanTopic(brief.topic)}” in ${spoken.length} turn${spoken.length === 1 ? '' : 's'}.${about}`;
}
