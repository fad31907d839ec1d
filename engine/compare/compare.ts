import { createHash } from 'node:crypto';
import { type Band, bands } from '../measures/bands.ts';
import { blocksOf } from '../measures/blocks.ts';
import { type Measures, measures } from '../measures/measures.ts';
import { adjusted, permutationTest } from '../measures/permutation.ts';
import { ballotsOfAll } from '../report/ballots.ts';
import { type ReportSource, reportInput } from '../report/input.ts';
import { reportOf } from '../report/report.ts';
import { scoresOf } from '../report/scored.ts';
import { withShownNames } from '../report/shown-names.ts';
import type { Transcript } from '../types.ts';
import { type Finding, findingsOf } from './findings.ts';

const VERSION = 1;
/** Below this, after Holm, a difference is called one. */
const LEVEL = 0.05;

export type Compared = {
  label: string;
  topic: string;
  mode: string | null;
  models: string[];
  personas: string[];
  turns: number;
  provenance: ReturnType<typeof reportOf>['provenance'];
};
export type ComparedMeasure = {
  key: string;
  label: string;
  values: (number | null)[];
  band: Band['band'];
  /** By a permutation test over blocks; null where there are too few of them. */
  p: number | null;
  adjusted: number | null;
  differs: boolean;
};
export type Comparison = {
  version: typeof VERSION;
  synthetic: true;
  discussions: Compared[];
  findings: Finding[];
  ballots: { persona: string; in: ({ before: number | null; after: number | null } | null)[] }[];
  scores: { key: string; values: (number | null)[] }[];
  measures: ComparedMeasure[];
};

/** Two or more discussions side by side. Pure: the same discussions always compare alike. */
export function compare(sources: readonly ReportSource[]): Comparison {
  const inputs = sources.map((source) => withShownNames(reportInput(source)));
  const reports = sources.map((source) => reportOf(reportInput(source)));
  const transcripts = inputs.map(({ transcript }) => transcript);
  return {
    version: VERSION,
    synthetic: true,
    discussions: reports.map(({ label, topic, cast, turns, provenance, models }, i) => ({
      label,
      topic,
      mode: modeOf(transcripts[i]),
      models,
      personas: cast.personas.map(({ name }) => name),
      turns: turns.length,
      provenance,
    })),
    findings: findingsOf(reports),
    ballots: ballotsOf(transcripts),
    scores: scoreRows(transcripts),
    measures: measureRows(
      transcripts,
      reports.map(({ provenance }) => provenance.transcriptSha256),
    ),
  };
}

function modeOf(transcript: Transcript | undefined): string | null {
  const { mode } = transcript?.brief.options ?? {};
  return typeof mode === 'string' ? mode : null;
}

/** By name: casts may differ. */
function ballotsOf(transcripts: readonly Transcript[]): Comparison['ballots'] {
  const all = transcripts.map(ballotsOfAll);
  const names = [...new Set(all.flatMap((ballots) => ballots.map(({ name }) => name)))];
  return names.map((persona) => ({
    persona,
    in: all.map((ballots) => {
      const found = ballots.find(({ name }) => name === persona);
      return found ? { before: found.before, after: found.after } : null;
    }),
  }));
}

function scoreRows(transcripts: readonly Transcript[]): Comparison['scores'] {
  const all = transcripts.map(scoresOf);
  return (all[0] ?? []).map(({ key }) => ({
    key,
    values: all.map((scores) => scores.find((score) => score.key === key)?.score ?? null),
  }));
}

function measureRows(transcripts: readonly Transcript[], digests: readonly string[]): ComparedMeasure[] {
  const whole = transcripts.map(({ turns, personas }) =>
    measures(
      turns,
      personas.map(({ id }) => id),
    ),
  );
  const blocks = transcripts.map(({ turns }) => blocksOf(turns).map((block) => measures(block)));
  const tests = bands.map(({ key }) =>
    TESTED.has(key)
      ? permutationTest(
          blocks.map((of) => valuesOf(of, key)),
          seedOf(digests, key),
        )
      : null,
  );
  const fair = adjusted(tests);
  return bands.map(({ key, label, band }, i) => {
    const worth = fair[i] ?? null;
    return {
      key,
      label,
      values: whole.map((of) => of[key]),
      band,
      p: tests[i] ?? null,
      adjusted: worth,
      differs: worth !== null && worth < LEVEL,
    };
  });
}

/** Those that mean something within a block. */
const TESTED: ReadonlySet<keyof Measures> = new Set([
  'medianWords',
  'shortTurns',
  'lengthVariation',
  'participationGini',
  'repetition',
  'speakerDistance',
  'agreementOpenings',
]);

const valuesOf = (blocks: readonly Measures[], key: keyof Measures): number[] => blocks.flatMap((block) => block[key] ?? []);

const seedOf = (digests: readonly string[], key: string): number =>
  createHash('sha256')
    .update([...digests, key].join('/'))
    .digest()
    .readUInt32BE(0);
