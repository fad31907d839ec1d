import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../../../engine/log.ts';

export type BoltLog = SlackLogger;

/** What the SDK says, in our log; its errors are ours to judge and are warnings here. */
export function boltLog(log: Logger): BoltLog {
  const said = (words: unknown[]) => words.map((word) => (word instanceof Error ? word.message : String(word))).join(' ');
  return {
    debug: (...words) => log.trace({ from: 'slack' }, said(words)),
    info: (...words) => log.debug({ from: 'slack' }, said(words)),
    warn: (...words) => log.warn({ from: 'slack' }, said(words)),
    error: (...words) => log.warn({ from: 'slack' }, said(words)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
