import {
  type APIApplicationCommandInteractionDataBasicOption,
  type APIAttachment,
  type APIChatInputApplicationCommandInteractionData,
  type APIMessageApplicationCommandInteractionData,
  ApplicationCommandOptionType,
} from 'discord.js';
import { RetryError, UserError } from '../../../engine/errors.ts';
import type { CommandSpec, Given } from '../../platform.ts';

const FETCH_MS = 10_000;

/** The subcommand and what was typed for it. */
export function typedOptions(data: APIChatInputApplicationCommandInteractionData) {
  const [sub] = data.options ?? [];
  if (sub?.type !== ApplicationCommandOptionType.Subcommand) return { name: '', options: [] };
  return { name: sub.name, options: sub.options ?? [] };
}

/** The options as they were given; a file is its text. */
export async function givenTo(
  spec: CommandSpec | undefined,
  options: readonly APIApplicationCommandInteractionDataBasicOption[],
  attachments: Record<string, APIAttachment> = {},
): Promise<Given> {
  const given: Record<string, string | number | undefined> = {};
  for (const option of options) {
    const file = option.type === ApplicationCommandOptionType.Attachment ? attachments[option.value] : undefined;
    const wanted = spec?.options.find(({ name }) => name === option.name);
    if (file) given[option.name] = await textOf(file, wanted?.kind === 'file' ? wanted.mostBytes : 0);
    else if (typeof option.value !== 'boolean') given[option.name] = option.value;
  }
  return given;
}

/** The text of a file that somebody attached; its address is Discord's own word. */
async function textOf({ filename, size, url }: APIAttachment, mostBytes: number): Promise<string> {
  if (size > mostBytes) {
    throw new UserError(`"${filename}" has ${kilobytes(size)}, and ${kilobytes(mostBytes)} is the most. Attach a shorter text.`);
  }
  const bytes = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) })
    .then((response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return response.arrayBuffer();
    })
    .catch((cause: unknown) => {
      throw new RetryError(`Discord did not hand over "${filename}".`, { cause });
    });
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\u0000')) return text;
  } catch {
    // Told below.
  }
  throw new UserError(`"${filename}" is not a text file. Attach a text, for instance .txt or .md.`);
}

const kilobytes = (bytes: number): string => (bytes < 1_000 ? `${bytes} bytes` : `${Math.ceil(bytes / 1_000)} kB`);

/** What a message says, for a command on it. */
export function givenMessage({ target_id, resolved }: APIMessageApplicationCommandInteractionData): Given {
  const message = resolved.messages[target_id];
  const embedded = (message?.embeds ?? []).flatMap(({ title, description }) => [title, description]);
  const text = [message?.content, ...embedded].filter(Boolean).join('\n').trim();
  if (text === '') throw new UserError('There is no text in that message to discuss.');
  return { text, message: target_id };
}
