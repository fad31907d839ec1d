/** What Slack sends for `@anna`, `#general`, a link and so on, as a person reads it. `nameOf` gives the names of people. */
export async function messageText(text: string, nameOf: (user: string) => Promise<string | undefined>): Promise<string> {
  const users = new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, id = '']) => id));
  const names = new Map(await Promise.all([...users].map(async (id) => [id, await nameOf(id)] as const)));
  const read = text.replace(/<([^<>\n]+)>/g, (_whole, inside: string) => readable(inside, names));
  return unescaped(read).trim();
}

function readable(inside: string, names: ReadonlyMap<string, string | undefined>): string {
  const bar = inside.indexOf('|');
  const [what, label] = bar < 0 ? [inside, ''] : [inside.slice(0, bar), inside.slice(bar + 1)];
  if (what.startsWith('@')) return `@${names.get(what.slice(1)) ?? (label || 'someone')}`;
  if (what.startsWith('#')) return `#${label || 'channel'}`;
  if (what.startsWith('!subteam^')) return label || '@group';
  if (what.startsWith('!date')) return label;
  if (what.startsWith('!')) return `@${what.slice(1)}`;
  const url = what.replace(/^mailto:/, '');
  return label && label !== url && label !== what ? `${label} (${url})` : url;
}

const unescaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Whom a message begins by mentioning, and what comes after it. */
export function mentioned(text: string): { user: string; rest: string } | undefined {
  const found = /^\s*<@([UW][A-Z0-9]+)(?:\|[^>]*)?>[\s,:]*/.exec(text);
  return found?.[1] ? { user: found[1], rest: text.slice(found[0].length) } : undefined;
}
