import { describe, expect, it } from 'vitest';
import { UserError } from '../../engine/errors.ts';
import { plannedPoints } from './kill-workers.ts';
import { callsInFlight } from './ledger.ts';
import { repeatsIn } from './models.ts';
import { readOptions } from './options.ts';
import { hitsByDatabase, hitsByWorkers, type Marks, pausesOf } from './pauses.ts';

const marks: Marks[] = [
  { id: 'a', createdAt: 0, moves: [100, 200, 5_000, 9_000], finishedAt: 9_050 },
  { id: 'b', createdAt: 0, moves: [150, 900], finishedAt: 950 },
];

describe('pauses', () => {
  it('count from the kill to the next event of what the dead worker held', () => {
    const taken = [
      { id: 'a', by: 'one', at: 50 },
      { id: 'b', by: 'two', at: 60 },
    ];
    const hits = hitsByWorkers([{ name: 'one', at: 210 }], taken, marks);
    expect(hits).toEqual([{ id: 'a', at: 210 }]);
    expect(pausesOf(hits, marks, 20_000)).toEqual([{ id: 'a', at: 210, ms: 4_790 }]);
  });

  it('begin anew when the worker that took it up is killed too', () => {
    const taken = [
      { id: 'a', by: 'one', at: 50 },
      { id: 'a', by: 'two', at: 4_000 },
    ];
    const hits = hitsByWorkers(
      [
        { name: 'one', at: 210 },
        { name: 'two', at: 4_100 },
      ],
      taken,
      marks,
    );
    expect(pausesOf(hits, marks, 20_000).map(({ ms }) => ms)).toEqual([3_890, 900]);
  });

  it('hit all that is not finished when the database goes, and run to the end for what never moves again', () => {
    const hits = hitsByDatabase([{ at: 925 }, { at: 960 }], marks);
    expect(hits).toEqual([
      { id: 'a', at: 925 },
      { id: 'b', at: 925 },
      { id: 'a', at: 960 },
    ]);
    expect(pausesOf([{ id: 'c', at: 100 }], [{ id: 'c', createdAt: 0, moves: [50] }], 60_100)).toMatchObject([{ ms: 60_000 }]);
  });
});

describe('calls', () => {
  const call = (state: 'settled' | 'abandoned' | 'open', openedAt: number, settledAt?: number) => ({
    state,
    openedAt: new Date(openedAt),
    ...(settledAt !== undefined && { settledAt: new Date(settledAt) }),
  });

  it('are in flight at a kill when the model was asked and nothing was committed', () => {
    const ledger = [call('settled', 10, 20), call('abandoned', 90, 4_000), call('abandoned', 95, 4_000)];
    expect(callsInFlight({ name: 'w', requests: 2, ledger, diedAt: 100 })).toBe(1);
    expect(callsInFlight({ name: 'w', requests: 3, ledger, diedAt: 100 })).toBe(2);
  });

  it('do not count as in flight when they were lost at another time', () => {
    const ledger = [call('abandoned', 10, 20), call('settled', 30, 40)];
    expect(callsInFlight({ name: 'w', requests: 2, ledger, diedAt: 100 })).toBe(0);
    expect(callsInFlight({ name: 'w', requests: 2, ledger }, [15])).toBe(1);
  });

  it('are repeated when the same request comes again, whoever sends it', () => {
    expect(
      repeatsIn([
        [{ hash: 'x' }, { hash: 'y' }],
        [{ hash: 'x' }, { hash: 'x' }],
      ]),
    ).toBe(2);
  });
});

describe('the plan of kills', () => {
  it('has each named point, and random moments between them', () => {
    for (const kills of [12, 200]) {
      const plan = plannedPoints(kills);
      expect(plan).toHaveLength(kills);
      expect(new Set(plan).size).toBe(9);
    }
    expect(plannedPoints(200).filter(Boolean)).toHaveLength(40);
    expect(plannedPoints(3).filter(Boolean)).toHaveLength(3);
  });
});

describe('options', () => {
  const read = (...args: string[]) => readOptions(args, () => 'any');

  it('have defaults', () => {
    expect(read()).toEqual({
      kills: 200,
      backend: 'postgres',
      database: false,
      discussions: 12,
      workers: 3,
      pause: 15,
      seed: 'any',
    });
    expect(read('--database', '--seed', 's', '--backend=redis')).toMatchObject({
      kills: 10,
      backend: 'redis',
      database: true,
      seed: 's',
    });
  });

  it('are refused in plain words', () => {
    for (const [args, told] of [
      [['--kill', '3'], /Unknown option '--kill'[\s\S]*--kills N/],
      [['--kills', 'many'], /--kills must be a whole number/],
      [['--workers', '0'], /--workers must be/],
      [['--backend', 'mysql'], /There is: postgres, redis/],
      [['more'], /Unexpected argument 'more'/],
    ] as const) {
      expect(() => read(...args)).toThrow(UserError);
      expect(() => read(...args)).toThrow(told);
    }
  });
});
