import { UserError } from '../../engine/errors.ts';
import { plain } from '../http/plain.ts';
import { readCsv, writeCsv } from './csv.ts';
import { PERSONA_FIELDS, type PersonaInput, personaInput } from './personas.ts';
import { plainIssue } from './plain-issue.ts';

export type Row = { number: number; persona?: PersonaInput; problems: string[] };

const LISTS = new Set(['knowledge', 'views']);
const NUMBERS = new Set(['age', 'openness', 'rigor', 'criticalThinking', 'optimism', 'yearsOfExperience']);
const MOST = 500;

/** Every row of a file, each with the persona it makes or with what is wrong with it. Throws UserError on what is no such file. */
export function readPersonas(text: string, form: 'json' | 'csv'): Row[] {
  const found = form === 'json' ? fromJson(text) : fromCsv(text);
  if (found.length === 0) throw new UserError('There are no personas in this file.');
  if (found.length > MOST)
    throw new UserError(`There are ${found.length} personas in this file, and ${MOST} are the most at once.`);
  return found.map((row, i) => checked(row, i + 1));
}

export const personasJson = (personas: readonly Record<string, unknown>[]): string =>
  `${JSON.stringify({ personas }, null, 2)}\n`;

export const personasCsv = (personas: readonly Record<string, unknown>[]): string =>
  writeCsv([PERSONA_FIELDS, ...personas.map((persona) => PERSONA_FIELDS.map((name) => cellOf(persona[name])))]);

const cellOf = (value: unknown): string => (Array.isArray(value) ? value.join(' | ') : String(value ?? ''));

function checked(row: unknown, number: number): Row {
  const parsed = personaInput.safeParse(plain(row), { error: plainIssue });
  if (parsed.success) return { number, persona: parsed.data, problems: [] };
  return {
    number,
    problems: parsed.error.issues.map(({ message }) => message),
  };
}

function fromJson(text: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError('This is not JSON. Export some personas to see what such a file looks like.');
  }
  const list = Array.isArray(value) ? value : (value as { personas?: unknown } | null)?.personas;
  if (!Array.isArray(list))
    throw new UserError('There is no list of personas in this file: a list, or an object with a list called "personas".');
  return list.map((one) => flattened(one));
}

/** The library writes traits in an object of their own, and each persona with an id, which is made anew here. */
function flattened(one: unknown): unknown {
  if (typeof one !== 'object' || one === null) return one;
  const { id: _id, traits, ...rest } = one as Record<string, unknown>;
  return { ...rest, ...(typeof traits === 'object' && traits) };
}

function fromCsv(text: string): unknown[] {
  const [head, ...rows] = parsedCsv(text);
  const names = (head ?? []).map((name) => name.trim());
  const missing = PERSONA_FIELDS.filter((name) => name !== 'face' && !names.includes(name));
  if (missing.length > 0) throw new UserError(`The first line must name the columns; these are missing: ${missing.join(', ')}.`);
  const known = new Set<string>(PERSONA_FIELDS);
  return rows.map((cells) =>
    Object.fromEntries(names.flatMap((name, i) => (known.has(name) ? [[name, readCell(name, cells[i] ?? '')]] : []))),
  );
}

function parsedCsv(text: string): string[][] {
  try {
    return readCsv(text);
  } catch (error) {
    throw new UserError(`This is not CSV. ${error instanceof Error ? error.message : ''}.`);
  }
}

function readCell(name: string, cell: string): unknown {
  const text = cell.replace(/^'(?=[=+\-@\t\r])/u, '').trim();
  if (LISTS.has(name))
    return text
      .split('|')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  return NUMBERS.has(name) && text !== '' ? Number(text) : text;
}
