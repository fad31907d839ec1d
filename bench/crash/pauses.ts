import type { DiscussionId } from '../../engine/types.ts';

/** A discussion and the moment at which a kill hit it. */
export type Hit = { id: DiscussionId; at: number };
export type Pause = Hit & { ms: number };
/** When a discussion was seen to move: its events, and its end. Ascending. */
export type Marks = { id: DiscussionId; createdAt: number; moves: readonly number[]; finishedAt?: number };
type Took = { id: DiscussionId; by: string; at: number };

/** Which discussions each killed worker held: those that it had taken up last, and that were not finished. */
export function hitsByWorkers(
  deaths: readonly { name: string; at: number }[],
  taken: readonly Took[],
  marks: readonly Marks[],
): Hit[] {
  return deaths.flatMap(({ name, at }) =>
    marks
      .filter(
        ({ id, finishedAt }) =>
          (finishedAt ?? Infinity) > at && taken.findLast((took) => took.id === id && took.at <= at)?.by === name,
      )
      .map(({ id }) => ({ id, at })),
  );
}

/** When the database goes, all that is not finished is hit. */
export const hitsByDatabase = (deaths: readonly { at: number }[], marks: readonly Marks[]): Hit[] =>
  deaths.flatMap(({ at }) =>
    marks.filter(({ createdAt, finishedAt }) => createdAt < at && (finishedAt ?? Infinity) > at).map(({ id }) => ({ id, at })),
  );

/**
 * How long each hit held its discussion up, until it moved again. Where another kill came before that, the time runs to
 * it, and anew from it. One that never moved again counts to `end`.
 */
export function pausesOf(hits: readonly Hit[], marks: readonly Marks[], end: number): Pause[] {
  const byId = new Map(marks.map((one) => [one.id, one]));
  return hits.map((hit) => {
    const { moves = [], finishedAt = end } = byId.get(hit.id) ?? {};
    const moved = moves.find((move) => move > hit.at) ?? finishedAt;
    const next = Math.min(...hits.filter((other) => other.id === hit.id && other.at > hit.at).map((other) => other.at));
    return { ...hit, ms: Math.min(moved, next) - hit.at };
  });
}
