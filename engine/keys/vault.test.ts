import { randomBytes, randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { UserError } from '../errors.ts';
import { masterKeyOf } from './master-key.ts';
import { openVault, type Sealed } from './vault.ts';

const [one, two, three] = [1, 2, 3].map(() => masterKeyOf(randomBytes(32))) as [
  ReturnType<typeof masterKeyOf>,
  ReturnType<typeof masterKeyOf>,
  ReturnType<typeof masterKeyOf>,
];
const vault = openVault({ current: one });
const secret = 'sk-ant-planted-0123456789abcdefghij';
const id = randomUUID();

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'it was opened';
}

describe('the vault', () => {
  it('gives back what was sealed, and seals it differently each time', () => {
    const sealed = [1, 2, 3].map(() => vault.seal(id, secret));
    for (const each of sealed) expect(vault.unseal(id, each)).toBe(secret);
    expect(new Set(sealed.map(({ cipher }) => Buffer.from(cipher).toString('hex'))).size).toBe(3);
    expect(vault.unseal(id, vault.seal(id, ''))).toBe('');
    expect(vault.unseal(id, vault.seal(id, 'ключ 🔑'))).toBe('ключ 🔑');
  });

  it('refuses it in another row', () => {
    expect(refusal(() => vault.unseal(randomUUID(), vault.seal(id, secret)))).toMatch(
      /cannot be trusted: it was cut, changed or moved/,
    );
  });

  it('refuses it with any one bit flipped', () => {
    const sealed = vault.seal(id, secret);
    for (let bit = 0; bit < sealed.cipher.length * 8; bit++) {
      const cipher = Uint8Array.from(sealed.cipher);
      cipher[bit >> 3] = (cipher[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(
        refusal(() => vault.unseal(id, { ...sealed, cipher })),
        `bit ${bit}`,
      ).toMatch(/cannot be trusted/);
    }
  });

  it('refuses it cut at any place, and with something added', () => {
    const sealed = vault.seal(id, secret);
    const parts = Array.from({ length: sealed.cipher.length }, (_, end) => sealed.cipher.subarray(0, end));
    parts.push(sealed.cipher.subarray(1), Buffer.concat([sealed.cipher, Buffer.of(0)]));
    for (const cipher of parts) expect(refusal(() => vault.unseal(id, { ...sealed, cipher }))).toMatch(/cannot be trusted/);
  });

  it('opens what the previous master key sealed, and names the one that is missing', () => {
    const sealed = vault.seal(id, secret);
    const next = openVault({ current: two, previous: one });
    expect(next.unseal(id, sealed)).toBe(secret);
    expect(next.seal(id, secret).masterKeyId).toBe(two.id);
    expect(next.unseal(id, next.seal(id, secret))).toBe(secret);
    const told = refusal(() => openVault({ current: three, previous: two }).unseal(id, sealed));
    expect(told).toContain(`under the master key ${one.id}`);
    expect(told).toContain(`${two.id} and ${three.id}`);
  });

  it('refuses it under the name of another master key', () => {
    const both = openVault({ current: two, previous: one });
    const sealed: Sealed = { ...both.seal(id, secret), masterKeyId: one.id };
    expect(refusal(() => both.unseal(id, sealed))).toMatch(/cannot be trusted/);
  });

  it('shows neither key nor secret, in its errors, in print or in the sealed bytes', () => {
    const sealed = vault.seal(id, secret);
    const shown = [
      inspect(vault, { depth: 9, showHidden: true }),
      JSON.stringify(sealed),
      Buffer.from(sealed.cipher).toString('latin1'),
    ];
    shown.push(refusal(() => vault.unseal('other', sealed)));
    for (const text of shown) expect(text).not.toContain('planted');
  });
});
