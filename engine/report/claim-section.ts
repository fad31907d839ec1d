import { list, paragraph } from './blocks.ts';
import { claimLine } from './claim-line.ts';
import { claimsSchema, instructionFor, readClaims, unreadable } from './claims.ts';
import type { AskedSection } from './section.ts';

/** Claims in one section, at most. */
const MAX_CLAIMS = 6;

/** A section that is a list of claims. `none` is said when there is nothing of the kind. */
export function claimSection(about: { name: string; title: string; task: string; none: string }): AskedSection {
  const { name, title, task, none } = about;
  return {
    name,
    title,
    ask: () => ({ instruction: instructionFor(title, task), schema: claimsSchema }),
    read(transcript, data) {
      const parsed = claimsSchema.safeParse(data);
      return parsed.success ? readClaims(transcript, parsed.data.claims, { max: MAX_CLAIMS }) : unreadable;
    },
    blocks(_input, body) {
      if (!body) return [];
      return [body.claims.length > 0 ? list(body.claims.map(claimLine)) : paragraph(none)];
    },
  };
}
