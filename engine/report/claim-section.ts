import { list, paragraph } from './blocks.ts';
import { claimLine } from './claim-line.ts';
import { claimsSchema, instructionFor, ofPersonas, readClaims, unreadable } from './claims.ts';
import type { Quotable } from './evidence.ts';
import type { AskedSection } from './section.ts';

/** Claims in one section, at most. */
const MAX_CLAIMS = 6;

export type ClaimSection = {
  name: string;
  title: string;
  task: string;
  /** Said when there is nothing of the kind. */
  none: string;
  /** Whose turns it may rest on, where it is not the personas alone. */
  quotable?: Quotable;
};

/** A section that is a list of claims. */
export function claimSection({ name, title, task, none, quotable = ofPersonas }: ClaimSection): AskedSection {
  return {
    name,
    title,
    ask: () => ({ instruction: instructionFor(title, task), schema: claimsSchema }),
    read(transcript, data) {
      const parsed = claimsSchema.safeParse(data);
      if (!parsed.success) return unreadable;
      return readClaims(transcript, parsed.data.claims, { max: MAX_CLAIMS, quotable: () => quotable });
    },
    blocks(_input, body) {
      if (!body) return [];
      return [body.claims.length > 0 ? list(body.claims.map(claimLine)) : paragraph(none)];
    },
  };
}
