import { z } from 'zod';
import { firstName, foldCase } from '../../formats/names.ts';
import type { Persona, Transcript } from '../../types.ts';
import { anyBallot, type Ballots, ballotsOf, ballotsOfAll, ballotsSchema, positionName } from '../ballots.ts';
import { type Block, heading, type Inline, list, paragraph } from '../blocks.ts';
import { claimLine } from '../claim-line.ts';
import { claimFields, instructionFor, type RawClaim, readClaims, unreadable } from '../claims.ts';
import { oneLine, WITHHELD } from '../plain.ts';
import type { AskedSection, ReportInput, SectionBody } from '../section.ts';

const title = 'Viewpoints';
/** Claims about one persona, at most. */
const EACH = 3;

const schema = z.object({
  claims: z.array(z.object({ persona: z.string().describe('The name of the persona, as in the cast'), ...claimFields })),
});

/** Where each persona stands, in its own words, and how its ballot moved. */
export const viewpoints: AskedSection = {
  name: 'viewpoints',
  title,
  facts: { schema: z.array(ballotsSchema), of: ({ transcript }) => ballotsOfAll(transcript) },
  ask: (transcript) => ({
    instruction: instructionFor(
      title,
      `The personas are: ${transcript.personas.map(({ name }) => oneLine(name)).join(', ')}. For each of them who spoke give 1 or 2 claims ` +
        'that say where this persona stands and why, each with a quote from a turn of this persona and of nobody else.',
    ),
    schema,
  }),
  read(transcript, data) {
    const parsed = schema.safeParse(data);
    if (!parsed.success) return unreadable;
    const known: RawClaim[] = [];
    const strangers: string[] = [];
    for (const { persona: name, ...claim } of parsed.data.claims) {
      const persona = personaOf(transcript, name, claim.turn);
      if (persona) known.push({ ...claim, about: persona.id });
      else strangers.push(`There is no persona called "${oneLine(name).slice(0, 80)}". Use the names of the cast.`);
    }
    const { body, problems } = readClaims(transcript, known, {
      max: EACH * transcript.personas.length,
      quotable: (claim) => (turn) => turn.kind === 'persona' && turn.speaker.id === claim.about,
    });
    return {
      body: { ...body, dropped: body.dropped + strangers.length },
      problems: [...problems, ...strangers, ...missing(transcript, body)],
    };
  },
  blocks: (input, body) => input.transcript.personas.flatMap((persona) => blocksOf(input, persona, body)),
};

/** By id, name or first name, whatever the case; of two with one name the one whose turn is quoted. */
function personaOf({ personas, turns }: Transcript, name: string, turn: number): Persona | undefined {
  const wanted = foldCase(oneLine(name));
  const full = personas.filter((persona) => persona.id === name.trim() || foldCase(oneLine(persona.name)) === wanted);
  const meant = full.length > 0 ? full : personas.filter((persona) => foldCase(firstName(persona.name)) === wanted);
  const speaker = turns.find((one) => one.n === turn)?.speaker.id;
  return meant.length > 1 ? meant.find(({ id }) => id === speaker) : meant[0];
}

function missing({ personas, turns }: Transcript, { claims }: SectionBody): string[] {
  const spoke = new Set(turns.flatMap(({ kind, speaker }) => (kind === 'persona' ? [speaker.id] : [])));
  return personas
    .filter(({ id }) => spoke.has(id) && !claims.some(({ about }) => about === id))
    .map(
      ({ name }) =>
        `There is no claim about ${oneLine(name)} yet, who spoke. Give one, with a quote from a turn of that persona.`,
    );
}

function blocksOf({ transcript }: ReportInput, persona: Persona, body: SectionBody | undefined): Block[] {
  const all = ballotsOfAll(transcript);
  const claims = body?.claims.filter(({ about }) => about === persona.id) ?? [];
  const spoke = transcript.turns.some(({ kind, speaker }) => kind === 'persona' && speaker.id === persona.id);
  return [
    heading(persona.name),
    ...(anyBallot(all) ? [paragraph(...ballotLine(ballotsOf(transcript, persona)))] : []),
    ...(claims.length > 0 ? [list(claims.map(claimLine))] : []),
    ...(spoke ? [] : [paragraph('Did not speak.')]),
    ...(spoke && body && claims.length === 0 ? [paragraph('No viewpoint was found that could be quoted.')] : []),
  ];
}

function ballotLine({ before, after, change, turn, reason, withheld, unargued }: Ballots): Inline[] {
  if (before !== null && after === null) return ['Ballot: ', { strong: positionName(before) }, ', not asked again'];
  const line: Inline[] = ['Ballot: ', { strong: `${positionName(before)} → ${positionName(after)}` }];
  if (change === 0) line.push(' (did not move)');
  if (unargued) line.push(' (moved with no new argument)');
  if (turn !== null) line.push(change ? ', moved by turn ' : ', what weighed most: turn ', { turn });
  if (reason !== null) line.push(`. Reason on the ballot: "${oneLine(reason)}"`);
  if (withheld) line.push(`. Reason on the ballot: ${WITHHELD}`);
  return line;
}
