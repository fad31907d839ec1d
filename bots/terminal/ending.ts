/** From outside: a person, the system, or a reader of the output who has gone (`chat … | head`). */
export type Cause = 'interrupt' | 'signal' | 'unread';

/** What may end a discussion before its time. */
export type Ending = {
  /** Aborted at the first sign: no more is to be begun. */
  first: AbortSignal;
  /** Aborted when nothing more is to be waited for. */
  leave: AbortSignal;
  /** Ctrl-C that came as a key. */
  interrupt(): void;
  /** Does this at the first sign, and now if that has come already. */
  onFirst(act: (cause: Cause) => void): void;
  leaveNow(): void;
  close(): void;
};

const SIGNALS = { SIGINT: 'interrupt', SIGTERM: 'signal', SIGHUP: 'signal' } as const;
/** One Ctrl-C comes twice under npm: from the terminal, and passed on by npm. */
const SAME_MS = 400;
/** What the system gives a process between SIGTERM and SIGKILL is seldom less than ten seconds. */
const GRACE_MS = 5_000;
export const INTERRUPTED = 130;

/** Listens until it is closed. The first sign stops, the second leaves; one more, or a second with nobody to act on it, exits. */
export function openEnding(): Ending {
  const first = new AbortController();
  const leave = new AbortController();
  let act: ((cause: Cause) => void) | undefined;
  let cause: Cause | undefined;
  let last = 0;

  function came(now: Cause): void {
    const since = performance.now() - last;
    if (cause !== undefined && (now === 'unread' || since < SAME_MS)) return;
    last = performance.now();
    if (cause === undefined) {
      cause = now;
      if (now !== 'interrupt') setTimeout(() => leave.abort(), GRACE_MS).unref();
      first.abort();
      act?.(now);
    } else if (act && !leave.signal.aborted) leave.abort();
    else process.exit(INTERRUPTED);
  }

  const listeners = Object.entries(SIGNALS).map(([signal, means]) => [signal, () => came(means)] as const);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  const unread = () => came('unread');
  process.stdout.on('error', unread);
  return {
    first: first.signal,
    leave: leave.signal,
    interrupt: () => came('interrupt'),
    onFirst(next) {
      act = next;
      if (cause !== undefined) next(cause);
    },
    leaveNow: () => leave.abort(),
    close() {
      for (const [signal, listener] of listeners) process.off(signal, listener);
      process.stdout.off('error', unread);
    },
  };
}
