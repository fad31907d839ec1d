import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { discuss } from '../../commands/discuss.ts';
import { callbackOf } from './interactions.ts';
import { EVENTS, OPTIONAL, SCOPES } from './scopes.ts';

const manifest = readFileSync(new URL('../../../slack-manifest.yaml', import.meta.url), 'utf8');
const folder = new URL('.', import.meta.url);
const code = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !/test|stand-in|play/.test(name))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

/** The items under a key of the manifest. */
const listed = (key: string): string[] =>
  [...(new RegExp(`^ *${key}:\\n((?: +- .+\\n)+)`, 'm').exec(manifest)?.[1] ?? '').matchAll(/- (.+)/g)].map(
    ([, item = '']) => item,
  );

/** What Slack's documentation asks for each method. */
const NEEDED: Record<string, readonly string[]> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write', 'chat:write.customize'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.info': ['channels:read', 'groups:read', 'mpim:read'],
  'conversations.join': ['channels:join'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'reactions.add': ['reactions:write'],
  'usergroups.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
};
/** What is used by no method: the commands, and the files that people send with a dialog. */
const OTHERWISE = ['commands', 'files:read'];

describe('slack-manifest.yaml', () => {
  it('asks for the scopes that the installation asks for, and these are exactly what the code uses', () => {
    expect(listed('bot').sort()).toEqual([...SCOPES].sort());
    const called = [...code.matchAll(/\bclient(?:Of)?(?:\([^()]*\))?\s*\.(\w+)\.(\w+)\(/g)].map(
      ([, family, method]) => `${family}.${method}`,
    );
    const methods = [...new Set(called)].sort();
    expect(methods).toEqual(Object.keys(NEEDED).sort());
    const needed = [...methods.flatMap((method) => NEEDED[method] ?? []), ...OTHERWISE];
    expect([...new Set(needed)].sort()).toEqual([...SCOPES].sort());
    for (const scope of OPTIONAL) expect(SCOPES).toContain(scope);
  });

  it('subscribes to the events that the code hears', () => {
    expect(listed('bot_events').sort()).toEqual([...EVENTS].sort());
    const heard = [...code.matchAll(/app\.event\('(\w+)'|for \(const name of \[(.+?)\] as const/g)].flatMap(
      ([, one, more = '']) => (one ? [one] : [...more.matchAll(/'(\w+)'/g)].map(([, name = '']) => name)),
    );
    expect([...new Set(EVENTS.map((name) => name.split('.')[0]))].sort()).toEqual([...new Set(heard)].sort());
  });

  it('has the command and the shortcuts under the names that the code knows', () => {
    expect(manifest).toContain('command: /focus\n');
    expect(code).toContain(`const COMMAND = '/focus'`);
    const callbacks = [...manifest.matchAll(/callback_id: (\w+)/g)].map(([, id]) => id);
    expect(callbacks).toEqual([/const DIALOG = '(\w+)'/.exec(code)?.[1], callbackOf(discuss)]);
  });
});
