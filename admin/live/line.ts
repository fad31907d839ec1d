import { expectedIn, type Fold, progressOf } from '../../engine/engine.ts';
import type { Discussion, DiscussionEvent, Persona, Speaker, Turn } from '../../engine/types.ts';

/** An event as a page shows it; `turn` is its line of the transcript with its number. */
export type Line = {
  seq: number;
  at: string;
  /** When it was to be shown: a replay goes by it. */
  shownAt: string;
} & (
  | { kind: 'cast'; personas: readonly Persona[]; reason: string }
  | { kind: 'turn'; turn: Omit<Turn, 'at' | 'key'>; problems?: readonly string[] }
  | { kind: 'ballot'; by: string | undefined; data: unknown }
  | { kind: 'control'; action: string; by: string; speed?: number; reason?: string }
  | { kind: 'section'; title: string }
  | { kind: 'failed'; reason: string }
  | { kind: 'chose'; by: string; what: string; turns: readonly number[] }
  | { kind: 'ended'; reason: string; by?: string }
  | { kind: 'opened'; topic: string }
);

export type State = {
  status: Discussion['status'];
  reportStatus: Discussion['reportStatus'];
  speed: number;
  reason?: string;
  budget?: number;
  spent: number;
  done: number;
  total: number;
  /** What is waited for while it runs: who speaks next, or the ballots. */
  expected?: { speaker: Speaker } | 'ballots';
};

/** Takes the event into the fold, and gives what the page shows of it. */
export function lineOf(fold: Fold, event: DiscussionEvent): Line {
  fold.add([event]);
  const head = { seq: event.seq, at: event.at.toISOString(), shownAt: event.deliverAt.toISOString() };
  switch (event.type) {
    case 'opened':
      return { ...head, kind: 'opened', topic: event.brief.topic };
    case 'cast':
      return { ...head, kind: 'cast', personas: event.personas, reason: event.reason };
    case 'said':
    case 'asked': {
      const turn = fold.transcript.turns.at(-1);
      if (!turn) throw new Error(`Event ${event.seq} made no turn`);
      const { at: _at, key: _key, ...shown } = turn;
      return { ...head, kind: 'turn', turn: shown, ...(event.type === 'said' && event.problems && { problems: event.problems }) };
    }
    case 'decided':
      return { ...head, kind: 'ballot', by: event.by, data: event.data };
    case 'control': {
      const { action, by, speed, reason } = event;
      return {
        ...head,
        kind: 'control',
        action,
        by: by.name,
        ...(speed !== undefined && { speed }),
        ...(reason !== undefined && { reason }),
      };
    }
    case 'chose':
      return { ...head, kind: 'chose', by: event.by.name, what: event.choice.kind, turns: event.choice.turns ?? [] };
    case 'section':
      return { ...head, kind: 'section', title: event.title };
    case 'failed':
      return { ...head, kind: 'failed', reason: event.reason };
    case 'ended':
      return { ...head, kind: 'ended', reason: event.reason, ...(event.by && { by: event.by.name }) };
  }
}

export function stateOf(discussion: Discussion, fold: Fold): State {
  const { status, reportStatus, speed, reason, budget, spent } = discussion;
  const expected = status === 'running' && fold.transcript.format ? expectedIn(fold.transcript) : undefined;
  const { done, total } = fold.transcript.format ? progressOf(fold.transcript) : { done: 0, total: 0 };
  return {
    status,
    reportStatus,
    speed,
    spent,
    done,
    total,
    ...(reason !== undefined && { reason }),
    ...(budget !== undefined && { budget }),
    ...(expected && { expected }),
  };
}
