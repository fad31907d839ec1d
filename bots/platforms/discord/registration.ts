import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { CommandSpec, OptionSpec } from '../../platform.ts';
import { cut } from './cut.ts';
import type { Wire } from './wire.ts';

export const COMMAND = 'focus';
const SUMMARY = 'Focus groups of AI personas';
/** In servers only, for apps that a server has added; commands of one guild are there and nowhere else anyway. */
const EVERYWHERE = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** `/focus` with a subcommand for each that is typed, and one command on messages for each other. */
export function commandsOf(specs: readonly CommandSpec[], guild?: string): RESTPutAPIApplicationCommandsJSONBody {
  const where = guild ? {} : EVERYWHERE;
  const typed = specs.filter(({ onMessage }) => !onMessage);
  const onMessages = specs.filter(({ onMessage }) => onMessage);
  return [
    {
      name: COMMAND,
      description: SUMMARY,
      type: ApplicationCommandType.ChatInput,
      ...where,
      options: typed.slice(0, 25).map(({ name, summary, options }) => ({
        type: ApplicationCommandOptionType.Subcommand,
        name,
        description: cut(summary, 100),
        options: [...options].sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false)).map(optionOf),
      })),
    },
    ...onMessages
      .slice(0, 5)
      .map(({ name }) => ({ name: cut(name, 32), type: ApplicationCommandType.Message, ...where }) as const),
  ];
}

type BasicOption = Exclude<
  APIApplicationCommandOption,
  { type: ApplicationCommandOptionType.Subcommand | ApplicationCommandOptionType.SubcommandGroup }
>;

function optionOf(spec: OptionSpec): BasicOption {
  const { name, summary, required = false } = spec;
  const head = { name, description: cut(summary, 100), required };
  switch (spec.kind) {
    case 'file':
      return { ...head, type: ApplicationCommandOptionType.Attachment };
    case 'role':
      return { ...head, type: ApplicationCommandOptionType.Role };
    case 'number': {
      const range = { min_value: spec.least, max_value: spec.most };
      return spec.whole
        ? { ...head, type: ApplicationCommandOptionType.Integer, ...range }
        : { ...head, type: ApplicationCommandOptionType.Number, ...range };
    }
    case 'text': {
      const text = { ...head, type: ApplicationCommandOptionType.String as const, max_length: Math.min(spec.most, 6_000) };
      if (spec.suggests) return { ...text, autocomplete: true };
      const choices = spec.choices?.slice(0, 25).map(({ label, value }) => ({ name: cut(label, 100), value }));
      return choices?.length ? { ...head, type: ApplicationCommandOptionType.String, choices } : text;
    }
  }
}

/** Registers the commands where they are not what is registered: Discord counts registrations, and clients load them anew. */
export async function register(
  wire: Wire,
  application: string,
  guild: string | undefined,
  specs: readonly CommandSpec[],
): Promise<'registered' | 'unchanged'> {
  const route = guild ? Routes.applicationGuildCommands(application, guild) : Routes.applicationCommands(application);
  const wanted = commandsOf(specs, guild);
  const registered = await wire.bot<unknown[]>('get', route);
  const same = registered.length === wanted.length && wanted.every((one) => registered.some((other) => covers(other, one)));
  if (same) return 'unchanged';
  await wire.bot('put', route, { body: wanted });
  return 'registered';
}

/** Whether all that is wanted is there; Discord adds fields, leaves out those that are empty or false, and sorts nothing. */
function covers(has: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const list = Array.isArray(has) ? has : [];
    return list.length === wanted.length && wanted.every((one, i) => covers(list[i], one));
  }
  if (typeof wanted === 'object' && wanted !== null) {
    const found = (has ?? {}) as Record<string, unknown>;
    const isRuled = RULES.some((rule) => !(rule in wanted) && !isNothing(found[rule]));
    return !isRuled && Object.entries(wanted).every(([key, value]) => covers(found[key], value));
  }
  return (has ?? false) === wanted;
}

const isNothing = (value: unknown): boolean => value == null || value === false || (Array.isArray(value) && value.length === 0);

/** What limits an option as long as it is registered. */
const RULES = ['choices', 'autocomplete', 'required', 'min_value', 'max_value', 'min_length', 'max_length'];
