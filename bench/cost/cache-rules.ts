import { createHash } from 'node:crypto';

/** How each vendor's prefix cache bills a request; sources: the vendors' guides to prompt caching. */

/** A piece of a prompt in order; `marked` where the client asks for the prefix up to its end to be kept. */
export type Block = { text: string; marked: boolean };
/** Tokens of a request: read from the cache, written to it, and the rest. */
export type Split = { read: number; written: number; plain: number };
/** Times are in seconds. What is written at a moment cannot be read at the same moment: parallel calls do not share. */
export interface VendorCache {
  bill(blocks: readonly Block[], now: number): Split;
}

const BYTES_A_TOKEN = 4;
const tokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / BYTES_A_TOKEN);
const digest = (text: string | Buffer): string => createHash('sha1').update(text).digest('base64');

type Kept = { since: number; until: number };
class Entries {
  private readonly kept = new Map<string, Kept>();
  private readonly life: number;
  constructor(life: number) {
    this.life = life;
  }
  has(prefix: string, now: number): boolean {
    const entry = this.kept.get(prefix);
    return entry !== undefined && entry.since < now && entry.until >= now;
  }
  keep(prefix: string, now: number): void {
    const known = this.kept.get(prefix);
    const since = known && known.until >= now ? known.since : now;
    this.kept.set(prefix, { since, until: now + this.life });
  }
}

type Prefix = { id: string; end: number; marked: boolean };
function prefixes(blocks: readonly Block[]): Prefix[] {
  let id = '';
  let end = 0;
  return blocks.map(({ text, marked }) => {
    id = digest(`${id}|${text}`);
    end += tokens(text);
    return { id, end, marked };
  });
}

/** Marks, at most four; from each up to 20 blocks back are looked at; a read makes an entry last again. */
export function anthropicCache({ minTokens = 1024, lifeSeconds = 300, lookback = 20 } = {}): VendorCache {
  const entries = new Entries(lifeSeconds);
  return {
    bill(blocks, now) {
      const all = prefixes(blocks);
      const marks = all.flatMap(({ marked }, i) => (marked ? [i] : []));
      if (marks.length > 4) throw new Error(`${marks.length} cache marks; Anthropic takes 4`);
      const usable = (i: number) => {
        const prefix = all[i];
        return prefix !== undefined && prefix.end >= minTokens && entries.has(prefix.id, now);
      };
      const hit = Math.max(
        -1,
        ...marks.map((mark) => {
          for (let i = mark; i > mark - lookback && i >= 0; i--) if (usable(i)) return i;
          return -1;
        }),
      );
      const kept = [hit, ...marks].map((i) => all[i]).filter((prefix) => prefix !== undefined && prefix.end >= minTokens);
      for (const prefix of kept) if (prefix) entries.keep(prefix.id, now);
      return split(all, all[hit]?.end ?? 0, Math.max(0, ...kept.map((prefix) => prefix?.end ?? 0)));
    },
  };
}

/** Up to 5.5: whatever the prompt begins with, from 1,024 tokens, in steps of 128; writing is free. */
export function openAiCache({ lifeSeconds = 600 } = {}): VendorCache {
  const entries = new Entries(lifeSeconds);
  const step = 128 * BYTES_A_TOKEN;
  return {
    bill(blocks, now) {
      const bytes = Buffer.from(blocks.map(({ text }) => `<part>${text}`).join(''));
      let id = '';
      let read = 0;
      let same = true;
      for (let end = step; end <= bytes.length; end += step) {
        id = digest(Buffer.concat([Buffer.from(id), bytes.subarray(end - step, end)]));
        same &&= entries.has(id, now);
        if (same) read = end / BYTES_A_TOKEN;
        entries.keep(id, now);
      }
      const total = Math.ceil(bytes.length / BYTES_A_TOKEN);
      const used = read >= 1024 ? read : 0;
      return { read: used, written: 0, plain: total - used };
    },
  };
}

/** From 5.6: entries at explicit breakpoints only, the last four are written, the last eighty looked for; writing costs. */
export function openAiBreakpointCache({ minTokens = 1024, lifeSeconds = 1800 } = {}): VendorCache {
  const entries = new Entries(lifeSeconds);
  return {
    bill(blocks, now) {
      const all = prefixes(blocks);
      const marked = all.filter((prefix) => prefix.marked && prefix.end >= minTokens);
      const hit = marked.slice(-80).findLast(({ id }) => entries.has(id, now));
      const written = marked.slice(-4);
      for (const { id } of hit ? [...written, hit] : written) entries.keep(id, now);
      return split(all, hit?.end ?? 0, written.at(-1)?.end ?? 0);
    },
  };
}

function split(all: readonly Prefix[], read: number, kept: number): Split {
  const written = Math.max(0, kept - read);
  return { read, written, plain: (all.at(-1)?.end ?? 0) - read - written };
}
