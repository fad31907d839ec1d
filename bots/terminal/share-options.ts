import { parseArgs } from 'node:util';
import { UserError } from '../../engine/errors.ts';

export const SHARE_HELP = [
  'npm run share -- <discussion> [options]     shares the report of a discussion: its id, or latest',
  'npm run share -- list                       shows what is shared',
  'npm run share -- revoke <address or slug>   takes a share back',
  '',
  '  --transcript   with all that was said; without it only what is quoted',
  '  --names        with the names of the people who asked; without it they are numbered',
  '  --password     asks for a password that readers must know',
  '  --days         how many days it may be read; without it until it is revoked',
].join('\n');

export type ShareOptions = {
  command: 'share' | 'list' | 'revoke' | 'help';
  /** The discussion, or the slug. */
  what: string;
  transcript: boolean;
  names: boolean;
  password: boolean;
  days?: number;
};

const OPTIONS = {
  transcript: { type: 'boolean' },
  names: { type: 'boolean' },
  password: { type: 'boolean' },
  days: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the command line. Throws UserError. */
export function readShareOptions(args: string[]): ShareOptions {
  const { values, positionals } = parsed(args);
  const { transcript = false, names = false, password = false, days, help } = values;
  const [first, second = ''] = positionals;
  const rest = { transcript, names, password, ...(days !== undefined && { days: daysFrom(days) }) };
  if (help || first === undefined) return { command: 'help', what: '', ...rest };
  if (first === 'list') return { command: 'list', what: '', ...rest };
  if (first === 'revoke') return { command: 'revoke', what: slugFrom(second), ...rest };
  return { command: 'share', what: first, ...rest };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    const [told] = (cause instanceof Error ? cause.message : String(cause)).split('. ');
    throw new UserError(`${told}. Run npm run share -- --help to see what there is.`, 'VALIDATION_ERROR', { cause });
  }
}

function daysFrom(text: string): number {
  const days = Number(text);
  if (days > 0 && days <= 3_650) return days;
  throw new UserError(`"${text}" is no number of days. Name one from 1 to 3650.`, 'VALIDATION_ERROR', { field: 'days' });
}

/** Of an address the last part. */
function slugFrom(text: string): string {
  const slug = text.split('/').filter(Boolean).at(-1);
  if (slug !== undefined) return slug;
  throw new UserError(
    'Name what is to be revoked: npm run share -- revoke <address or slug>. npm run share -- list shows what there is.',
  );
}
