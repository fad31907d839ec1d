import { useEffect, useState } from 'react';
import { ask, send } from './call.ts';
import type { Choice, Council } from './council.ts';
import { useLive } from './live.ts';
import { useData } from './use-data.ts';

/** Lines that come together are looked at together. */
const TOGETHER_MS = 120;
/** While services are asked, what each of them does is looked at this often. */
const LOOK_MS = 1_500;

/** A council as it goes on: looked at anew whenever its log has grown, and now and then while somebody is asked. */
export function useCouncil(id: string) {
  const live = useLive(id);
  const [round, setRound] = useState(0);
  const { data: council, problem } = useData(() => ask<Council>(`/councils/${id}`), `${id} ${round}`);
  const last = live.lines.at(-1)?.seq ?? 0;
  const goesOn = council?.status === 'running' && !council.atRest;

  useEffect(() => {
    const timer = setTimeout(() => setRound((before) => before + 1), TOGETHER_MS);
    return () => clearTimeout(timer);
  }, [last, live.state?.status, live.state?.spent]);
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => setRound((before) => before + 1), LOOK_MS);
    return () => clearInterval(timer);
  }, [goesOn]);

  return {
    council,
    link: live.link,
    problem: problem ?? live.problem,
    tell: live.tell,
    choose: async (choice: Choice) => {
      await send(`/councils/${id}/choose`, { ...choice, message: crypto.randomUUID() });
      setRound((before) => before + 1);
    },
  };
}
