import { type Engine, POSITIONS } from '../engine/engine.ts';

export type Report = Awaited<ReturnType<Engine['report']>>['json'];
type Ballot = { name: string; before: number | null; after: number | null; change: number | null; turn: number | null };
type Movement = { proposition: string; ballots: Ballot[] };

/** The report on a screenful: how the private votes went, what came of it, and the claims that matter most with their sources. */
export type Glance = { label: string; proposition?: string; ballots: string[]; outcome: readonly string[]; claims: Claimed[] };
/** A claim of the report, and the turns that it rests on. */
export type Claimed = { text: string; sources: { turn: number; speaker: string }[] };

const MOST_CLAIMS = 8;

export function glance(report: Report): Glance {
  const movement = report.sections.find(({ name }) => name === 'movement')?.facts as Movement | null | undefined;
  const voted = movement?.ballots.filter(({ before, after }) => before !== null || after !== null) ?? [];
  return {
    label: report.label,
    ...(movement && voted.length > 0 && { proposition: movement.proposition }),
    ballots: voted.map(ballotLine),
    outcome: report.inShort,
    claims: claimsOf(report),
  };
}

/** Those of the overview, and as many insights as there is room for. */
function claimsOf(report: Report): Claimed[] {
  const claims = ['overview', 'insights'].flatMap((wanted) => report.sections.find(({ name }) => name === wanted)?.claims ?? []);
  const told = claims.filter(({ text }, i) => claims.findIndex((other) => other.text === text) === i);
  return told.slice(0, MOST_CLAIMS).map(({ text, evidence }) => {
    const sources = evidence.map(({ turn, speaker }) => ({ turn, speaker }));
    return { text, sources: sources.filter(({ turn }, i) => sources.findIndex((other) => other.turn === turn) === i) };
  });
}

const position = (at: number | null): string => (at === null ? 'no ballot' : (POSITIONS[at + 2] ?? 'no ballot'));

function ballotLine({ name, before, after, change, turn }: Ballot): string {
  const votes = `${name}: ${position(before)} → ${position(after)}`;
  if (!change) return votes;
  return `${votes} (moved${turn === null ? ' with no new argument' : ` by [${turn}]`})`;
}
