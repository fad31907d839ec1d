import { formatNamed } from '../formats/index.ts';
import { cutAtSentence } from '../text.ts';
import { agreementOf } from './agreement.ts';
import { type Ballots, ballotsOfAll, positionName } from './ballots.ts';
import { oneLine, plural } from './plain.ts';
import type { ReportInput } from './section.ts';
import { participationOf } from './sections/participation.ts';
import { withShownNames } from './shown-names.ts';

/** How it came out, in plain sentences and without a model; empty when there is nothing to count. Text is raw. */
export function inShort(input: ReportInput): string[] {
  const { transcript } = withShownNames(input);
  const own = formatNamed(transcript.format)?.inShort;
  if (own) return own(transcript);
  const ballots = ballotsOfAll(transcript);
  return [
    ...ballotLines(ballots),
    ...agreementLines(agreementOf(transcript)),
    ...questionLines(participationOf(transcript).questions),
    ...dissentLines(ballots),
  ];
}

type When = 'before' | 'after';

function ballotLines(ballots: readonly Ballots[]): string[] {
  const tallies = [tally(ballots, 'before'), tally(ballots, 'after')].flatMap((line) => line ?? []);
  if (tallies.length === 0) return [];
  const compared = ballots.filter(({ change }) => change !== null);
  const moved = compared.filter(({ change }) => change !== 0).length;
  const who = compared.length === ballots.length ? '' : ' with both ballots';
  return [[...tallies, ...(compared.length > 0 ? [`${moved} of ${compared.length}${who} moved.`] : [])].join(' ')];
}

/** In the order in which they are told: that of the scale. */
const ORDER = [2, 1, 0, -1, -2];

/** `Before: 2 for, 1 against, 2 undecided.`; undefined when nobody voted then. */
function tally(ballots: readonly Ballots[], when: When): string | undefined {
  const counted = (position: number | null) => ballots.filter((one) => one[when] === position).length;
  const cast = ORDER.flatMap((position) => (counted(position) > 0 ? [`${counted(position)} ${positionName(position)}`] : []));
  if (cast.length === 0) return undefined;
  const missing = counted(null) > 0 ? [`${counted(null)} without a ballot`] : [];
  return `${when === 'before' ? 'Before' : 'After'}: ${[...cast, ...missing].join(', ')}.`;
}

function agreementLines(agreement: ReturnType<typeof agreementOf>): string[] {
  if (!agreement) return [];
  const { statement, signatures } = agreement;
  if (statement === null) return ['No statement was reached.'];
  return [`${signatures.filter(({ signs }) => signs === true).length} of ${signatures.length} signed the statement.`];
}

function questionLines(questions: readonly { answers: readonly unknown[] }[]): string[] {
  if (questions.length === 0) return [];
  const answered = questions.filter(({ answers }) => answers.length > 0).length;
  const verb = questions.length === 1 ? 'was' : 'were';
  return [`${answered} of ${plural(questions.length, 'question')} from people ${verb} answered.`];
}

/** Words of a ballot's reason, at most. */
const REASON_WORDS = 60;

/** Whoever ended farthest from where more of them stand; where both sides are even, from the proposition. */
function dissentLines(ballots: readonly Ballots[]): string[] {
  const voted = ballots.flatMap((one) => (one.after === null ? [] : [{ ...one, after: one.after }]));
  const lead = voted.reduce((sum, { after }) => sum + Math.sign(after), 0);
  const side = lead < 0 ? 1 : -1;
  const [strongest] = voted.filter(({ after }) => Math.sign(after) === side).sort((a, b) => side * (b.after - a.after));
  if (!strongest) return [];
  const reason = strongest.reason === null ? '' : cutAtSentence(oneLine(strongest.reason), REASON_WORDS);
  const quoted = reason === '' ? '' : ` Reason on the ballot: "${reason}"`;
  return [`Strongest dissent: ${strongest.name}, ${positionName(strongest.after)}.${quoted}`];
}
