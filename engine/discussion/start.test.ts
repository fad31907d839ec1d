import { describe, expect, it } from 'vitest';
import { Fold } from '../transcript.ts';
import type { Discussion, DiscussionEvent, NewEvent, Pace } from '../types.ts';
import { type ForkRequest, forkOf } from './again.ts';
import { by, request } from './harness.fixture.ts';
import { newDiscussion } from './start.ts';

const limits = { maxRounds: 20 };

/** Three rounds of one turn each, and a question at the end. */
function discussed() {
  const started = newDiscussion(request({ options: { rounds: 6 } }), limits);
  const bodies: NewEvent[] = [
    ...started.events,
    ...[1, 2, 3].map(
      (round): NewEvent => ({ key: `round/${round}/a`, type: 'said', speaker: 'a', text: 'Hm.', phase: 'opening', round }),
    ),
    { key: 'question/1', type: 'asked', asker: by, text: 'Who pays?' },
  ];
  const at = new Date(0);
  const events = bodies.map((body, i): DiscussionEvent => ({ at, deliverAt: at, ...body, seq: i + 1 }));
  const { origin, brief, startedBy } = started;
  const discussion: Discussion = {
    id: 'd',
    origin,
    brief,
    startedBy,
    team: 'default',
    status: 'completed',
    reportStatus: 'ready',
    speed: 1,
    spent: 0,
    seq: events.length,
    createdAt: at,
  };
  const { transcript } = new Fold('d').add(events);
  return (more: Partial<ForkRequest>) => forkOf(discussion, transcript, events, { turn: 3, by, ...more }, limits);
}

describe('a fork', () => {
  const fork = discussed();
  it.each([
    [3, 2, 3],
    [4, 1, 3],
    [2, 1, 2],
  ])('from turn %i is not had with %i rounds', (turn, rounds, reached) => {
    expect(() => fork({ turn, options: { rounds } })).toThrow(
      expect.objectContaining({
        name: 'UserError',
        field: 'rounds',
        message: `Turn ${turn} is in round ${reached}; a fork from it needs at least ${reached} rounds.`,
      }),
    );
  });
  it.each([
    [3, 3],
    [4, 3],
    [2, 2],
    [1, 1],
  ])('from turn %i may have %i rounds', (turn, rounds) => {
    expect(fork({ turn, options: { rounds } }).brief.options).toMatchObject({ rounds });
  });
});

describe('the pace', () => {
  const told = expect.objectContaining({ name: 'UserError', field: 'pace', message: 'The pace must be natural or fast.' });
  it.each(['x', '', 'FAST'])('%j is refused', (pace) => {
    expect(() => newDiscussion(request({ pace: pace as Pace }), limits)).toThrow(told);
    expect(() => discussed()({ pace: pace as Pace })).toThrow(told);
  });
  it('is natural unless it is said', () => {
    const { pace: _pace, ...rest } = request();
    expect(newDiscussion(rest, limits).brief.pace).toBe('natural');
    expect(newDiscussion(request({ pace: 'fast' }), limits).brief.pace).toBe('fast');
  });
});

describe('the quality', () => {
  it('is part of the brief where it was chosen, and one of three', () => {
    expect(newDiscussion(request({ quality: 'best' }), limits).brief.quality).toBe('best');
    expect(newDiscussion(request(), limits).brief).not.toHaveProperty('quality');
    expect(() => newDiscussion(request({ quality: 'cheap' as 'best' }), limits)).toThrow(
      expect.objectContaining({ name: 'UserError', field: 'quality' }),
    );
  });
});
