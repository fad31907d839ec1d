import type { z } from 'zod';
import { labelOf } from './ui/lib/label-of.ts';

/** What is wrong with a field, as a sentence with the field's name; a schema's own words come before these. */
export function plainIssue(issue: z.core.$ZodRawIssue): string {
  const name = fieldName(issue.path ?? []);
  switch (issue.code) {
    case 'too_small': {
      const { origin, minimum } = issue;
      if (origin === 'string') return minimum === 1 ? `${name} is missing.` : `${name} needs at least ${minimum} characters.`;
      if (origin === 'array') return `${name}: at least ${minimum} is needed.`;
      return `${name} must be at least ${minimum}.`;
    }
    case 'too_big': {
      const { origin, maximum } = issue;
      if (origin === 'string') return `${name} may have at most ${maximum} characters.`;
      if (origin === 'array') return `${name}: at most ${maximum} are possible.`;
      return `${name} must be at most ${maximum}.`;
    }
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return `${name} is missing.`;
      return NUMBERS.includes(issue.expected) ? `${name} must be a number.` : `${name} cannot be used as it is.`;
    case 'invalid_value':
      return `${name} must be one of: ${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `There is no field ${issue.keys.join(', ')}.`;
    default:
      return `${name} cannot be used as it is.`;
  }
}

const NUMBERS: readonly string[] = ['number', 'int'];

/** `yearsOfExperience` as "Years of experience"; of a list its name and the place in it. */
function fieldName(path: readonly PropertyKey[]): string {
  const last = path.findLastIndex((part) => typeof part === 'string');
  if (last < 0) return 'This';
  const place = path[last + 1];
  return `${labelOf(String(path[last]))}${typeof place === 'number' ? ` ${place + 1}` : ''}`;
}
