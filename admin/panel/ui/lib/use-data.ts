import { useCallback, useEffect, useState } from 'react';

export type Data<T> = { data?: T; problem?: string; reload: () => void };

/** What `load` gives, again when `key` changes; answers that come too late are dropped. */
export function useData<T>(load: () => Promise<T>, key = ''): Data<T> {
  const [state, setState] = useState<{ data?: T; problem?: string }>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    load().then(
      (data) => current && setState({ data }),
      (error: Error) => current && setState((before) => ({ ...before, problem: error.message })),
    );
    return () => {
      current = false;
    };
  }, [key, round]);
  const reload = useCallback(() => setRound((number) => number + 1), []);
  return { ...state, reload };
}
