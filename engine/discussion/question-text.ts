import { UserError } from '../errors.ts';
import { plainText } from './start.ts';

const MAX_QUESTION = 8_000;

/** What somebody asks, as the log takes it. Throws UserError for nothing, and for too much. */
export function questionText(asked: string): string {
  const text = plainText(asked);
  const refused = (told: string) => new UserError(told, 'VALIDATION_ERROR', { field: 'text' });
  if (text === '') throw refused('The question is empty. Type what you want to ask.');
  if (text.length <= MAX_QUESTION) return text;
  throw refused(`The question has ${text.length} characters, and ${MAX_QUESTION} are the most. Shorten it.`);
}
