import { dayOf, startOf, tokensOf } from '../days.ts';

export type Seen<T> = { looked: number; found: T[] };
export type Walked<T> = {
  found: T[];
  /** What is older was not looked at. */
  before?: Date;
};

/** So many rows are looked at in one search; whoever wants more goes on from there. */
const LOOK = 3_000;
/** So many at once, where it can be foreseen. */
const STEP = 600;
const GROWTH = 4;

export type Walk<T> = {
  team: string;
  /** Everything from here back. */
  until: Date;
  /** There is nothing of the team before. */
  oldest: Date;
  most: number;
  /** Those of the days named, newest first. */
  look(tokens: string[]): Promise<Seen<T>>;
};

/**
 * Looks through a team's time from the newest day back, in pieces that grow while little is found in them: what is said all the
 * time is found in the last days, what was said once in a few steps. Never more than some thousand rows, however much there is.
 */
export async function newestFirst<T extends { at: Date }>({ team, until, oldest, most, look }: Walk<T>): Promise<Walked<T>> {
  const found: T[] = [];
  const last = dayOf(oldest);
  let end = dayOf(until) + 1;
  let width = 1;
  let looked = 0;
  while (end > last && found.length < most && looked < LOOK) {
    const from = Math.max(last, end - width);
    const seen = await look(tokensOf(team, from, end));
    found.push(...seen.found);
    looked += seen.looked;
    const perDay = seen.looked / (end - from);
    width = perDay === 0 ? width * GROWTH : Math.max(1, Math.min(width * GROWTH, Math.floor(STEP / perDay)));
    end = from;
  }
  const cut = found.length > most ? found[most - 1]?.at : undefined;
  const before = cut ?? (end > last ? startOf(end) : undefined);
  return { found: found.slice(0, most), ...(before && { before }) };
}
