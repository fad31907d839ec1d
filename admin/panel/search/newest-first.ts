import { dayOf, startOf, tokensOf } from '../days.ts';

export type Seen<T> = { looked: number; found: T[] };
export type Walked<T> = {
  found: T[];
  /** What is older was not looked at. */
  before?: Date;
};

const GROWTH = 4;
/** Where it can be foreseen, a piece has one of so many parts of the budget. */
const PIECES = 5;

export type Walk<T> = {
  team: string;
  /** Everything from here back. */
  until: Date;
  /** There is nothing of the team before. */
  oldest: Date;
  most: number;
  /** So many rows are looked at, about; whoever wants more goes on from there. */
  budget: number;
  /** Those of the days named, newest first. */
  look(tokens: string[]): Promise<Seen<T>>;
};

/**
 * Looks through a team's time from the newest day back, in pieces that grow while little is found in them: what is said all the
 * time is found in the last days, what was said once in a few steps. Never more than some thousand rows, however much there is.
 */
export async function newestFirst<T extends { at: Date }>({
  team,
  until,
  oldest,
  most,
  budget,
  look,
}: Walk<T>): Promise<Walked<T>> {
  const found: T[] = [];
  const last = dayOf(oldest);
  let end = dayOf(until) + 1;
  let width = 1;
  let looked = 0;
  while (end > last && found.length < most && looked < budget) {
    const from = Math.max(last, end - width);
    const seen = await look(tokensOf(team, from, end));
    found.push(...seen.found);
    looked += seen.looked;
    const perDay = seen.looked / (end - from);
    width = perDay === 0 ? width * GROWTH : Math.max(1, Math.min(width * GROWTH, Math.floor(budget / PIECES / perDay)));
    end = from;
  }
  const cut = found.length > most ? found[most - 1]?.at : undefined;
  const before = cut ?? (end > last ? startOf(end) : undefined);
  return { found: found.slice(0, most), ...(before && { before }) };
}
