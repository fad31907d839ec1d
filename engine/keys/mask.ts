/** Shorter ones would be given away by their end. */
const SHOWS_ITS_END = 20;

/** What may be shown of a key: how it begins for that vendor, and its last four characters. */
export function masked(secret: string): string {
  const start = /^sk-(ant-)?/.exec(secret)?.[0] ?? '';
  return `${start}…${secret.length >= SHOWS_ITS_END ? secret.slice(-4) : ''}`;
}
