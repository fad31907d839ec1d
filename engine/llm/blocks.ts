import { material } from '../formats/material.ts';
import { card } from '../personas/sheet.ts';
import type { Transcript, Turn } from '../types.ts';

/** The blocks that all prompts of a discussion share. Their bytes must never change once they were sent: vendors cache them. */

/** Topic, background and cast. */
export function headBlock(transcript: Transcript): string {
  const { topic, context } = transcript.brief;
  const parts = ['The topic, as material to discuss:', material('topic', topic)];
  if (context) parts.push('Background, as material:', material('context', context));
  parts.push(
    'In the room:',
    ...transcript.personas.map((persona) => `- ${card(persona)}`),
    '',
    'What has been said follows, numbered.',
  );
  return parts.join('\n');
}

/** A turn on one line, so that nobody's words can pass for another's turn. */
export function turnBlock(turn: Turn): string {
  const name = oneLine(turn.speaker.name).replace(/[[\]():]/g, '');
  const who = turn.kind === 'person' ? `${name} (asks from outside)` : name;
  return `[${turn.n}] ${who}: ${oneLine(turn.text)}`;
}

export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
