import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { PriceList } from './prices.ts';

const FIELDS = 'Each price has input, cachedRead, cachedWrite and output, in US dollars per million tokens.';
const LONGEST_BYTES = 1_000_000;

const dollars = z
  .number({ error: ({ input }) => (input === undefined ? 'is missing' : 'is not a number') })
  .nonnegative({ error: 'is negative' });
const rates = { input: dollars, cachedRead: dollars, cachedWrite: dollars, output: dollars };
const schema = z.object({
  models: z.record(
    z.string().min(1),
    z.object({
      ...rates,
      long: z
        .object({ ...rates, over: z.int({ error: 'is not a whole number' }).positive({ error: 'is not more than zero' }) })
        .optional(),
    }),
  ),
});

/** An installation's own prices, in the form of `prices.json`. Throws UserError that names the model and what is wrong with it. */
export function readPrices(path: string): PriceList {
  const refused = (told: string, cause?: unknown) =>
    new UserError(`PRICES_FILE (${path})${told}`, 'VALIDATION_ERROR', { field: 'PRICES_FILE', cause });
  const parsed = schema.safeParse(jsonIn(path, refused));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [, model, ...field] = issue?.path.map(String) ?? [];
  if (model === undefined) throw refused(` has no list of models: { "models": { "my-model": { … } } }. ${FIELDS}`);
  const which = `"${model}"${field.length > 0 ? `, ${field.join('.')}` : ''}`;
  throw refused(`: ${which} ${/^is /.test(issue?.message ?? '') ? issue?.message : 'is not usable'}. ${FIELDS}`);
}

function jsonIn(path: string, refused: (told: string, cause?: unknown) => UserError): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw refused(' does not exist. Check the path, or unset PRICES_FILE.', error);
    if (code === 'EISDIR') throw refused(' is a folder. Name a file in it.', error);
    throw refused(' cannot be read. Check its permissions.', error);
  }
  if (text.length > LONGEST_BYTES) throw refused(' has more than 1 MB. Keep the prices of the models that you use.');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(` is not JSON: ${error instanceof Error ? error.message : String(error)}.`, error);
  }
}
