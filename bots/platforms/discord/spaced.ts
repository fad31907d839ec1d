/** Work that is done one after another for each key, with a gap after each. */
export function spaced(gapMs: number): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const done = (last.get(key) ?? Promise.resolve()).then(work);
    const rested: Promise<unknown> = done
      .catch(() => {})
      .then(() => new Promise((resolve) => setTimeout(resolve, gapMs)))
      .then(() => last.get(key) === rested && last.delete(key));
    last.set(key, rested);
    return done;
  };
}
