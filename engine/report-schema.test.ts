import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reportSchemaText, SCHEMA_FILE } from './report-schema.ts';

it('the published schema is the one that reports are checked by (npm run report:schema writes it)', () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(reportSchemaText());
});
