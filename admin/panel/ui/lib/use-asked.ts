import { useState } from 'react';
import type { Line } from './live.ts';

/** Questions that were sent from here and stand in no line yet. */
export function useAsked(id: string, lines: readonly Line[]) {
  const [sent, setSent] = useState<{ id: string; text: string; after: number }[]>([]);
  const shown = ({ text, after }: { text: string; after: number }) =>
    lines.some(
      (line) => line.kind === 'turn' && line.seq > after && line.turn.kind === 'person' && alike(line.turn.text) === alike(text),
    );
  return {
    asked: sent.filter((one) => one.id === id && !shown(one)).map(({ text }) => text),
    add: (text: string) => setSent((before) => [...before, { id, text, after: lines.at(-1)?.seq ?? 0 }]),
  };
}

/** The log has it without the spaces around and between. */
const alike = (text: string): string => text.replace(/\s+/gu, ' ').trim();
