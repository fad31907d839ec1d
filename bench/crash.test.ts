import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';

type Outcome = { code: number; figures: Record<string, unknown>; told: string };

function crash(...args: string[]): Promise<Outcome> {
  const script = fileURLToPath(new URL('./crash.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', script, ...args], (error, stdout, stderr) => {
      const last = stdout.trim().split('\n').at(-1) ?? '';
      resolve({ code: Number(error?.code ?? 0), figures: last.startsWith('{') ? JSON.parse(last) : {}, told: stderr });
    });
  });
}

/** How soon a discussion goes on is not judged here, where other tests run beside it: only that it does. */
const small = ['--discussions', '6', '--workers', '2', '--seed', 'test', '--pause', '90'];
const POINTS = ['taken-up', 'call-opened', 'call-answered', 'call-settled', 'appended', 'questions-taken', 'ended', 'finished'];

function nothingLost({ code, figures, told }: Outcome, kills: number): void {
  expect(figures, told).toMatchObject({ kills, lost: 0, duplicated: 0, reordered: 0, changed: 0, askedAgain: 0 });
  expect(figures.discussions).toBeGreaterThan(3);
  expect(figures.completed).toBe(figures.discussions);
  expect(figures.compared).toBeGreaterThan(1);
  expect(figures.callsInFlight).toBeGreaterThan(0);
  expect(figures.repeatedCalls).toBeLessThanOrEqual(figures.callsInFlight as number);
  expect(code, told).toBe(0);
}

describe.concurrent('npm run crash', () => {
  const backends = inject('redisUrl') ? ['postgres', 'redis'] : ['postgres'];
  it.each(backends)(
    'kills workers at every named point and between, on %s, and nothing is lost',
    async (backend) => {
      const outcome = await crash(...small, '--kills', '12', '--backend', backend);
      nothingLost(outcome, 12);
      expect(Object.keys(outcome.figures.points as object).sort(), outcome.told).toEqual([...POINTS].sort());
    },
    120_000,
  );

  it('kills the database server, and everything goes on', async () => {
    const outcome = await crash(...small, '--kills', '2', '--database');
    nothingLost(outcome, 2);
  }, 120_000);

  it('refuses an option that it does not know', async () => {
    const { code, told } = await crash('--kils', '3');
    expect(code).toBe(2);
    expect(told).toContain("Unknown option '--kils'");
  }, 30_000);
});
