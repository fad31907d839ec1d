import { percent, plural } from './plain.ts';
import type { Report } from './report.ts';

/** Sentences that all forms of a report say alike. Text is raw. */

export const droppedNote = (n: number): string =>
  `${plural(n, 'quote that was', 'quotes that were')} not found in the transcript ${n === 1 ? 'was' : 'were'} dropped.`;

/** What was checked, and what fell away. */
export function checkLines({ quotes, claims }: Report): string[] {
  const lines = quotes.cited > 0 ? [`Quotes: ${quotes.cited}, each found word for word in the transcript.`] : [];
  if (quotes.dropped > 0) lines.push(droppedNote(quotes.dropped));
  if (claims.share !== null) {
    const left = claims.founded < claims.written ? '; the others are left out' : '';
    lines.push(`Claims with valid evidence: ${claims.founded} of ${claims.written} (${percent(claims.share)})${left}.`);
  }
  if (claims.recounted > 0) {
    const text = plural(claims.recounted, 'number of participants was', 'numbers of participants were');
    lines.push(`${text} replaced by what the quotes show.`);
  }
  return lines;
}

/** Who a persona is, without its name. */
export function personaLine({ profession, age, field, stance, knowledge }: Report['cast']['personas'][number]): string {
  const about = [profession, String(age), field, `stance: ${stance}`];
  return [...about, ...(knowledge.length > 0 ? [`knows ${knowledge.join(', ')}`] : [])].join('; ');
}
