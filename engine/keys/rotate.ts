import { UserError } from '../errors.ts';
import type { KeyRow, KeyRows } from './key-rows.ts';
import type { Vault } from './vault.ts';

export type Rotation = {
  masterKeyId: string;
  /** Keys that were sealed anew. */
  resealed: number;
  /** Keys that could not be opened, and so stay as they are; with the reason for a person. */
  unreadable: { id: string; reason: string }[];
};

/**
 * Seals row by row under the vault's current master key. Each row changes in one conditional write, so a reader sees the
 * one or the other, both of which it can open; broken off and begun again it goes on with what is left. It ends when
 * nothing is left, also of what others sealed under the previous master key meanwhile.
 */
export async function rotateKeys(
  rows: KeyRows,
  vault: Vault,
  opened: (row: KeyRow, purpose: string) => Promise<string>,
): Promise<Rotation> {
  const { masterKeyId } = vault;
  const unreadable = new Map<string, string>();
  let resealed = 0;
  for (;;) {
    const left = (await rows.sealedUnderOther(masterKeyId)).filter((id) => !unreadable.has(id));
    if (left.length === 0) break;
    for (const id of left) {
      const row = await rows.get(id);
      if (!row || row.masterKeyId === masterKeyId) continue;
      try {
        const secret = await opened(row, 'rotation');
        // Not written: somebody else was at the row. The next round looks at it again.
        if (await rows.reseal(id, row, vault.seal(id, secret))) resealed++;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        unreadable.set(id, error.message);
      }
    }
  }
  return { masterKeyId, resealed, unreadable: [...unreadable].map(([id, reason]) => ({ id, reason })) };
}
