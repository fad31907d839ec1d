import markdownIt from 'markdown-it';
import { sendable } from './plain.ts';
import { link, type Part, type Piece, plainOf, section, text } from './rich-text.ts';

const parser = markdownIt({ html: false, linkify: true, breaks: true });
// Only what is written as an address becomes one, not every name.md.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

type Token = ReturnType<typeof parser.parse>[number];
type Style = { bold?: true; italic?: true; strike?: true; code?: true };

const STYLES: Record<string, Style> = { strong: { bold: true }, em: { italic: true }, s: { strike: true } };

/**
 * Markdown, as a model or a person wrote it, as Slack's rich text. Nothing in it can mention or call anybody: what is not
 * Markdown stays as it stands, HTML too. Pictures become links; tables are drawn with fixed width.
 */
export function markdownParts(markdown: string): Part[] {
  const parts: Part[] = [];
  const tokens = parser.parse(markdown, {});
  let open: Piece[] = [];
  const flush = () => {
    const pieces = trimmed(open);
    if (pieces.length > 0) parts.push(section(pieces));
    open = [];
  };
  const add = (pieces: Piece[], gap = '\n\n') => {
    if (open.length > 0 && pieces.length > 0) open.push(text(gap));
    open.push(...pieces);
  };
  const apart = (part: Part | Part[]) => {
    flush();
    parts.push(...[part].flat());
  };

  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    const inside = () => {
      const end = closing(tokens, i);
      const between = tokens.slice(i + 1, end);
      i = end;
      return between;
    };
    if (token.type === 'heading_open') add(inside().flatMap((each) => inlines(each.children ?? [], { bold: true })));
    else if (token.type === 'paragraph_open') add(inside().flatMap((each) => inlines(each.children ?? [])));
    else if (token.type === 'hr') add([text('———')]);
    else if (token.type === 'fence' || token.type === 'code_block') apart(preformatted(token.content));
    else if (token.type === 'blockquote_open') {
      const pieces = flat(inside());
      if (pieces.length > 0) apart({ type: 'rich_text_quote', elements: pieces });
    } else if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') apart(list(token, inside(), 0));
    else if (token.type === 'table_open') apart(preformatted(drawn(inside())));
  }
  flush();
  return parts;
}

const preformatted = (content: string): Part[] => {
  const shown = content.replace(/\n+$/, '');
  return shown === '' ? [] : [{ type: 'rich_text_preformatted', elements: [text(shown)] }];
};

/** Index of the token that closes the one at `at`. */
function closing(tokens: readonly Token[], at: number): number {
  const level = tokens[at]?.level;
  const type = tokens[at]?.type.replace('_open', '_close');
  const end = tokens.findIndex((token, i) => i > at && token.level === level && token.type === type);
  return end < 0 ? tokens.length : end;
}

/** A list and the lists inside it, each a list of its own with one more indent, as Slack has them. */
function list(token: Token, inside: readonly Token[], indent: number): Part[] {
  const style = token.type === 'ordered_list_open' ? 'ordered' : 'bullet';
  const first = Number(token.attrGet('start') ?? 1);
  const parts: Part[] = [];
  let number = first - 1;
  let items: ReturnType<typeof section>[] = [];
  let before = Math.max(0, number);
  const flush = () => {
    const offset = style === 'ordered' && before > 0 ? { offset: before } : {};
    if (items.length > 0) parts.push({ type: 'rich_text_list', style, indent, elements: items, ...offset });
    items = [];
    before = number;
  };
  for (let i = 0; i < inside.length; i++) {
    const end = closing(inside, i);
    const item = inside.slice(i + 1, end);
    i = end;
    const at = item.findIndex(({ type }) => type === 'bullet_list_open' || type === 'ordered_list_open');
    number++;
    const own = flat(at < 0 ? item : item.slice(0, at));
    if (own.length > 0) items.push(section(own));
    for (let from = at; from >= 0 && from < item.length; ) {
      const nested = item[from] as Token;
      const to = closing(item, from);
      flush();
      parts.push(...list(nested, item.slice(from + 1, to), Math.min(indent + 1, 8)));
      from = to + 1;
      if (!/_list_open$/.test(item[from]?.type ?? '')) break;
    }
  }
  flush();
  return parts;
}

/** What stands in blocks, in one run: for places that hold no blocks. */
function flat(tokens: readonly Token[]): Piece[] {
  const lines: Piece[][] = [];
  for (const token of tokens) {
    if (token.type === 'inline') lines.push(inlines(token.children ?? []));
    else if (token.type === 'fence' || token.type === 'code_block') lines.push([text(token.content.trimEnd(), { code: true })]);
  }
  return trimmed(lines.filter((line) => line.length > 0).flatMap((line, i) => (i > 0 ? [text('\n'), ...line] : line)));
}

function inlines(tokens: readonly Token[], base: Style = {}): Piece[] {
  const pieces: Piece[] = [];
  const styles: Style[] = [];
  let href: string | undefined;
  const say = (value: string, own: Style = {}) => {
    if (sendable(value) === '') return;
    const style = Object.assign({}, base, ...styles, own);
    const styled = Object.keys(style).length > 0 ? style : undefined;
    pieces.push(href === undefined ? text(value, styled) : link(value, href, styled));
  };
  for (const token of tokens) {
    const tag = token.tag;
    if (token.type === 'text' || token.type === 'html_inline') say(token.content);
    else if (token.type === 'softbreak' || token.type === 'hardbreak') say('\n');
    else if (token.type === 'code_inline') say(token.content, { code: true });
    else if (token.type === 'link_open') href = address(token, 'href');
    else if (token.type === 'link_close') href = undefined;
    else if (token.type === 'image') {
      const before = href;
      href ??= address(token, 'src');
      say(token.content || address(token, 'src') || '');
      href = before;
    } else if (STYLES[tag] && token.nesting === 1) styles.push(STYLES[tag]);
    else if (STYLES[tag] && token.nesting === -1) styles.splice(styles.lastIndexOf(STYLES[tag]), 1);
  }
  return pieces;
}

const address = (token: Token, name: string): string | undefined => {
  const value = token.attrGet(name);
  return value === null ? undefined : String(value);
};

/** Without line breaks at the beginning and the end. */
function trimmed(pieces: Piece[]): Piece[] {
  const blank = (piece: Piece | undefined) => piece?.type === 'text' && piece.text.trim() === '';
  const kept = [...pieces];
  while (blank(kept[0])) kept.shift();
  while (blank(kept.at(-1))) kept.pop();
  return kept;
}

const CELL = 40;

/** A table in columns of equal width; cells that are longer than 40 characters make their column no wider. */
function drawn(tokens: readonly Token[]): string {
  const rows: string[][] = [];
  for (const token of tokens) {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'inline') {
      rows.at(-1)?.push(plainOf([section(inlines(token.children ?? []))]).replace(/\s+/g, ' '));
    }
  }
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const width = (i: number) => Math.min(CELL, Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const widths = Array.from({ length: columns }, (_, i) => width(i));
  const lines = rows.map((row) =>
    widths
      .map((size, i) => (row[i] ?? '').padEnd(size))
      .join(' | ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((size) => '-'.repeat(size)).join('-+-'));
  return lines.join('\n');
}
