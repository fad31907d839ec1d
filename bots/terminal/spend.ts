import type { Config } from '../../engine/config.ts';
import { type MonthlySpending, type Spent, tokensIn } from '../../engine/engine.ts';
import { openLog } from '../../engine/log.ts';
import { openEngine } from '../../engine/open.ts';
import { spentOf } from '../wording.ts';
import { parsedArgs } from './parsed-args.ts';
import { safe } from './safe.ts';

const OPTIONS = {
  month: { type: 'string' },
  team: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const SPEND_HELP = `What discussions have cost.

  npm run spend                       this month: in all, for each team and each member
      --month <2026-11>   another month; a discussion counts in the one in which it was made (UTC)
      --team <name>       one team only
      --json              for programs`;

/** `npm run spend -- …`: the exit code. */
export async function spend(args: string[], config: Config): Promise<number> {
  const { values } = parsedArgs('spend', args, OPTIONS);
  const tell = (line: string) => process.stdout.write(`${line}\n`);
  if (values.help) {
    tell(SPEND_HELP);
    return 0;
  }
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  const { engine, close } = await openEngine(config, log, (line) => process.stderr.write(`${line}\n`), { ownQueue: true });
  try {
    const { month, team, json } = values;
    const spent = await engine.spending({ ...(month !== undefined && { month }), ...(team !== undefined && { team }) });
    for (const line of json ? [JSON.stringify(spent)] : spendingLines(spent)) tell(line);
    return 0;
  } finally {
    await close();
  }
}

export function spendingLines({ month, teams, ...all }: MonthlySpending): string[] {
  if (teams.length === 0) return [`${month}: no discussion was made.`];
  return [
    `${month}: ${described(all)}`,
    ...teams.flatMap(({ team, members, ...theirs }) => [
      `  ${safe(team)}: ${described(theirs)}`,
      ...members.map(({ by, ...one }) => `    ${safe(by.name)} (${safe(by.id)}): ${described(one)}`),
    ]),
  ];
}

function described({ discussions, cost, cap }: Spent): string {
  const digits = (n: number) => n.toLocaleString('en-US');
  const count = `${spentOf(cost, cap?.cap)} for ${digits(discussions)} ${discussions === 1 ? 'discussion' : 'discussions'}`;
  // Only rehearsals cost nothing whose price is known: no model was asked.
  if (cost.dollars === 0 && cost.unpriced === 0) return count;
  return `${count}, ${digits(cost.calls)} calls, ${digits(tokensIn(cost))} tokens in, ${digits(cost.output)} out`;
}
