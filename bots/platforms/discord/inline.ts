import type { Inline, Line } from '../../view.ts';
import { plain } from './markdown.ts';

/** A line of a view as Markdown of Discord; its strings are data. */
export const lineMarkdown = (line: Line): string => (isParts(line) ? line.map(inlineMarkdown).join('') : inlineMarkdown(line));

const isParts = (line: Line): line is readonly Inline[] => Array.isArray(line);

function inlineMarkdown(part: Inline): string {
  if (typeof part === 'string') return plain(part);
  if ('bold' in part) return wrapped('**', part.bold);
  if ('italic' in part) return wrapped('*', part.italic);
  if ('code' in part) return part.code.trim() === '' ? '' : `\`${part.code.replaceAll('`', 'ˋ')}\``;
  if ('role' in part) return /^\d+$/.test(part.role) ? `<@&${part.role}>` : plain(part.role);
  return link(part.link, part.url);
}

/** Marks hold only next to what is not a space: spaces around stay outside. */
function wrapped(mark: string, text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return inner === '' ? text : `${before}${mark}${plain(inner)}${mark}${after}`;
}

/** Shown as plain words where the address is none of the web. */
export function link(label: string, url: string): string {
  const address = webAddress(url);
  return address === undefined ? plain(label) : `[${plain(label)}](${address})`;
}

/** An address that a button or a link may lead to. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  return new URL(url).href
    .replace(/[()<>\s]/g, encodeURIComponent)
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
}
