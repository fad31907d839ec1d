import { userInfo } from 'node:os';
import type { Speaker } from '../../engine/types.ts';

/** Accounts that say nothing about who sits there. */
const NOBODY = /^(root|admin|administrator|user|node)$/i;

/** The person at the keyboard, by the name that was given; else the account's, where that is a person's. */
export function whoTypes(name?: string): Speaker {
  const account = userName();
  return { id: `terminal/${account ?? 'you'}`, name: name ?? (account && !NOBODY.test(account) ? account : 'You') };
}

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
