import { PermissionFlagsBits as Bits } from 'discord.js';
import { expect, it } from 'vitest';
import { permissionsOf, type Standing } from './permissions.ts';

const GUILD = '1';
const ROLE = '2';
const SELF = '3';
const standing = (
  everyone: bigint,
  role: bigint,
  overwrites: [id: string, type: number, allow: bigint, deny: bigint][],
  owner = '9',
): Standing => ({
  guild: {
    id: GUILD,
    owner_id: owner,
    roles: [
      { id: GUILD, permissions: String(everyone) },
      { id: ROLE, permissions: String(role) },
      { id: '8', permissions: String(Bits.ManageThreads) },
    ],
  },
  member: { user: { id: SELF }, roles: [ROLE] },
  overwrites: overwrites.map(([id, type, allow, deny]) => ({ id, type, allow: String(allow), deny: String(deny) })),
});

it('adds up roles, then the overwrites for everyone, for roles and for the member, each over the one before', () => {
  const { ViewChannel, SendMessages, ManageWebhooks, ManageThreads } = Bits;
  const plain = permissionsOf(standing(ViewChannel, ManageWebhooks, []));
  expect([plain.has(ViewChannel), plain.has(ManageWebhooks), plain.has(ManageThreads)]).toEqual([true, true, false]);
  const denied = standing(ViewChannel | SendMessages, 0n, [[GUILD, 0, 0n, SendMessages]]);
  expect(permissionsOf(denied).has(SendMessages)).toBe(false);
  const givenBack = standing(ViewChannel, 0n, [
    [SELF, 1, 0n, ManageThreads],
    [ROLE, 0, SendMessages | ManageThreads, 0n],
    [GUILD, 0, 0n, SendMessages],
    ['8', 0, 0n, SendMessages],
  ]);
  expect(permissionsOf(givenBack).has(SendMessages)).toBe(true);
  expect(permissionsOf(givenBack).has(ManageThreads)).toBe(false);
});

it('gives nothing in a channel that is not to be seen, and all to administrators and the owner', () => {
  const { ViewChannel, SendMessages, Administrator } = Bits;
  expect(permissionsOf(standing(ViewChannel | SendMessages, 0n, [[ROLE, 0, 0n, ViewChannel]])).bitfield).toBe(0n);
  expect(permissionsOf(standing(0n, Administrator, [[SELF, 1, 0n, ViewChannel]])).has(SendMessages)).toBe(true);
  expect(permissionsOf(standing(0n, 0n, [], SELF)).has(SendMessages)).toBe(true);
});
