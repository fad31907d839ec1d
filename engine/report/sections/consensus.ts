import { type Agreement, agreementOf, agreementSchema, contraryLines } from '../agreement.ts';
import { type Block, heading, type Inline, list, paragraph } from '../blocks.ts';
import { claimLine } from '../claim-line.ts';
import { claimSection } from '../claim-section.ts';
import { plural, WITHHELD } from '../plain.ts';
import { voicesOf } from '../recount.ts';
import type { AskedSection, Claim, ReportInput } from '../section.ts';

const asked = claimSection({
  name: 'consensus',
  title: 'Consensus',
  task:
    'Give 2 to 6 claims on what participants agreed about by the end. For each give two or more entries with the same text, each ' +
    'with the quote of another participant who says so. What only one says is no consensus. Give an empty list when nothing was agreed.',
  none: 'No agreement was found that could be quoted.',
});

/** What was agreed; in consensus mode also the statement, who signs it, and each dissent in its own words. */
export const consensus: AskedSection = {
  ...asked,
  facts: { schema: agreementSchema.nullable(), of: ({ transcript }) => agreementOf(transcript) },
  blocks(input, body) {
    const agreement = agreementOf(input.transcript);
    const quoted = body && body.claims.length > 0 ? [list(body.claims.map((claim) => withVoices(input, claim)))] : undefined;
    return [...(agreement ? agreementBlocks(agreement) : []), ...(quoted ?? asked.blocks(input, body))];
  },
};

function agreementBlocks(agreement: Agreement): Block[] {
  const { statement, signatures } = agreement;
  if (statement === null) return [heading('The statement'), paragraph('No statement was reached.')];
  const signed = signatures.filter(({ signs }) => signs === true).map(({ name }) => name);
  const silent = signatures.filter(({ signs }) => signs === null).map(({ name }) => name);
  const lines: string[] = [
    `${signed.length} of ${plural(signatures.length, 'persona')} signed${signed.length > 0 ? `: ${signed.join(', ')}` : ''}.`,
  ];
  if (silent.length > 0) lines.push(`No answer came from: ${silent.join(', ')}.`);
  lines.push(...contraryLines(agreement));
  const remarks = signatures.filter(
    ({ signs, dissent, withheld }) => signs === false || (signs && (dissent !== null || withheld)),
  );
  return [
    heading('The statement'),
    paragraph({ strong: statement }),
    ...lines.map((line) => paragraph(line)),
    ...(remarks.length > 0 ? [heading('Dissent, in their own words'), list(remarks.map(remark))] : []),
  ];
}

function remark({ name, signs, dissent, withheld }: Agreement['signatures'][number]): Inline[] {
  if (withheld) return [{ strong: name }, `${signs ? ', who signed' : ''}: ${WITHHELD}`];
  if (dissent === null) return [{ strong: name }, ' did not sign and gave no reason.'];
  return [{ strong: name }, signs ? `, who signed: "${dissent}"` : `: "${dissent}"`];
}

/** How many voices a claim rests on is counted here, not by the model. */
function withVoices({ transcript }: ReportInput, claim: Claim): Inline[] {
  const { size } = voicesOf(transcript, claim);
  return [...claimLine(claim), ` (quoted: ${size} of ${plural(transcript.personas.length, 'persona')})`];
}
