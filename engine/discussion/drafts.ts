import type { DiscussionId, Speaker } from '../types.ts';

/** A turn as far as it is written. It may still be taken back. */
export type Draft = { key: string; speaker: Speaker; text: string };

/** One turn on its way. */
export type Writing = {
  /** From the start: also when it is asked for again. */
  begin(): void;
  add(delta: string): void;
  /** It stands in the log now, or is taken back. */
  end(): void;
};

/**
 * Turns that are being written in this process, for watchers in this process. Nothing of them is kept: what counts is the
 * log.
 */
export type Drafts = {
  /** Undefined where nobody watches: then no stream is needed. Nothing is shown before `dueAt`. */
  writing(id: DiscussionId, turn: Omit<Draft, 'text'> & { dueAt: Date }): Writing | undefined;
  /** What may be shown now. */
  shown(id: DiscussionId): Draft | undefined;
  /** Calls back when there is more of it, at most every so often; returns how to stop. */
  watch(id: DiscussionId, listener: () => void): () => void;
};

const EVERY_MS = 80;

export function openDrafts(): Drafts {
  const written = new Map<DiscussionId, Draft & { dueAt: Date }>();
  const watchers = new Map<DiscussionId, Set<() => void>>();
  const soon = new Set<DiscussionId>();

  function tell(id: DiscussionId): void {
    if (soon.has(id) || !watchers.has(id)) return;
    soon.add(id);
    setTimeout(() => {
      soon.delete(id);
      for (const listener of watchers.get(id) ?? []) listener();
    }, EVERY_MS).unref();
  }

  return {
    writing(id, turn) {
      if (!watchers.has(id)) return undefined;
      // Of turns that are written side by side the one that began last is shown.
      const own = () => {
        const draft = written.get(id);
        return draft?.key === turn.key ? draft : undefined;
      };
      return {
        begin() {
          written.set(id, { ...turn, text: '' });
          tell(id);
        },
        add(delta) {
          const draft = own();
          if (!draft) return;
          draft.text += delta;
          tell(id);
        },
        end() {
          if (!own()) return;
          written.delete(id);
          tell(id);
        },
      };
    },
    shown(id) {
      const draft = written.get(id);
      if (!draft || draft.text === '' || draft.dueAt > new Date()) return undefined;
      const { key, speaker, text } = draft;
      return { key, speaker, text };
    },
    watch(id, listener) {
      const known = watchers.get(id) ?? new Set();
      watchers.set(id, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0) watchers.delete(id);
      };
    },
  };
}
