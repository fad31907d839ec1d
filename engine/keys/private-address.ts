import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** What is not on the public internet (IANA's special-purpose registries), and what wraps an IPv4 address in another. */
const closed = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, where clouds answer with an account's own credentials.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  // Unspecified, loopback, IPv4-compatible.
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  // Teredo and the rest of the protocol assignments; 6to4.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  closed.addSubnet(network, bits, 'ipv6');

/** The prefix under which a network that has only IPv6 reaches IPv4 addresses. */
const nat64 = new BlockList();
nat64.addSubnet('64:ff9b::', 96, 'ipv6');

/** Loopback, private, link-local, reserved: an address that is not on the public internet. What is no address counts too. */
export function isPrivateAddress(address: string): boolean {
  const [ip = ''] = address.split('%');
  if (isIPv4(ip)) return closed.check(ip, 'ipv4');
  if (!isIPv6(ip)) return true;
  if (nat64.check(ip, 'ipv6')) return isPrivateAddress(lastFourBytes(ip));
  // An IPv4 address written as IPv6 (::ffff:…) is held against the IPv4 networks.
  return closed.check(ip, 'ipv6');
}

function lastFourBytes(ip: string): string {
  // The URL parser writes every IPv6 address in one way: groups of hex.
  const groups = new URL(`http://[${ip}]`).hostname.slice(1, -1).split(':').slice(-2);
  const bytes = groups.flatMap((group) => {
    const value = Number.parseInt(group || '0', 16);
    return [value >> 8, value & 255];
  });
  return bytes.join('.');
}
