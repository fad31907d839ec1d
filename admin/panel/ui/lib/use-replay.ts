import { useEffect, useState } from 'react';
import type { Line } from './live.ts';

/** A pause in a discussion is not sat through. */
const LONGEST_MS = 20_000;
/** What was said as fast as it came is still shown long enough to be looked over. */
const LEAST_MS = 800;
const LEAST_MS_EACH_CHARACTER = 12;

/** A discussion that is over, once more at its own pace: from any moment, faster, and stopped where one likes. */
export function useReplay(lines: readonly Line[]) {
  /** How many lines are shown; undefined: no replay, all of them. */
  const [at, setAt] = useState<number>();
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const moments = lines.flatMap((line, i) => (line.kind === 'turn' ? [i] : []));
  const ended = at !== undefined && at >= lines.length;

  useEffect(() => {
    if (!playing || at === undefined) return;
    if (ended) return setPlaying(false);
    const timer = setTimeout(() => setAt(at + 1), waitMs(lines[at - 1], lines[at]) / speed);
    return () => clearTimeout(timer);
  }, [playing, at, speed, ended, lines]);

  return {
    on: at !== undefined,
    playing,
    ended,
    speed,
    /** Turns shown, and turns that there are. */
    turn: at === undefined ? moments.length : moments.filter((i) => i < at).length,
    turns: moments.length,
    shown: at === undefined ? lines : lines.slice(0, at),
    start() {
      setAt(moments[0] === undefined ? 0 : moments[0] + 1);
      setPlaying(true);
    },
    play() {
      if (ended) setAt(moments[0] === undefined ? 0 : moments[0] + 1);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
    /** To where so many turns have been said. */
    seek(turn: number) {
      const last = moments[turn - 1];
      setAt(turn >= moments.length ? lines.length : last === undefined ? 0 : last + 1);
    },
    setSpeed,
    end() {
      setPlaying(false);
      setAt(undefined);
    },
  };
}

export type Replay = ReturnType<typeof useReplay>;

function waitMs(before: Line | undefined, next: Line | undefined): number {
  if (!before || !next) return 0;
  const least = before.kind === 'turn' ? LEAST_MS + LEAST_MS_EACH_CHARACTER * before.turn.text.length : 0;
  return Math.min(LONGEST_MS, Math.max(least, Date.parse(next.shownAt) - Date.parse(before.shownAt)));
}
