import { UserError } from '../../../engine/errors.ts';
import { ThreadGone } from '../../platform.ts';
import { Refused } from './wire.ts';

/** What a refusal means for a discussion: it is over, or a person has to mend something. What is left is a bug. */
export function meaning(error: unknown): unknown {
  if (!(error instanceof Refused)) return error;
  if (error.code === 10_003 || error.code === 10_004) return new ThreadGone('The thread, its channel or the server is gone.');
  const words = WORDS[error.code];
  return words === undefined ? error : new UserError(words, 'AUTHORIZATION_FAILED', { cause: error });
}

const WORDS: Record<number, string | undefined> = {
  30007:
    'This channel has its 15 webhooks already, and the personas need one. Delete one under Edit Channel → Integrations → Webhooks, then try again.',
  40005: 'A file was too large for Discord.',
  40067: 'This forum wants a tag on every post, and has none that I may use. Add a tag that is not for moderators only.',
  50001: 'I cannot see this channel. Give my role "View Channel" here; in a private thread, mention me once to let me in.',
  50013: 'A permission is missing in this channel. /focus check says which one, and how to give it.',
  50024: 'Focus groups do not work in this kind of channel. Start one in a text channel or a forum.',
  50083: 'The thread is locked. Unlock it, or give my role "Manage Threads"; then press Resume.',
  160006: 'This server has as many open threads as Discord allows. Archive some, then try again.',
  200000: 'AutoMod of this server blocked a message. Let AutoMod pass over my role, then press Resume.',
};
