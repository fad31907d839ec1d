import { UserError } from '../errors.ts';
import { LastingFailure } from './failure.ts';
import { type Failure, networkCode, redact, translate, Unreachable } from './vendor-errors.ts';

/** Whom an adapter talks to, as sentences name it. */
export type Endpoint = {
  /** How sentences begin: `OpenAI`, or `The model server at http://…`. */
  vendor: string;
  /** As commands name it. */
  provider: string;
  address: string;
  /** Name of the setting that holds the key. */
  keySetting: string;
  key: string;
  /** The key's name among the team's keys. */
  keyName?: string;
};
/** What an adapter is opened with, beside the models. */
export type EndpointOptions = {
  /** May be empty for a local server that asks for none. */
  apiKey: string;
  /** How sentences name the key: as the team named it, never by its text. */
  keyName?: string;
  /** A server of one's own, or a proxy, that speaks as the vendor does. */
  baseUrl?: string;
  /** In the place of the runtime's own, for an address that a person entered. */
  fetch?: typeof globalThis.fetch;
};

/** A vendor's own server, and what it is called. */
export type Vendor = { name: string; provider: string; host: string; keySetting: string };

/** Whom an adapter talks to, and whether that is the vendor itself. `baseUrl` as its SDK takes it. */
export function endpointAt(
  baseUrl: string,
  { apiKey, keyName }: EndpointOptions,
  { name, provider, host, keySetting }: Vendor,
): { endpoint: Endpoint; official: boolean } {
  const address = shownAddress(baseUrl);
  const { hostname } = new URL(baseUrl);
  const official = hostname === host || hostname.endsWith(`.${host}`);
  const vendor = official ? name : `The model server at ${address}`;
  return { official, endpoint: { vendor, provider, address, keySetting, key: apiKey, ...(keyName && { keyName }) } };
}

/** How the SDKs are opened: retries, time-outs and the log are ours. */
export const clientOptions = (baseURL: string, { apiKey, fetch }: EndpointOptions) => ({
  apiKey: apiKey || 'none',
  baseURL,
  maxRetries: 0,
  timeout: NO_TIMEOUT_MS,
  logLevel: 'off' as const,
  ...(fetch && { fetch }),
});

/** A failed call in no SDK's types. */
export type Facts = Pick<Failure, 'status' | 'code' | 'message' | 'headers'>;

/** The longest that a timer can take: how long a call may last is up to the caller's signal. */
const NO_TIMEOUT_MS = 2 ** 31 - 1;

/** An address given by a person, without the slash at its end. */
export function parsedAddress(url: string, example: string): URL {
  if (!URL.canParse(url)) throw new UserError(`"${url}" is not an address. Give one like ${example}.`);
  const parsed = new URL(url.replace(/\/+$/, ''));
  if (parsed.username || parsed.password)
    throw new UserError('An address cannot carry a user and password. Set the key instead.');
  return parsed;
}

/** The address as it is shown. */
function shownAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`.replace(/\/+$/, '');
}

/**
 * One call of an SDK. The caller's abort comes out as its own reason; `facts` reads the SDK's errors and is undefined for
 * what is none; an answer whose body breaks off or is no JSON fails outside of the SDK's errors.
 */
export async function callEndpoint<T>(
  endpoint: Endpoint,
  model: string,
  signal: AbortSignal,
  facts: (error: unknown) => Facts | undefined,
  send: (signal: AbortSignal) => PromiseLike<T>,
): Promise<T> {
  signal.throwIfAborted();
  try {
    // A signal of its own for each call: the SDKs leave their listeners on the one they get.
    return await send(AbortSignal.any([signal]));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const found = facts(error) ?? brokenBody(error);
    if (!found) throw error;
    const { key, keyName, ...told } = endpoint;
    // A person may have given the key its own text as a name.
    const named = keyName !== undefined && { keyName: redact(keyName, key) };
    throw translate({ ...told, ...named, model, ...found, message: redact(found.message, key).slice(0, 300) });
  }
}

/** A check is made for a person, who can do something about an address at which nobody answers. */
export function forPerson(error: unknown): unknown {
  if (!(error instanceof Unreachable)) return error;
  return new LastingFailure('unreachable', `${error.message} Check the address and your network, then try again.`, {
    cause: error,
  });
}

/** Something answers at the address, but no model server. */
export const notAModelServer = ({ vendor }: Endpoint): LastingFailure =>
  new LastingFailure('unreachable', `${vendor} answers, but not as a model server does. Check the address.`);

/** A streamed answer that ended before it was complete, or was none. */
export class BrokenStream extends Error {
  override name = 'BrokenStream';
  readonly code: 'cut-off' | 'not-json';
  constructor(code: BrokenStream['code']) {
    super(code);
    this.code = code;
  }
}

function brokenBody(error: unknown): Facts | undefined {
  if (error instanceof BrokenStream) return { code: error.code, message: '' };
  if (error instanceof SyntaxError) return { code: 'not-json', message: '' };
  if (error instanceof TypeError) return { code: networkCode(error) || 'ECONNRESET', message: error.message };
  return undefined;
}
