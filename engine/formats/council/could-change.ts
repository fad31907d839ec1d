import { type Ballot, sign } from './borda.ts';

/** Who could still come to what is there: services that did not answer, and judges without a ballot. */
export type Council = {
  /** Answers by the id of the service that gave them. */
  answers: readonly string[];
  /** Services that judge: all that answered, also one whose answer was deleted since. */
  judges: readonly string[];
  /** `order`: ids of services. */
  ballots: readonly Ballot[];
  /** How many services have not answered. */
  missing: number;
};

/** `order`: of those that answered any two could change sides, or draw level. `first`: the first place could go to others. */
export type CouldChange = { order: boolean; first: boolean };

/**
 * Whether the missing ones could change the ranking of those that answered: as further answers, which judges put anywhere
 * among the others, and as judges. Counted for each two answers: their difference is a sum over the judges, each of whom
 * decides for himself, so its bounds are the sums of the bounds.
 */
export function couldChange(council: Council): CouldChange {
  const { answers } = council;
  const now = new Map(answers.map((a) => [a, answers.filter((b) => b !== a && sign(difference(council, a, b)) < 0).length]));
  const leads = (a: string) => now.get(a) === 0;
  let order = false;
  let first = false;
  for (const a of answers)
    for (const b of answers) {
      if (a === b || !changes(council, a, b)) continue;
      order = true;
      if (leads(a)) first = true;
    }
  return { order, first };
}

/** The mean of a's points less the mean of b's, by the ballots that are there. */
function difference({ answers, ballots }: Council, a: string, b: string): number {
  return mean(answers, ballots, a) - mean(answers, ballots, b);
}

function mean(answers: readonly string[], ballots: readonly Ballot[], a: string): number {
  const each = ballots.flatMap(({ order }) => {
    const among = order.filter((one) => answers.includes(one));
    const at = among.indexOf(a);
    return at < 0 || among.length < 2 ? [] : [(among.length - 1 - at) / (among.length - 1)];
  });
  return each.length === 0 ? 0 : each.reduce((sum, one) => sum + one, 0) / each.length;
}

function changes(council: Council, a: string, b: string): boolean {
  const now = sign(difference(council, a, b));
  const { least, most } = bounds(council, a, b);
  if (now > 0) return sign(least) <= 0;
  if (now < 0) return sign(most) >= 0;
  return sign(least) < 0 || sign(most) > 0;
}

/** The least and the most that a may be ahead of b once everybody has answered and judged. */
function bounds({ answers, judges, ballots, missing }: Council, a: string, b: string): { least: number; most: number } {
  const voters = judges.length + missing - 1;
  let least = 0;
  let most = 0;
  const add = (low: number, high: number) => {
    least += low;
    most += high;
  };
  for (const judge of judges) {
    // Every judge ranks all answers but its own.
    const inBallot = answers.length + missing - (answers.includes(judge) ? 1 : 0);
    const step = inBallot > 1 ? 1 / (inBallot - 1) : 0;
    const order = ballots.find((one) => one.judge === judge)?.order.filter((one) => answers.includes(one));
    const [atA, atB] = [order?.indexOf(a) ?? -1, order?.indexOf(b) ?? -1];
    const others = (order?.length ?? 0) - 1;
    if (judge === a) {
      // It ranks b alone of the two: from the place that b has, down by those that are put before it.
      if (atB < 0) add(-1, 0);
      else add(-(others - atB + missing) * step, -(others - atB) * step);
    } else if (judge === b) {
      if (atA < 0) add(0, 1);
      else add((others - atA) * step, (others - atA + missing) * step);
    } else if (atA < 0 || atB < 0) add(-1, 1);
    else if (atA < atB) add((atB - atA) * step, (atB - atA + missing) * step);
    else add(-(atA - atB + missing) * step, -(atA - atB) * step);
  }
  for (let i = 0; i < missing; i++) add(-1, 1);
  return { least: least / voters, most: most / voters };
}
