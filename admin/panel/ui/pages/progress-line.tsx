import type { Line, Link, State } from '../lib/live.ts';
import { money } from '../lib/when.ts';

const LINKS: Partial<Record<Link, string>> = {
  connecting: 'connecting…',
  polling: 'no live connection: asking every few seconds',
};
const REPORTS: Record<string, string> = {
  none: 'no report yet',
  generating: 'the report is being written',
  ready: 'the report is ready',
  partial: 'a part of the report is ready',
  failed: 'the report could not be written',
};

type Props = { state: State; lines: readonly Line[]; rounds: number; link: Link; watchers: number };

/** How far it is, in words, with what it has cost. */
export function ProgressLine({ state, lines, rounds, link, watchers }: Props) {
  const turns = lines.flatMap((line) => (line.kind === 'turn' ? [line.turn] : []));
  const round = Math.max(0, ...turns.map((turn) => turn.round ?? 0));
  const parts = [
    `${turns.length} ${turns.length === 1 ? 'turn' : 'turns'}${round > 0 ? `, round ${round} of ${Math.max(round, rounds)}` : ''}`,
    REPORTS[state.reportStatus],
    `${money(state.spent)}${state.budget === undefined ? '' : ` of ${money(state.budget)}`}`,
    LINKS[link],
    watchers > 1 && `${watchers} watch`,
  ];
  return (
    <div className="progress">
      <progress max={Math.max(1, state.total)} value={state.done} aria-label="Progress" />
      <span>{parts.filter(Boolean).join(' · ')}</span>
    </div>
  );
}
