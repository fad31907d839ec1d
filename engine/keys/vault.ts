import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { UserError } from '../errors.ts';
import type { MasterKey } from './master-key.ts';

/** A secret under a master key. `cipher`: format version (1 byte), nonce (12), the text under AES-256-GCM, tag (16). */
export type Sealed = { masterKeyId: string; cipher: Uint8Array };
export type MasterKeys = { current: MasterKey; previous?: MasterKey };

export type Vault = {
  /** Id of the master key that new secrets are sealed under. */
  readonly masterKeyId: string;
  /** The result opens only for the same id. */
  seal(id: string, secret: string): Sealed;
  /** Throws UserError: sealed under a master key that is not here, or moved, cut or changed since. */
  unseal(id: string, sealed: Sealed): string;
};

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/** Seals under the current master key, opens what was sealed under either. */
export function openVault({ current, previous }: MasterKeys): Vault {
  const keys = new Map([previous, current].filter((key) => key !== undefined).map((key) => [key.id, key.key]));

  return {
    masterKeyId: current.id,
    seal(id, secret) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv(ALGORITHM, current.key, nonce, { authTagLength: TAG });
      cipher.setAAD(boundTo(id, current.id));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return { masterKeyId: current.id, cipher: Buffer.concat([Buffer.of(VERSION), nonce, text, cipher.getAuthTag()]) };
    },
    unseal(id, { masterKeyId, cipher }) {
      const key = keys.get(masterKeyId);
      if (!key) {
        const known = [...keys.keys()].join(' and ');
        throw new UserError(
          `It is sealed under the master key ${masterKeyId}, and this process has only ${known}. Set that one as MASTER_KEY_PREVIOUS.`,
          'UNAVAILABLE',
        );
      }
      if (cipher.length < 1 + NONCE + TAG) throw damaged();
      if (cipher[0] !== VERSION) throw damaged(`its format ${cipher[0]} is not known to this version of simFocus`);
      const decipher = createDecipheriv(ALGORITHM, key, cipher.subarray(1, 1 + NONCE), { authTagLength: TAG });
      decipher.setAAD(boundTo(id, masterKeyId));
      decipher.setAuthTag(cipher.subarray(-TAG));
      try {
        const text = Buffer.concat([decipher.update(cipher.subarray(1 + NONCE, -TAG)), decipher.final()]);
        const secret = text.toString('utf8');
        text.fill(0);
        return secret;
      } catch {
        // Node's own error says less and no more.
        throw damaged();
      }
    },
  };
}

const boundTo = (id: string, masterKeyId: string): Buffer =>
  Buffer.from(`simfocus provider key v${VERSION}\n${masterKeyId}\n${id}`);

function damaged(why = 'it was cut, changed or moved here from another row'): UserError {
  return new UserError(`What is stored cannot be trusted: ${why}. Enter the key again.`, 'API_KEY_INVALID');
}
