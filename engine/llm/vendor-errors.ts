import { RetryError, UserError } from '../errors.ts';
import { retryAfterMs } from './retry-after.ts';

/** What an adapter knows of a failed call, in no vendor's types. */
export type Failure = {
  /** How sentences about it begin: `OpenAI`, or `The model server at http://…`. */
  vendor: string;
  /** Name of the setting that holds the key. */
  keySetting: string;
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
export class Unreachable extends RetryError {
  override name = 'Unreachable';
}

const NO_CREDIT_CODE = /insufficient_quota|spend_limit|billing/i;
/** Not the word billing: a plain rate limit names that page too. */
const NO_CREDIT = /credit balance|exceeded your current quota|spend limit/i;
const TOO_LONG = /context_length_exceeded|context length|context window|prompt is too long|request_too_large|maximum size/i;
const FILTERED = /content_policy|content_filter|responsible_ai|safety/i;
const DISABLED = /deactivated|organization has been disabled|orgdisabled/i;
const ABOUT_MODEL = /model_not_found|not_found_error|model/i;

/** Retry or person: each cause has its own sentence, with what to do next. */
export function translate(failure: Failure): UserError | RetryError {
  const { vendor, keySetting, model, status, code, message, headers } = failure;
  const cause = new Error([status, code, message].filter(Boolean).join(' '));
  const all = `${code} ${message}`;
  const person = (text: string, keyProblem = false): UserError =>
    new UserError(text, keyProblem ? 'API_KEY_INVALID' : 'LLM_API_ERROR', { cause });
  if (status === undefined) return noAnswer(failure, cause);
  if (status === 402 || NO_CREDIT_CODE.test(code) || NO_CREDIT.test(message)) {
    return person(`${vendor} has no credit left for this key (${status}). Add credit or raise the spending limit, then resume.`);
  }
  if (DISABLED.test(all)) {
    return person(`${vendor} has disabled the account of this key (${status}). Set another ${keySetting} and start again.`, true);
  }
  if (status === 401) return person(`${vendor} refused the key (401). Set a valid ${keySetting} and start again.`, true);
  if (status === 403) {
    return ABOUT_MODEL.test(all)
      ? person(`${vendor} does not let this key use the model "${model}" (403). Choose another model, or another ${keySetting}.`)
      : person(`${vendor} refused the key (403): ${message}. Set a ${keySetting} that may be used here.`, true);
  }
  if (status === 404) return person(notFound(failure));
  if (status === 413 || TOO_LONG.test(all)) {
    return person(`The discussion has become too long for the model "${model}". Choose a model with a larger context.`);
  }
  if (status === 429) return new RetryError(`${vendor} is limiting requests (429).`, { ...waitOf(headers), cause });
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    return new RetryError(`${vendor} is having trouble (${status}).`, { ...waitOf(headers), cause });
  }
  if (FILTERED.test(all)) {
    return person(`${vendor} refused to answer this (${status}): its content filter objected. Put the topic in other words.`);
  }
  return person(`${vendor} did not accept the request (${status}): ${message}`);
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

function noAnswer({ vendor, address, code, message }: Failure, cause: Error): RetryError {
  switch (code) {
    case 'timeout':
      return new RetryError(`${vendor} did not answer in time.`, { cause });
    case 'not-json':
      return new RetryError(`${vendor} sent an answer that cannot be read.`, { cause });
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return new RetryError(`${vendor} broke the connection off.`, { cause });
  }
  const where = vendor.includes(address) ? vendor : `${vendor} at ${address}`;
  return new Unreachable(`${where} cannot be reached (${code || message}).`, { cause });
}

function notFound({ vendor, model, code, message }: Failure): string {
  return ABOUT_MODEL.test(`${code} ${message}`)
    ? `${vendor} has no model "${model}", or the key may not use it. Choose another model.`
    : `${vendor} does not answer as a model server should (404). Check the address.`;
}

function waitOf(headers: Headers | undefined): { retryAfterMs?: number } {
  const ms = headers && retryAfterMs(headers, Date.now());
  return ms === undefined ? {} : { retryAfterMs: ms };
}
