import type { types } from '@slack/bolt';
import type { Choice, CommandSpec, OptionSpec } from '../../platform.ts';
import type { Field, Form } from '../../view.ts';
import { actionValue } from './action-id.ts';
import { plainText } from './blocks.ts';
import { shortened } from './cut.ts';

/** What a dialog is about, kept in it: where it was opened, and the command or control that it belongs to. */
export type About = {
  /** Undefined where it is chosen in the dialog. */
  channel?: string;
  thread?: string;
  /** Where the answer goes; works for half an hour. */
  url?: string;
} & ({ command: string } | { action: string });

export const CALLBACK = 'simfocus';
/** Of the one field that is not an option: where the discussion is to take place. */
export const CHANNEL = 'channel of the thread';
/** What a text field of Slack holds. */
const MOST_TEXT = 3_000;
/** From this length on there are several lines to write. */
const LONG = 150;

const view = (title: string, submit: string, about: About, blocks: types.KnownBlock[]): types.ModalView => ({
  type: 'modal',
  callback_id: CALLBACK,
  title: plainText(title, 24),
  submit: plainText(submit, 24),
  close: plainText('Cancel', 24),
  private_metadata: JSON.stringify(about),
  blocks,
});

const input = (
  id: string,
  label: string,
  element: types.InputBlock['element'],
  more: { hint?: string | undefined; optional: boolean },
): types.InputBlock => ({
  type: 'input',
  block_id: id,
  label: plainText(label, 2_000),
  element,
  optional: more.optional,
  ...(more.hint && { hint: plainText(more.hint, 2_000) }),
});

const ANSWER = 'answer';

function textInput(most: number, value: string | undefined): types.PlainTextInput {
  const max = Math.min(most, MOST_TEXT);
  return {
    type: 'plain_text_input',
    action_id: ANSWER,
    multiline: max > LONG,
    max_length: max,
    ...(value && { initial_value: shortened(value, max) }),
  };
}

const options = (choices: readonly Choice[]): types.PlainTextOption[] =>
  choices.slice(0, 100).map(({ label, value }) => ({ text: plainText(label, 75), value: value.slice(0, 150) }));

const oneOf = (choices: readonly Choice[], value?: string): types.StaticSelect => {
  const all = options(choices);
  const initial = all.find((option) => option.value === value);
  return { type: 'static_select', action_id: ANSWER, options: all, ...(initial && { initial_option: initial }) };
};

export function formModal({ title, action, submit, fields }: Form, where: Omit<About, 'command' | 'action'>): types.ModalView {
  const about: About = { ...where, action: actionValue(action) };
  return view(title, submit, about, fields.map(fieldBlock));
}

function fieldBlock(field: Field): types.InputBlock {
  const { name, label, hint, value, required } = field;
  const element = field.kind === 'choice' ? oneOf(field.choices, value) : textInput(field.long ? field.most : LONG, value);
  if (field.kind === 'text' && !field.long)
    Object.assign(element, { max_length: Math.min(field.most, MOST_TEXT), multiline: false });
  return input(name, label, element, { hint, optional: !required });
}

/**
 * A command with all its options as a dialog. `choices` are those that were found for options that suggest some; `given`
 * is what was typed already.
 */
export function commandModal(
  spec: CommandSpec,
  where: Omit<About, 'command' | 'action'>,
  {
    choices = {},
    given = {},
  }: { choices?: Readonly<Record<string, readonly Choice[]>>; given?: Readonly<Record<string, string>> } = {},
): types.ModalView {
  const blocks: types.KnownBlock[] = spec.options
    .filter(({ kind }) => kind !== 'role')
    .map((option) => optionBlock(option, choices[option.name] ?? [], given[option.name]));
  if (where.channel === undefined) blocks.unshift(channelBlock());
  return view(titleOf(spec), 'Go on', { ...where, command: spec.name }, blocks);
}

const titleOf = ({ name }: CommandSpec): string =>
  name === 'start' ? 'New focus group' : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const channelBlock = (): types.InputBlock =>
  input(
    CHANNEL,
    'Channel',
    {
      type: 'conversations_select',
      action_id: ANSWER,
      default_to_current_conversation: true,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
    },
    { hint: 'where the thread is opened', optional: false },
  );

function optionBlock(option: OptionSpec, found: readonly Choice[], value: string | undefined): types.InputBlock {
  const label = option.name.charAt(0).toUpperCase() + option.name.slice(1).replaceAll('-', ' ');
  return input(option.name, label, elementOf(option, found, value), { hint: option.summary, optional: !option.required });
}

function elementOf(option: OptionSpec, found: readonly Choice[], value: string | undefined): types.InputBlock['element'] {
  switch (option.kind) {
    case 'number':
      return {
        type: 'number_input',
        action_id: ANSWER,
        is_decimal_allowed: !option.whole,
        ...(Number.isSafeInteger(option.least) && { min_value: String(option.least) }),
        ...(option.most < Number.MAX_SAFE_INTEGER && { max_value: String(option.most) }),
        ...(value && { initial_value: value }),
      };
    case 'file':
      return { type: 'file_input', action_id: ANSWER, max_files: 1 };
    case 'text':
      if (option.choices) return oneOf(option.choices, value);
      if (option.several && found.length > 0) return { type: 'multi_static_select', action_id: ANSWER, options: options(found) };
      if (found.length > 0) return oneOf(found, value);
      return textInput(option.most, value);
    case 'role':
      throw new Error('A user group cannot be chosen in a dialog');
  }
}

type Answered = {
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_options?: { value?: string }[];
  selected_conversation?: string | null;
  files?: SentFile[];
};
export type SentFile = { name?: string; size?: number; url_private_download?: string; url_private?: string };

/** What was written and chosen, by the names of the fields; files apart. */
export function answersOf(state: Record<string, Record<string, Answered>>): {
  fields: Record<string, string>;
  files: Record<string, SentFile>;
} {
  const fields: Record<string, string> = {};
  const files: Record<string, SentFile> = {};
  for (const [name, block] of Object.entries(state)) {
    const answered = Object.values(block)[0];
    if (!answered) continue;
    const several = answered.selected_options?.map(({ value = '' }) => value).join(', ');
    const value = answered.value ?? answered.selected_option?.value ?? answered.selected_conversation ?? several;
    if (value !== undefined && value !== null && value.trim() !== '') fields[name] = value;
    const [file] = answered.files ?? [];
    if (file) files[name] = file;
  }
  return { fields, files };
}

export function aboutOf(metadata: string): About | undefined {
  try {
    const about: unknown = JSON.parse(metadata);
    const ours = typeof about === 'object' && about !== null && ('command' in about || 'action' in about);
    return ours ? (about as About) : undefined;
  } catch {
    return undefined;
  }
}
