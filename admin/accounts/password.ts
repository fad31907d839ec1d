import { hash, verify } from '@node-rs/argon2';
import { UserError } from '../../engine/errors.ts';

export const SHORTEST = 10;
/** Longer ones would only cost time. */
const LONGEST = 200;

/** OWASP's first choice for argon2id: 19 MiB, 2 passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Throws UserError on a password that is too weak to be one. */
export async function hashPassword(password: string, email: string): Promise<string> {
  const length = [...password].length;
  if (length < SHORTEST || length > LONGEST) {
    throw refused(
      `A password has ${SHORTEST} to ${LONGEST} characters; this one has ${length}. A few words in a row are easy to keep in mind.`,
    );
  }
  if (new Set(password).size < 4 || password.toLowerCase().includes(email.split('@')[0] ?? email)) {
    throw refused('This password is easy to guess. A few words in a row that nobody would connect with you are better.');
  }
  return hash(password, COST);
}

/** Takes as long where there is no such member, so that nobody learns who is one. */
export async function passwordFits(password: string, kept: string | null | undefined): Promise<boolean> {
  if (password.length > LONGEST) return false;
  decoy ??= hash('nobody has this password', COST);
  const fits = await verify(kept ?? (await decoy), password);
  return fits && kept != null;
}
let decoy: Promise<string> | undefined;

const refused = (told: string) => new UserError(told, 'VALIDATION_ERROR', { field: 'password' });
