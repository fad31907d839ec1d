import { shortened } from './cut.ts';

/** Slack's own three characters; with them escaped nothing in a text is a mention, a broadcast or a link. */
export const escaped = (text: string): string =>
  sendable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Half a character cannot be sent, and control characters but lines and tabs are not let through. */
export const sendable = (text: string): string => text.toWellFormed().replace(/(?![\n\t])\p{Cc}/gu, '');

const MOST = 4_000;

/** What notifications and screen readers say in place of the blocks. */
export function fallback(text: string): string {
  const told = escaped(text);
  if (told.length <= MOST) return told;
  let most = MOST;
  for (;;) {
    const cut = escaped(shortened(text, most));
    if (cut.length <= MOST) return cut;
    most = Math.max(2, Math.floor((most * MOST) / cut.length) - 1);
  }
}
