import { useEffect, useRef, useState } from 'react';
import { ask, send } from './call.ts';
import type { Persona } from './personas.tsx';

export type Turn = {
  n: number;
  seq: number;
  kind: 'persona' | 'moderator' | 'person';
  speaker: { id: string; name: string };
  text: string;
  phase?: string;
  round?: number;
  replyTo?: number;
};
export type Line = { seq: number; at: string; shownAt: string } & (
  | { kind: 'cast'; personas: Persona[]; reason: string }
  | { kind: 'turn'; turn: Turn; problems?: string[] }
  | { kind: 'ballot'; by?: string; data: Record<string, unknown> }
  | { kind: 'control'; action: string; by: string; speed?: number; reason?: string }
  | { kind: 'section'; title: string }
  | { kind: 'failed'; reason: string }
  | { kind: 'chose'; by: string; what: string; turns: readonly number[] }
  | { kind: 'ended'; reason: string; by?: string }
  | { kind: 'opened'; topic: string }
);
export type State = {
  status: string;
  reportStatus: string;
  speed: number;
  reason?: string;
  budget?: number;
  spent: number;
  done: number;
  total: number;
  expected?: { speaker: { id: string; name: string } } | 'ballots';
};
/** The turn that is being written. */
export type Draft = { speaker: { id: string; name: string }; text: string };
export type Link = 'connecting' | 'live' | 'polling' | 'over';

const POLL_MS = 3_000;
const LONGEST_WAIT_MS = 10_000;
/** The server says something every ten seconds. A line that was cut without a word is given up after this. */
const SILENCE_MS = 25_000;

/** Follows a discussion: by WebSocket from the last line that came, by asking again and again where no socket gets through. */
export function useLive(id: string) {
  const [lines, setLines] = useState<Line[]>([]);
  const [state, setState] = useState<State>();
  const [link, setLink] = useState<Link>('connecting');
  const [watchers, setWatchers] = useState(1);
  const [draft, setDraft] = useState<Draft>();
  const [problem, setProblem] = useState<string>();
  const seen = useRef(0);

  useEffect(() => {
    let closed = false;
    let socket: WebSocket | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let heard = Date.now();
    seen.current = 0;
    setLines([]);

    const take = (news: Line[]) => {
      const fresh = news.filter(({ seq }) => seq > seen.current);
      if (fresh.length === 0) return;
      seen.current = fresh.at(-1)?.seq ?? seen.current;
      setLines((before) => [...before, ...fresh]);
    };

    async function poll() {
      try {
        const answer = await ask<{ lines: Line[]; state: State }>(`/discussions/${id}/lines?after=${seen.current}`);
        if (closed) return;
        take(answer.lines);
        setState(answer.state);
        setProblem(undefined);
      } catch (error) {
        setProblem((error as Error).message);
      }
    }

    function connect() {
      if (closed) return;
      let opened = false;
      let over = false;
      socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/admin/live`);
      socket.onopen = () => {
        opened = true;
        heard = Date.now();
        failures = 0;
        setLink('live');
        socket?.send(JSON.stringify({ type: 'subscribe', discussion: id, after: seen.current }));
      };
      socket.onmessage = ({ data }) => {
        heard = Date.now();
        const told = JSON.parse(String(data));
        if (told.type === 'line') take([told.line]);
        if (told.type === 'state') setState(told.state);
        if (told.type === 'draft') setDraft(told.draft);
        if (told.type === 'watchers') setWatchers(told.count);
        if (told.type === 'error') setProblem(told.message);
        if (told.type === 'over') {
          over = true;
          setLink('over');
        }
      };
      socket.onclose = () => {
        socket = undefined;
        setDraft(undefined);
        if (closed || over) return;
        failures += opened ? 0 : 1;
        setLink(failures >= 2 ? 'polling' : 'connecting');
        if (failures >= 2) poll();
        timer = setTimeout(connect, failures >= 2 ? POLL_MS : Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures));
      };
    }
    connect();
    const listening = setInterval(() => {
      if (socket?.readyState !== WebSocket.OPEN || Date.now() - heard < SILENCE_MS) return;
      // Closing properly would wait for the other side, which is not there.
      const dead = socket;
      dead.onmessage = null;
      dead.onclose?.(new CloseEvent('close'));
      dead.onclose = null;
      dead.close();
    }, 1_000);
    return () => {
      closed = true;
      clearInterval(listening);
      clearTimeout(timer);
      socket?.close();
    };
  }, [id]);

  return {
    lines,
    draft,
    state,
    link,
    watchers,
    problem,
    tell: (path: string, input: unknown = {}) => send(`/discussions/${id}/${path}`, input),
  };
}
