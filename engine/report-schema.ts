import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { reportSchema } from './report/report.ts';

/** Where the published schema of a report lies. */
export const SCHEMA_FILE = new URL('../docs/report-v1.schema.json', import.meta.url);

/** The JSON schema of a report, as text. */
export function reportSchemaText(): string {
  const schema = z.toJSONSchema(reportSchema, { io: 'output', reused: 'ref' });
  return `${JSON.stringify({ title: 'A report of simFocus, version 1', ...schema }, null, 1)}\n`;
}

/** `npm run report:schema` writes the file; with `--check` it only says whether the file is in step. */
if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  const inStep = () => readFileSync(SCHEMA_FILE, 'utf8') === reportSchemaText();
  if (!process.argv.includes('--check')) writeFileSync(SCHEMA_FILE, reportSchemaText());
  else if (!inStep()) {
    process.stderr.write('docs/report-v1.schema.json is not what engine/report says. Run: npm run report:schema\n');
    process.exit(1);
  }
}
