import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** What it prints, row by row. */
function chaos(...args: string[]): Promise<{ code: number; rows: Record<string, unknown>[]; told: string }> {
  const script = fileURLToPath(new URL('../index.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', script, 'chaos', ...args], (error, stdout, stderr) => {
      const rows = stdout
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      resolve({ code: Number(error?.code ?? 0), rows, told: stderr });
    });
  });
}

it('npm run bench -- chaos: nothing is lost or doubled, no key is called while it rests, no limit is passed', async () => {
  const { code, rows, told } = await chaos('--discussions', '12', '--workers', '2', '--seconds', '10', '--seed', 'test');
  expect(code, told).toBe(0);
  const [trouble, crowd] = rows;
  expect(trouble).toMatchObject({
    row: 'trouble',
    discussions: 12,
    lost: 0,
    doubled: 0,
    answersLost: 0,
    answersFromNowhere: 0,
    callsWhileOpen: 0,
  });
  expect(trouble?.['troubled']).toBeGreaterThan(40);
  expect(crowd).toMatchObject({ row: 'crowd', workers: 2, over: { requests: 0, tokens: 0 } });
  expect(crowd?.['calls']).toBeGreaterThan(10);
}, 300_000);

it('refuses an option that it does not know, and a number that is none', async () => {
  expect((await chaos('--discussions', 'many')).told).toContain('--discussions takes whole numbers');
}, 60_000);
