import { expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { scriptedProvider } from '../llm/scripted.ts';
import { harness, obedient, request, watched } from './harness.fixture.ts';

const usage = { input: 100, cached: 0, cacheWrite: 0, output: 10, cost: 0.001 };
const provider = scriptedProvider(
  (asked) => {
    const said = obedient(asked);
    return typeof said === 'string' ? { text: said, usage } : { ...said, usage };
  },
  { models: { speak: 'gpt-5.4-mini', small: 'gpt-5-nano', report: 'gpt-5.4' } },
);

it('is told for a month: in all, for each team and each member, beside their caps', async () => {
  const { parts } = harness({ provider });
  const engine = createEngine({ ...parts, limits: { maxRounds: 20, teamBudget: 50, memberBudget: 9 } });
  await engine.work({ concurrency: 4 });
  const [uma, ugo] = [
    { id: 'u1', name: 'Uma' },
    { id: 'u2', name: 'Ugo' },
  ];
  const wanted = [
    request({ by: uma, options: { rounds: 1 } }),
    request({ by: uma, options: { rounds: 1 } }),
    request({ by: ugo, options: { rounds: 1 } }),
    request({ by: ugo, team: 'slack:T1', options: { rounds: 1 } }),
  ];
  let spent = 0;
  for (const one of wanted) {
    const { id } = await engine.start(one);
    await watched(engine, id);
    spent += (await engine.status(id)).cost.dollars;
  }
  const { month, teams, discussions, cost } = await engine.spending({});
  expect(month).toBe(new Date().toISOString().slice(0, 7));
  expect(discussions).toBe(4);
  expect(cost.dollars).toBeCloseTo(spent);
  expect(teams.map(({ team, discussions: count }) => [team, count])).toEqual([
    ['default', 3],
    ['slack:T1', 1],
  ]);
  const [ours] = teams;
  expect(ours?.members.map(({ by, discussions: count }) => [by.name, count])).toEqual([
    ['Uma', 2],
    ['Ugo', 1],
  ]);
  expect(ours?.cap).toMatchObject({ cap: 50, spent: expect.closeTo(ours?.cost.dollars ?? 0), reserved: expect.closeTo(0) });
  expect(ours?.members[0]?.cap).toMatchObject({ cap: 9, spent: expect.closeTo(ours?.members[0]?.cost.dollars ?? 0) });
  expect((await engine.spending({ team: 'slack:T1' })).discussions).toBe(1);
  expect(await engine.spending({ month: '2020-02' })).toMatchObject({ discussions: 0, teams: [], cost: { dollars: 0 } });
  for (const none of ['2026-13', '2026', '2026-1', 'x', "2026-11'; drop"])
    await expect(engine.spending({ month: none })).rejects.toThrow(/That is no month\. Write it like 2026-11\./);
});

it('counts for a cap what was spent in the month before there was one', async () => {
  const { parts, engine: free } = harness({ provider });
  const worker = await free.work({ concurrency: 4 });
  const wanted = request({ options: { rounds: 1 } });
  const { id } = await free.start(wanted);
  await watched(free, id);
  await worker.close();
  const { dollars } = (await free.status(id)).cost;
  const engine = createEngine({ ...parts, limits: { maxRounds: 20, teamBudget: 1, memberBudget: 0.5 } });
  const other = await engine.start({ ...wanted, by: { id: 'u2', name: 'Ugo' } });
  expect(await parts.store.sharedCaps(other.id)).toMatchObject([
    { cap: 0.5, spent: 0 },
    { cap: 1, spent: expect.closeTo(dollars) },
  ]);
  await expect(createEngine({ ...parts, limits: { maxRounds: 20, memberBudget: dollars } }).start(wanted)).rejects.toThrow(
    /^Your budget of \$0\.0\d+ for .* is used up\./,
  );
});
