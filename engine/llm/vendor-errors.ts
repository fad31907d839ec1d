import { type FailureKind, LastingFailure, PassingFailure } from './failure.ts';
import { keySentences } from './key-sentences.ts';
import { retryAfterMs } from './retry-after.ts';

/** What an adapter knows of a failed call, in no vendor's types. */
export type Failure = {
  /** How sentences about it begin: `OpenAI`, or `The model server at http://…`. */
  vendor: string;
  /** As commands name it. */
  provider: string;
  /** Name of the setting that holds the key. */
  keySetting: string;
  /** The key's name among the team's keys; without it the key comes from the setting. */
  keyName?: string;
  address: string;
  model: string;
  /** HTTP status; without it the call brought no answer. */
  status?: number;
  /** The vendor's own code and type, joined. */
  code: string;
  /** The vendor's words, or the network's error code. Never with a key in it: see `redact`. */
  message: string;
  headers?: Headers;
};

/** Nobody answers at the address. A call waits and tries again; a check tells the person. */
export class Unreachable extends PassingFailure {
  override name = 'Unreachable';
  constructor(message: string, options: { cause?: unknown } = {}) {
    super('unreachable', message, options);
  }
}

const NO_CREDIT_CODE = /insufficient_quota|spend_limit|billing/i;
/** Not the word billing: a plain rate limit names that page too. */
const NO_CREDIT = /credit balance|exceeded your current quota|spend limit/i;
const TOO_LONG = /context_length_exceeded|context length|context window|prompt is too long|request_too_large|maximum size/i;
/** One request is over the limit of a whole minute: it will be so the next minute, too. */
const TOO_LARGE_FOR_LIMIT = /request too large/i;
const FILTERED = /content_policy|content_filter|responsible_ai|safety/i;
const DISABLED = /deactivated|organization has been disabled|orgdisabled/i;
const ABOUT_MODEL = /model_not_found|not_found_error|model/i;

/** Retry or person: each cause has its own kind and its own sentence, with what to do next. */
export function translate(failure: Failure): LastingFailure | PassingFailure {
  const { vendor, model, status, code, message, headers } = failure;
  const cause = new Error([status, code, message].filter(Boolean).join(' '));
  const all = `${code} ${message}`;
  const person = (kind: FailureKind, text: string): LastingFailure => new LastingFailure(kind, text, { cause });
  const time = (kind: FailureKind, text: string): PassingFailure => new PassingFailure(kind, text, { ...waitOf(headers), cause });
  if (status === undefined) return noAnswer(failure, cause);
  const say = keySentences({ ...failure, status });
  if (status === 402 || NO_CREDIT_CODE.test(code) || NO_CREDIT.test(message)) return person('no-quota', say.noCredit);
  if (DISABLED.test(all)) return person('bad-key', say.disabled);
  if (status === 401) return person('bad-key', say.refused);
  if (status === 403) return ABOUT_MODEL.test(all) ? person('no-model', say.modelForbidden) : person('bad-key', say.forbidden);
  if (status >= 300 && status < 400) {
    return person(
      'unreachable',
      `${vendor} sends on to another address (${status}). A key goes to no other: give the address itself.`,
    );
  }
  if (status === 404) {
    return ABOUT_MODEL.test(all)
      ? person('no-model', say.noModel)
      : person('unreachable', `${vendor} does not answer as a model server should (404). Check the address.`);
  }
  if (status === 429 && TOO_LARGE_FOR_LIMIT.test(message)) return person('context-too-long', say.tooLargeForLimit);
  if (status === 413 || TOO_LONG.test(all)) {
    return person(
      'context-too-long',
      `The discussion has become too long for the model "${model}". Choose a model with a larger context.`,
    );
  }
  if (status === 429) return time('rate-limit', say.limited);
  if (status === 408) return time('timeout', `${vendor} did not answer in time (408).`);
  if (status >= 500 || status === 409 || status === 425) return time('server', `${vendor} is having trouble (${status}).`);
  if (FILTERED.test(all)) {
    return person(
      'refused',
      `${vendor} refused to answer this (${status}): its content filter objected. Put the topic in other words.`,
    );
  }
  return person('bad-request', `${vendor} did not accept the request (${status}): ${message}`);
}

/** Keys of any form, also half-masked ones as vendors quote them, and the one in use whatever its form. */
export function redact(text: string, key: string): string {
  const known = key.length > 3 ? text.replaceAll(key, '[key]') : text;
  return known.replace(/\bsk-[\w*….-]+/g, '[key]').replace(/\bBearer\s+[^\s,;]+/gi, 'Bearer [key]');
}

/** The network's own code, down the chain of causes: ECONNREFUSED, ENOTFOUND, ECONNRESET… */
export function networkCode(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError && at.errors.length > 0) return networkCode(at.errors[0]);
  }
  return '';
}

function noAnswer({ vendor, address, code, message }: Failure, cause: Error): LastingFailure | PassingFailure {
  switch (code) {
    case 'timeout':
      return new PassingFailure('timeout', `${vendor} did not answer in time.`, { unanswered: true, cause });
    case 'not-json':
      return new PassingFailure('broken-reply', `${vendor} sent an answer that cannot be read.`, { unanswered: true, cause });
    case 'cut-off':
      return new PassingFailure('broken-reply', `${vendor} broke off in the middle of its answer.`, { unanswered: true, cause });
    case 'PRIVATE_ADDRESS': {
      const told = `${address} is an address in a private network, which is forbidden here. Set ALLOW_PRIVATE_BASE_URLS=true if it is yours.`;
      return new LastingFailure('unreachable', told, { cause });
    }
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return new PassingFailure('unreachable', `${vendor} broke the connection off.`, { unanswered: true, cause });
  }
  const where = vendor.includes(address) ? vendor : `${vendor} at ${address}`;
  return new Unreachable(`${where} cannot be reached (${code || message}).`, { cause });
}

function waitOf(headers: Headers | undefined): { retryAfterMs?: number } {
  const ms = headers && retryAfterMs(headers, Date.now());
  return ms === undefined ? {} : { retryAfterMs: ms };
}
