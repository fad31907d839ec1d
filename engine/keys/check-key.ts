import { RetryError, UserError } from '../errors.ts';
import type { Provider } from '../llm/provider.ts';
import { sentences } from '../text.ts';
import { type AddressRules, checkBaseUrl } from './base-url.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { checkKeyFormat, checkModelName, type KeyEntry } from './key-format.ts';
import { scrub } from './scrub.ts';

export type CheckRules = AddressRules & {
  /** Opens the provider that is to try the key. */
  open(entry: KeyEntry): Provider;
};

/**
 * Holds a key against all that can be known of it: its format, its address, and then the key itself with the vendor's
 * cheapest call. Gives the entry as it is to be stored. Throws UserError where a person must change something, RetryError
 * where it could not be tried just now. No message holds the key.
 */
export async function checkKey(entry: KeyEntry, rules: CheckRules, signal: AbortSignal): Promise<KeyEntry> {
  const checked = await checkEntry(entry, rules);
  await refuseRedirect(checked, rules, signal);
  try {
    await rules.open(checked).check(signal);
  } catch (error) {
    throw scrub(inWordsOfKeys(error, signal), entry.secret);
  }
  return checked;
}

/** All of it but the call. */
export async function checkEntry(entry: KeyEntry, rules: AddressRules): Promise<KeyEntry> {
  checkKeyFormat(entry);
  if (entry.model) checkModelName(entry.model);
  return entry.baseUrl ? { ...entry, baseUrl: await checkBaseUrl(entry.baseUrl, rules) } : entry;
}

/** The address that the check asks, asked without the key. That nobody answers is for the provider's own check to say. */
async function refuseRedirect(
  { provider, baseUrl }: KeyEntry,
  { allowPrivate }: AddressRules,
  signal: AbortSignal,
): Promise<void> {
  if (!baseUrl) return;
  const hasPath = provider === 'anthropic' ? baseUrl.endsWith('/v1') : new URL(baseUrl).pathname !== '/';
  const url = `${baseUrl}${hasPath ? '' : '/v1'}/models`;
  const answer = await guardedFetch({ allowPrivate })(url, { signal }).catch(() => undefined);
  await answer?.body?.cancel();
  const to = answer && answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
  if (to === null) return;
  const target = URL.canParse(to, url) ? new URL(to, url).origin : 'another address';
  throw new UserError(
    `${new URL(url).host} sends on to ${target}, and keys are not sent on. Give the final address as the base URL.`,
    'VALIDATION_ERROR',
    { field: 'baseUrl' },
  );
}

/** The adapters' advice is for a key in the environment; this one is in the store. */
function inWordsOfKeys(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return new RetryError('The key could not be tried: there was no answer in time.', { cause: error });
  if (error instanceof RetryError)
    return new RetryError(`The key could not be tried just now. ${error.message}`, { cause: error });
  if (!(error instanceof UserError)) return error;
  const said = sentences(error.message).filter((sentence) => !/\b[A-Z]+_API_KEY\b/.test(sentence));
  const advice = error.code === 'API_KEY_INVALID' ? ['Copy it again, or make a new one.'] : [];
  return new UserError([...said, ...advice].join(' '), error.code, { field: 'key', cause: error });
}
