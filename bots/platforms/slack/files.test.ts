import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { readFile } from './files.ts';
import { Refused } from './refusals.ts';
import type { Workspace } from './workspaces.ts';

it('gives its token to Slack alone, and reads no file that is too large', async () => {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end('text');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const workspace = { token: 'xoxb-planted' } as Workspace;
  for (const url of [
    `http://127.0.0.1:${port}/a`,
    `https://127.0.0.1:${port}/a`,
    'https://files.slack.com.evil.example/a',
    'https://notslack.com/a',
    'http://files.slack.com/a',
    'file:///etc/passwd',
    '',
  ]) {
    await expect(readFile(workspace, { name: 'a', url_private_download: url }, 100)).rejects.toBeInstanceOf(Refused);
  }
  const large = { name: 'a.txt', size: 101, url_private_download: 'https://files.slack.com/a' };
  await expect(readFile(workspace, large, 100)).rejects.toThrow(/a\.txt is larger than/);
  expect(asked).toEqual([]);
  await new Promise((resolve) => server.close(resolve));
});
