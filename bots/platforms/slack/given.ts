import { UserError } from '../../../engine/errors.ts';
import type { CommandSpec, Given, OptionSpec } from '../../platform.ts';

/** Values by option name, as they were typed or chosen, as the command takes them. Throws UserError naming the option. */
export function givenTo(spec: CommandSpec, typed: Readonly<Record<string, string>>): Given {
  const given: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(typed)) {
    const option = spec.options.find((one) => one.name === name);
    if (!option) continue;
    given[name] = readValue(option, value);
  }
  const missing = spec.options.find((option) => option.required && given[option.name] === undefined);
  if (missing) throw told(missing, `${missing.name} is missing: ${missing.summary}.`);
  return given;
}

const told = ({ name }: OptionSpec, what: string): UserError => new UserError(what, 'VALIDATION_ERROR', { field: name });

function readValue(option: OptionSpec, value: string): string | number {
  switch (option.kind) {
    case 'number':
      return numberOf(option, value);
    case 'role':
      return roleOf(option, value);
    case 'file':
      throw told(option, `${option.name} is a file: open the dialog with /focus to send one.`);
    case 'text': {
      if (option.choices) return choiceOf(option, option.choices, value);
      if (value.length <= option.most) return value;
      throw told(option, `${option.name} has ${value.length} characters, and ${option.most} are the most. Shorten it.`);
    }
  }
}

function numberOf(option: Extract<OptionSpec, { kind: 'number' }>, value: string): number {
  const { name, least, most, whole } = option;
  const number = Number(value.trim().replace(/^\$/, '').replace(',', '.'));
  const range = most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`;
  if (Number.isFinite(number) && number >= least && number <= most && (!whole || Number.isInteger(number))) return number;
  throw told(option, `${name} must be a ${whole ? 'whole ' : ''}number ${range}, not "${value}".`);
}

function choiceOf(option: OptionSpec, choices: readonly { label: string; value: string }[], value: string): string {
  const wanted = value.trim().toLowerCase();
  const found = choices.find(({ label, value: one }) => one.toLowerCase() === wanted || label.toLowerCase() === wanted);
  if (found) return found.value;
  throw told(option, `${option.name} must be one of ${choices.map((one) => one.value).join(', ')}, not "${value}".`);
}

/** A user group as Slack writes it (`<!subteam^S123|@team>`) or its id. */
function roleOf(option: OptionSpec, value: string): string {
  const id = /^(?:<!subteam\^)?(S[A-Z0-9]+)(?:\|[^>]*)?>?$/.exec(value.trim())?.[1];
  if (id) return id;
  throw told(option, `${option.name} must be a user group: its id (S…) stands in its details in Slack.`);
}
