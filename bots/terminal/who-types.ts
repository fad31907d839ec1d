import { userInfo } from 'node:os';
import type { Speaker } from '../../engine/types.ts';

/** Accounts that say nothing about who sits there. */
const NOBODY = /^(root|admin|administrator|user|node|app|ubuntu|ec2-user|runner)$/i;

/** The person at the keyboard, by the name that was given; else the account's, where that is a person's. */
export function whoTypes(name?: string, account = userName()): Speaker {
  return { id: `terminal/${account ?? 'guest'}`, name: name ?? (account && !NOBODY.test(account) ? account : 'Guest') };
}

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
