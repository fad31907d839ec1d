import type { Logger } from '../../../engine/log.ts';

const FRAME = /^\s+at /u;
const THEIRS = /[\\/]node_modules[\\/](?:discord\.js|@discordjs)[\\/]/u;

/** Whether it was thrown by a line of discord.js itself; what it calls of ours stands above its lines. */
export function isOfDiscordJs(error: unknown): boolean {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => FRAME.test(line)) : [];
  const [first] = frames.filter((line) => !line.includes('node:') && !line.includes('<anonymous>'));
  return first !== undefined && THEIRS.test(first);
}

/**
 * An event that discord.js cannot read ends in a rejection that nobody hears, and that would end the process with all its
 * discussions: it is logged, and that event is left out. Any other such rejection ends the process as before. Gives how to
 * stop.
 */
export function guardStray(log: Logger): () => void {
  const stray = (error: unknown): void => {
    if (!isOfDiscordJs(error)) throw error;
    log.error({ err: error }, 'discord.js could not read what Discord sent; it is left out');
  };
  process.on('unhandledRejection', stray);
  return () => void process.off('unhandledRejection', stray);
}
