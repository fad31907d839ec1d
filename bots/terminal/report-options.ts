import { parseArgs } from 'node:util';
import { UserError } from '../../engine/errors.ts';
import { REPORT_FORMS, type ReportForm } from '../../engine/reports.ts';

export type ReportOptions = {
  files: string[];
  out: string;
  forms: ReportForm[];
  provider?: string;
  model?: string;
  help: boolean;
};

const OPTIONS = {
  out: { type: 'string' },
  formats: { type: 'string' },
  provider: { type: 'string' },
  model: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Options that npm would keep for itself where the `--` before them was forgotten. */
export const REPORT_OPTIONS = Object.keys(OPTIONS).filter((name) => name !== 'help');

export const REPORT_HELP = [
  'npm run report -- <transcript.json> [options]',
  'npm run report -- compare <a.json> <b.json> … [--out folder]',
  '',
  '  Builds the report of a discussion from the file that npm run chat -- "…" --transcript wrote.',
  '',
  '  --out          the folder to write to; without it: report',
  `  --formats      any of ${REPORT_FORMS.join(', ')}, with commas between them; without it md, pdf, json and html`,
  '  --provider     who writes the sections that are not in the file; without it the one that speaks in a chat',
  '  --model        the model that writes them, as the provider calls it',
].join('\n');

const DEFAULT_FORMS: ReportForm[] = ['md', 'pdf', 'json', 'html'];

/** Reads the command line. Throws UserError. */
export function readReportOptions(args: string[]): ReportOptions {
  const { values, positionals } = parsed(args);
  const { out, formats, provider, model, help = false } = values;
  return {
    files: positionals,
    out: out ?? 'report',
    forms: formats === undefined ? DEFAULT_FORMS : formsFrom(formats),
    help,
    ...(provider && { provider }),
    ...(model && { model }),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    const [told] = (cause instanceof Error ? cause.message : String(cause)).split('. ');
    throw new UserError(`${told}. Run npm run report -- --help to see what there is.`, 'VALIDATION_ERROR', { cause });
  }
}

function formsFrom(text: string): ReportForm[] {
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  const known = REPORT_FORMS.filter((form) => names.includes(form));
  const unknown = names.find((name) => !REPORT_FORMS.some((form) => form === name));
  if (unknown === undefined) return known;
  throw new UserError(`There is no form "${unknown}" of a report. Name any of: ${REPORT_FORMS.join(', ')}.`, 'VALIDATION_ERROR', {
    field: 'formats',
  });
}
