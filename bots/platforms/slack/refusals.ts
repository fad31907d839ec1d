import { webApi } from '@slack/bolt';
import { RetryError, UserError } from '../../../engine/errors.ts';
import { ThreadGone } from '../../platform.ts';

const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } = webApi;

/** Slack understood and said no; `code` is its own (not_in_channel, is_archived …). */
export class Refused extends Error {
  override name = 'Refused';
  readonly code: string;
  readonly needed: string | undefined;
  constructor(code: string, needed?: string) {
    super(`Slack refused: ${code}${needed ? ` (${needed})` : ''}`);
    this.code = code;
    this.needed = needed;
  }
}

export const refusedWith = (error: unknown, ...codes: string[]): error is Refused =>
  error instanceof Refused && codes.includes(error.code);

/** Somebody deleted the message, or the channel sleeps: there is nothing to bring up to date. */
export const isNothingToChange = (error: unknown): boolean =>
  refusedWith(error, 'message_not_found', 'is_inactive', 'channel_not_found', 'cant_update_message');

/** `retryAfterMs` says that the call surely was not carried out; without it that is not known. */
export function translated(error: unknown): unknown {
  if (error instanceof WebAPIRateLimitedError) {
    return new RetryError('Slack asks us to slow down.', { retryAfterMs: Math.max(error.retryAfter, 1) * 1_000 });
  }
  if (error instanceof WebAPIPlatformError) {
    const { error: code, needed } = error.data as { error: string; needed?: string };
    if (code === 'ratelimited' || code === 'rate_limited') {
      return new RetryError('Slack asks us to slow down.', { retryAfterMs: 1_000 });
    }
    if (['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'].includes(code)) {
      return new RetryError(`Slack has trouble (${code}).`);
    }
    return new Refused(code, needed);
  }
  if (error instanceof WebAPIHTTPError) return new RetryError(`Slack has trouble (${error.statusCode}).`);
  const lost = error instanceof WebAPIRequestError || (error instanceof Error && /^(Abort|Timeout)Error$/.test(error.name));
  return lost ? new RetryError('Slack did not answer.', { cause: error }) : error;
}

export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refused || error instanceof UserError || error instanceof RetryError ? error : translated(error);
  }
}

const INVITE = 'Type /invite and the name of the app in the channel, then go on.';

/** What a refusal means to people. */
const MEANINGS: Record<string, string> = {
  not_in_channel: `I am not in this channel. ${INVITE}`,
  channel_not_found: `I cannot see this channel: it is gone, or it is private and I am not in it. ${INVITE}`,
  is_archived: 'The channel is archived. Unarchive it, then go on.',
  is_inactive: 'The channel is archived. Unarchive it, then go on.',
  restricted_action: 'The workspace does not let me post in this channel. An admin can change that in its settings.',
  restricted_action_read_only_channel: 'This channel is read-only for me. An admin can change who may post in it.',
  restricted_action_thread_only_channel: 'In this channel only replies are allowed. Choose another channel.',
  restricted_action_non_threadable_channel: 'This channel allows no threads. Choose another channel.',
  method_not_supported_for_channel_type: `I cannot join this channel by myself. ${INVITE}`,
  user_not_in_channel: 'That can be shown only in a channel that you are in.',
  token_revoked: 'Slack does not take our token any more. Add the app to the workspace again.',
  token_expired: 'Slack does not take our token any more. Add the app to the workspace again.',
  invalid_auth: 'Slack does not take our token. Whoever runs simFocus has to set a valid one.',
  not_authed: 'Slack does not take our token. Whoever runs simFocus has to set a valid one.',
  expired_trigger_id: 'That took too long for Slack to open a dialog. Try again.',
  exchanged_trigger_id: 'That was used already. Try again.',
  invalid_trigger_id: 'That was used already. Try again.',
};

/** A refusal as the port promises it: what is gone for good, what a person has to mend. Others are bugs. */
export function meaning(error: unknown): unknown {
  if (!(error instanceof Refused)) return error;
  if (error.code === 'account_inactive') return new ThreadGone('The app was removed from this workspace.');
  if (error.code === 'thread_not_found') return new ThreadGone('The thread was deleted.');
  if (error.code === 'missing_scope') {
    return new UserError(`The app lacks the permission ${error.needed ?? 'for that'}. Add it to the workspace again.`);
  }
  const told = MEANINGS[error.code];
  return told ? new UserError(told, 'UNAVAILABLE', { cause: error }) : error;
}
