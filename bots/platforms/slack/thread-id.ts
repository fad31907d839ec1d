import type { Thread } from '../../platform.ts';

/** Slack's time stamps are unique in a channel only; a thread's id names both. */
export const threadId = (channel: string, ts: string): string => `${channel}:${ts}`;

/** The time stamp of the message that the thread hangs on. */
export const rootOf = ({ thread }: Pick<Thread, 'thread'>): string => thread.slice(thread.indexOf(':') + 1);
