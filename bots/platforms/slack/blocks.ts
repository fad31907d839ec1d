import type { types } from '@slack/bolt';
import type { Avatars } from '../../platform.ts';
import type { Button, Inline, Line, Select, Tone, View } from '../../view.ts';
import { actionId, actionValue } from './action-id.ts';
import { shortened } from './cut.ts';
import { faceIcon } from './faces.ts';
import { fallback, sendable } from './plain.ts';
import { link, type Part, type Piece, plainOf, richBlocks, section, text } from './rich-text.ts';

export type Shown = { text: string; blocks: types.KnownBlock[] };
export type Showing = {
  avatars: Avatars;
  /** Of a user group. */
  roleName(id: string): string;
};

/** Blocks that a message, a dialog or a page of ours may hold at most, with room for what goes around them. */
const MOST_BLOCKS = 45;
const MOST_FACES = 25;
const MARKS: Partial<Record<Tone, string>> = { good: '✅', warning: '⚠️', bad: '⛔' };

export const plainText = (value: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: shortened(sendable(value).trim() || '…', most),
  emoji: false,
});

/** A view as blocks, with what notifications say in their place. What is data in it is shown as it stands. */
export function shown(view: View, showing: Showing): Shown {
  const { tone = 'plain', title, lines = [], fields = [], faces = [], buttons = [], select } = view;
  const mark = MARKS[tone];
  const before = mark && !title ? [text(`${mark} `)] : [];
  const pieces = joined(lines.map((line) => piecesOf(line, showing)));
  const words = pieces.length > 0 ? [...before, ...pieces] : [];
  const told: Part[] =
    words.length === 0 ? [] : [tone === 'step' ? { type: 'rich_text_quote', elements: words } : section(words)];
  const values = fields.map(({ name, value }) => [text(`${name}: `, { bold: true }), ...piecesOf(value, showing)]);
  const blocks: types.KnownBlock[] = [
    ...(title ? [{ type: 'header' as const, text: plainText(mark ? `${mark} ${title}` : title, 150) }] : []),
    ...richBlocks(told),
    ...richBlocks(values.length > 0 ? [section(joined(values))] : []),
    ...faceBlocks(faces, showing),
    ...(select ? [selectBlock(select)] : []),
    ...buttons.flatMap((row) => rowBlock(row)),
  ];
  const everything = [
    title ? (mark ? `${mark} ${title}` : title) : '',
    plainOf([section(words)]),
    ...values.map((value) => plainOf([section(value)])),
    ...faces.map(({ name, line }) => `${name} ${plainLine(line, showing)}`),
  ];
  return {
    text: fallback(everything.filter((part) => part !== '').join('\n')) || 'simFocus',
    blocks: blocks.slice(0, MOST_BLOCKS),
  };
}

/** Whether it names a user group, whose name Slack has to be asked for. */
export const showsRole = ({ lines = [], fields = [] }: View): boolean =>
  [...lines, ...fields.map(({ value }) => value)].flat().some((inline) => typeof inline === 'object' && 'role' in inline);

const joined = (lines: readonly Piece[][]): Piece[] => lines.flatMap((line, i) => (i > 0 ? [text('\n'), ...line] : line));

function piecesOf(line: Line, { roleName }: Showing): Piece[] {
  const inlines: readonly Inline[] = Array.isArray(line) ? line : [line as Inline];
  return inlines.map((inline) => pieceOf(inline, roleName)).filter((piece) => piece.type !== 'text' || piece.text !== '');
}

function pieceOf(inline: Inline, roleName: (id: string) => string): ReturnType<typeof link> {
  if (typeof inline === 'string') return text(inline);
  if ('bold' in inline) return text(inline.bold, { bold: true });
  if ('italic' in inline) return text(inline.italic, { italic: true });
  if ('code' in inline) return text(inline.code, { code: true });
  if ('role' in inline) return text(`@${roleName(inline.role)}`, { bold: true });
  return link(inline.link, inline.url);
}

export const plainLine = (line: Line, showing: Showing): string => plainOf([section(piecesOf(line, showing))]);

/** With pictures where they can be fetched from us; else as a list. */
function faceBlocks(faces: NonNullable<View['faces']>, showing: Showing): types.KnownBlock[] {
  const some = faces.slice(0, MOST_FACES);
  const iconOf = (avatar: string | undefined) => (avatar === undefined ? undefined : faceIcon(showing.avatars, avatar));
  if (!some.some(({ avatar }) => iconOf(avatar)?.icon_url)) {
    const items = some.map(({ name, avatar, line }) => {
      const icon = iconOf(avatar)?.icon_emoji;
      const emoji: Piece[] = icon ? [{ type: 'emoji', name: icon.replaceAll(':', '') }, text(' ')] : [];
      return section([...emoji, text(name, { bold: true }), text(' '), ...piecesOf(line, showing)]);
    });
    return richBlocks(items.length > 0 ? [{ type: 'rich_text_list', style: 'bullet', elements: items }] : []);
  }
  return some.map(({ name, avatar, line }) => {
    const url = iconOf(avatar)?.icon_url;
    const picture = url ? [{ type: 'image' as const, image_url: url, alt_text: name }] : [];
    return { type: 'context', elements: [...picture, plainText(`${name} ${plainLine(line, showing)}`, 2_000)] };
  });
}

/** Slack has no buttons that cannot be pressed: those are left out. */
function rowBlock(row: readonly Button[]): types.KnownBlock[] {
  const elements = row.flatMap((button, i): types.Button[] => {
    const label = plainText(button.label, 75);
    if ('url' in button) return [{ type: 'button', action_id: `link ${i}`, text: label, url: button.url }];
    if (button.disabled) return [];
    const { style, action } = button;
    return [{ type: 'button', action_id: actionId(action), text: label, value: actionValue(action), ...(style && { style }) }];
  });
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

const option = ({ label, value, hint }: Select['choices'][number]): types.PlainTextOption => ({
  text: plainText(label, 75),
  value: value.slice(0, 150),
  ...(hint && { description: plainText(hint, 75) }),
});

/** Of a select the block carries what it stands for. */
function selectBlock({ action, placeholder, most, choices }: Select): types.KnownBlock {
  const some = choices.slice(0, 100);
  const options = some.map(option);
  const initial = some.filter(({ chosen }) => chosen).map(option);
  const block_id = actionValue(action).slice(0, 255);
  const shared = { action_id: actionId(action), placeholder: plainText(placeholder, 150), options };
  if (most > 1) {
    const accessory: types.MultiStaticSelect = {
      type: 'multi_static_select',
      ...shared,
      max_selected_items: most,
      ...(initial.length > 0 && { initial_options: initial }),
    };
    return { type: 'section', block_id, text: plainText(placeholder, 150), accessory };
  }
  const [chosen] = initial;
  return {
    type: 'actions',
    block_id,
    elements: [{ type: 'static_select', ...shared, ...(chosen && { initial_option: chosen }) }],
  };
}
