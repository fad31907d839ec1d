import type { types } from '@slack/bolt';
import { parted } from './cut.ts';
import { sendable } from './plain.ts';

export type Piece = types.RichTextElement;
export type Part = types.RichTextBlockElement;
type Style = NonNullable<types.RichTextText['style']>;

/** Characters of one block: as many as a section may have. */
const MOST = 3_000;

/** Text that is shown as it stands: in rich text nothing is markup, a mention, an emoji code or a link of its own. */
export const text = (value: string, style?: Style): types.RichTextText => ({
  type: 'text',
  text: sendable(value),
  ...(style && { style }),
});

/** A link where Slack may open it, else its words. */
export function link(label: string, url: string, style?: Style): types.RichTextLink | types.RichTextText {
  if (!/^(https?:\/\/|mailto:)/i.test(url) || url.length > MOST) return text(label, style);
  return { type: 'link', url: sendable(url), text: sendable(label), ...(style && { style }) };
}

export const section = (elements: Piece[]): types.RichTextSection => ({ type: 'rich_text_section', elements });

const wordsOf = (piece: Piece): string =>
  piece.type === 'text' ? piece.text : piece.type === 'link' ? (piece.text ?? piece.url) : '';
const sizeOf = (part: Part): number => plainOf([part]).length;

/** What the parts say, without any form. */
export function plainOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      const lines = part.type === 'rich_text_list' ? part.elements.map((item) => item.elements) : [part.elements];
      return lines.map((pieces) => pieces.map(wordsOf).join('')).join('\n');
    })
    .join('\n')
    .trim();
}

/** The parts in blocks of at most 3,000 characters; a part that is longer is parted between words, a list between its points. */
export function richBlocks(parts: readonly Part[]): types.RichTextBlock[] {
  const blocks: types.RichTextBlock[] = [];
  let room = 0;
  for (const part of parts.flatMap(small)) {
    const size = sizeOf(part);
    const last = blocks.at(-1);
    if (last && size <= room) {
      last.elements.push(part);
      room -= size;
    } else {
      blocks.push({ type: 'rich_text', elements: [part] });
      room = MOST - size;
    }
  }
  return blocks;
}

function small(part: Part): Part[] {
  if (sizeOf(part) <= MOST) return [part];
  if (part.type === 'rich_text_list') return smallLists(part);
  return groups<Piece>(part.elements).map((elements) => ({ ...part, elements }) as Part);
}

/** The points in lists of at most one block each; numbers go on. */
function smallLists(list: types.RichTextList): Part[] {
  const items = list.elements.flatMap((item) => groups(item.elements).map(section));
  const lists: types.RichTextList[] = [];
  let room = 0;
  let number = 'offset' in list ? Number(list.offset) : 0;
  for (const item of items) {
    const size = sizeOf(item) + 1;
    const last = lists.at(-1);
    if (last && size <= room) last.elements.push(item);
    else lists.push({ ...list, elements: [item], ...(list.style === 'ordered' && number > 0 && { offset: number }) });
    room = (last && size <= room ? room : MOST) - size;
    number++;
  }
  return lists;
}

/** Pieces in groups of at most one block each. */
function groups<One extends Piece>(pieces: readonly One[]): One[][] {
  const found: One[][] = [[]];
  let room = MOST;
  for (const piece of pieces.flatMap(smallPiece)) {
    const size = wordsOf(piece).length;
    if (size > room) {
      found.push([]);
      room = MOST;
    }
    found.at(-1)?.push(piece);
    room -= size;
  }
  return found.filter((group) => group.length > 0);
}

function smallPiece<One extends Piece>(piece: One): One[] {
  if (piece.type !== 'text' || piece.text.length <= MOST) return [piece];
  return parted(piece.text, MOST).map((part) => ({ ...piece, text: part }));
}
