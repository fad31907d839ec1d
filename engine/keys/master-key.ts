import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** The key that seals the providers' keys. A KeyObject: printing it or making JSON of it shows nothing. */
export type MasterKey = {
  /** Names it beside what it sealed; nothing of the key can be learnt from it. */
  id: string;
  key: KeyObject;
};

const BYTES = 32;
const MAKE_ONE = 'Make one with: openssl rand -base64 32';
/** Of 32 random bytes about 30 differ; fewer than 20 do once in 10^13 keys. */
const FEWEST_DIFFERENT = 20;

/** Reads 32 bytes in base64 or hex; a string is why it cannot, in plain words and without the text itself. */
export function readMasterKey(text: string): MasterKey | string {
  const bytes = decoded(text);
  if (!bytes) {
    return `it must be 32 random bytes written as base64 (44 characters) or hex (64); a passphrase does not do. ${MAKE_ONE}`;
  }
  if (bytes.length !== BYTES) return `it holds ${bytes.length} bytes and must hold exactly ${BYTES}. ${MAKE_ONE}`;
  if (new Set(bytes).size < FEWEST_DIFFERENT || isWords(text)) {
    return `it is not random: it looks like a passphrase or a pattern. ${MAKE_ONE}`;
  }
  return masterKeyOf(bytes);
}

export function masterKeyOf(bytes: Buffer): MasterKey {
  const id = createHmac('sha256', bytes).update('simfocus master key id').digest('hex').slice(0, 12);
  return { id, key: createSecretKey(bytes) };
}

function decoded(text: string): Buffer | undefined {
  if (/^([0-9a-f]{2}){16,}$/i.test(text)) return Buffer.from(text, 'hex');
  // Anything shorter is no key that lost a few characters, but words.
  if (!/^[A-Za-z0-9+/_-]{40,}={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const again = bytes.toString('base64url');
  return again === text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_') ? bytes : undefined;
}

/** Base64 of 32 random bytes without a capital or without a small letter: once in 5 × 10^9 keys. */
const isWords = (text: string): boolean => !/^[0-9a-f]+$/i.test(text) && !(/[a-z]/.test(text) && /[A-Z]/.test(text));
