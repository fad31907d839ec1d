const DAY_MS = 86_400_000;
/** Days of the longer of the two pieces of time that the index knows. */
const BLOCK = 32;

export const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);
export const startOf = (day: number): Date => new Date(day * DAY_MS);

/** What the index calls a team's days from `from` until before `to`, in as few words as it can (`said_in` in the migrations). */
export function tokensOf(team: string, from: number, to: number): string[] {
  const tokens: string[] = [];
  for (let day = from; day < to; ) {
    const whole = day % BLOCK === 0 && day + BLOCK <= to;
    tokens.push(whole ? `m:${day / BLOCK}:${team}` : `d:${day}:${team}`);
    day += whole ? BLOCK : 1;
  }
  return tokens;
}
