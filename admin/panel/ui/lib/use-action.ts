import { useCallback, useState } from 'react';
import type { Told } from './call.ts';

/** Runs one thing at a time, and keeps what came of it for the page to say. */
export function useAction() {
  const [state, setState] = useState<{ busy: boolean; problem?: string; field?: string; said?: string }>({ busy: false });
  const run = useCallback(async (what: () => Promise<unknown>, said?: string): Promise<boolean> => {
    setState({ busy: true });
    try {
      await what();
      setState({ busy: false, ...(said && { said }) });
      return true;
    } catch (error) {
      const { message, field } = error as Told;
      setState({ busy: false, problem: message, ...(field && { field }) });
      return false;
    }
  }, []);
  const clear = useCallback(() => setState(({ busy }) => ({ busy })), []);
  return { ...state, run, clear };
}
