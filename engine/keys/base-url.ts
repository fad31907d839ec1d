import { lookup as lookUp } from 'node:dns/promises';
import { isIP } from 'node:net';
import { UserError } from '../errors.ts';
import { isPrivateAddress } from './private-address.ts';

/** All addresses of a host; rejects where it has none. */
export type Lookup = (host: string) => Promise<readonly { address: string }[]>;

export type AddressRules = {
  /** Whether a base URL may point into this machine or its network. */
  allowPrivate: boolean;
  lookup?: Lookup;
};

const byDns: Lookup = (host) => lookUp(host, { all: true });

/**
 * The base URL as it is stored. Throws UserError: not an http address, one that carries a password or a key, or one that
 * leads into the private network where that is forbidden. A name may lead elsewhere later: `guardedFetch` looks again.
 */
export async function checkBaseUrl(text: string, { allowPrivate, lookup = byDns }: AddressRules): Promise<string> {
  const given = text.trim();
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:\/\//i.test(given)) {
    throw refused(`${quoted(given)} is not a web address. Give one like https://models.example.com/v1.`);
  }
  if (url.username || url.password) {
    throw refused('A base URL cannot carry a user and password: they would be shown with it. Leave them out.');
  }
  if (url.search || url.hash) {
    throw refused('A base URL cannot carry a question mark or a hash sign, where keys would be shown. Leave out what follows.');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (!allowPrivate) await refusePrivate(host, lookup);
  return url.href.replace(/\/+$/, '');
}

async function refusePrivate(host: string, lookup: Lookup): Promise<void> {
  const found = isIP(host) ? [{ address: host }] : await addressesOf(host, lookup);
  const inside = found.find(({ address }) => isPrivateAddress(address));
  if (!inside) return;
  const where = inside.address === host ? host : `${host} (${inside.address})`;
  throw refused(
    `${where} is an address in a private network, which is forbidden here. Whoever runs simFocus can allow it with ALLOW_PRIVATE_BASE_URLS=true.`,
  );
}

async function addressesOf(host: string, lookup: Lookup): Promise<readonly { address: string }[]> {
  const found = await lookup(host).catch((cause: unknown) => {
    throw refused(`The host ${host} cannot be found. Check the base URL.`, cause);
  });
  if (found.length === 0) throw refused(`The host ${host} has no address. Check the base URL.`);
  return found;
}

/** Only what shows nothing: a key that was put in the wrong place is not repeated. */
const quoted = (text: string): string => (/^[\w.:/-]{1,40}$/.test(text) && !/sk-|key/i.test(text) ? `"${text}"` : 'This');

const refused = (message: string, cause?: unknown): UserError =>
  new UserError(message, 'VALIDATION_ERROR', { field: 'baseUrl', cause });
