import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch, type RequestInfo, type RequestInit } from 'undici';
import { isPrivateAddress } from './private-address.ts';

export type GuardOptions = { allowPrivate: boolean; lookup?: LookupFunction };

/**
 * `fetch` for addresses that people entered, for the SDKs' `fetch` option. It follows no redirect (the answer is the
 * redirect itself: a key goes to no address but the one it was entered for), and where private addresses are forbidden it
 * holds each address against that at the moment of connecting: a name may lead elsewhere than when it was checked.
 */
export function guardedFetch(options: GuardOptions): typeof globalThis.fetch {
  const { allowPrivate } = options;
  const agent = new Agent({ connect: allowPrivate ? {} : { lookup: guardedLookup(options.lookup ?? lookup) } });
  const guarded = (input: RequestInfo, init?: RequestInit) => {
    const host = hostOf(input);
    // Sockets look up names only.
    if (!allowPrivate && isIP(host) && isPrivateAddress(host))
      return Promise.reject(new TypeError('fetch failed', { cause: forbidden(host) }));
    return fetch(input, { ...init, redirect: 'manual', dispatcher: agent });
  };
  // The same interface, declared by two packages.
  return guarded as unknown as typeof globalThis.fetch;
}

const hostOf = (input: RequestInfo): string => {
  const url = typeof input === 'string' ? input : 'url' in input ? input.url : input.href;
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
};

function guardedLookup(resolve: LookupFunction): LookupFunction {
  return (host, options, callback) =>
    resolve(host, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const inside = error ? undefined : addresses.find(isPrivateAddress);
      if (inside === undefined) callback(error, found, family);
      else callback(forbidden(host), found, family);
    });
}

const forbidden = (host: string): Error =>
  Object.assign(new Error(`${host} is an address in a private network`), { code: 'PRIVATE_ADDRESS' });
