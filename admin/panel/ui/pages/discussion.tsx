import { useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { ask, send } from '../lib/call.ts';
import { Choice, TextField } from '../lib/field.tsx';
import { type State, useLive } from '../lib/live.ts';
import { useMay } from '../lib/me.ts';
import { Page, Problem, Said } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';
import { useReplay } from '../lib/use-replay.ts';
import { useTarget } from '../lib/use-target.ts';
import { money } from '../lib/when.ts';
import { Ballots } from './ballots.tsx';
import { Badge } from './discussions.tsx';
import { ReplayBar } from './replay-bar.tsx';
import { Transcript } from './transcript.tsx';

type Head = {
  brief: { format: string; topic: string; provider: string; options: Record<string, unknown>; context?: string };
  startedBy: { name: string };
  phases: { phase: string; rounds: number }[];
  from?: { kind: string; discussion: string; turn?: number };
  ratings: { up: number; down: number };
};

/** One discussion, as it goes on or as it was. */
export function DiscussionPage() {
  const [params] = useSearchParams();
  const id = params.get('id') ?? '';
  const { data: head, problem, reload } = useData(() => ask<Head>(`/discussions/${id}`), id);
  const live = useLive(id);
  const { lines, state } = live;
  const replay = useReplay(lines);
  const over = ['completed', 'cancelled', 'failed'].includes(state?.status ?? '');
  const action = useAction();
  const may = useMay();
  const navigate = useNavigate();
  const go = (path: string, input?: unknown) =>
    action.run(async () => {
      const { id: other } = await send<{ id: string }>(`/discussions/${id}/${path}`, input);
      navigate(`/admin/pages/discussion?id=${other}`);
    });
  const isCouncil = head?.brief.format === 'council';
  useEffect(() => {
    if (isCouncil) navigate(`/admin/pages/council?id=${id}${location.hash}`, { replace: true });
  }, [isCouncil]);
  useTarget(id, head && lines.length);
  return (
    <Page title={head?.brief.topic ?? 'Discussion'} actions={state && <Badge status={state.status} />}>
      <Problem>{problem ?? live.problem ?? action.problem}</Problem>
      <Said>{action.said}</Said>
      {head && (
        <p className="note">
          Started by {head.startedBy.name} · {head.brief.provider} ·{' '}
          {head.phases.map(({ phase, rounds }) => `${phase} ${rounds}`).join(', ')}
          {head.from && (
            <>
              {' · '}
              <Link to={`/admin/pages/discussion?id=${head.from.discussion}`}>
                {head.from.kind === 'fork' ? `fork from turn ${head.from.turn}` : 'run again'}
              </Link>
            </>
          )}
        </p>
      )}
      {state && <Progress state={state} link={live.link} watchers={live.watchers} />}
      {state?.reason && <Problem>{state.reason}</Problem>}
      {may('editor') && state && (
        <Controls
          state={state}
          busy={action.busy}
          tell={(path, input, said) => action.run(() => live.tell(path, input), said)}
          again={() => go('again')}
        />
      )}
      {over && <ReplayBar replay={replay} />}
      <Transcript
        lines={replay.shown}
        draft={replay.on ? undefined : live.draft}
        fork={may('editor') && !replay.on ? (turn) => go('fork', { turn }) : undefined}
      />
      <Ballots lines={replay.shown} />
      <section className="actions" aria-label="Afterwards">
        <Link className="button" to={`/admin/pages/report?id=${id}`}>
          Report
        </Link>
        <button type="button" onClick={() => action.run(() => live.tell('rate', { value: 'up' }), 'Thank you.').then(reload)}>
          Helpful ({head?.ratings.up ?? 0})
        </button>
        <button type="button" onClick={() => action.run(() => live.tell('rate', { value: 'down' }), 'Thank you.').then(reload)}>
          Not helpful ({head?.ratings.down ?? 0})
        </button>
      </section>
    </Page>
  );
}

const LINKS = { connecting: 'connecting…', live: 'live', polling: 'no live connection: asking every few seconds', over: 'over' };

function Progress({ state, link, watchers }: { state: State; link: keyof typeof LINKS; watchers: number }) {
  return (
    <div className="progress">
      <progress max={Math.max(1, state.total)} value={state.done} aria-label="Progress" />
      <span>
        {state.done} of {state.total} · {money(state.spent)}
        {state.budget !== undefined && ` of ${money(state.budget)}`} · report {state.reportStatus} · {LINKS[link]}
        {watchers > 1 && ` · ${watchers} watch`}
      </span>
    </div>
  );
}

type ControlProps = {
  state: State;
  busy: boolean;
  tell: (path: string, input: unknown, said: string) => Promise<boolean>;
  again: () => void;
};

function Controls({ state, busy, tell, again }: ControlProps) {
  const [question, setQuestion] = useState('');
  const { status, speed } = state;
  const playing = status === 'running' || status === 'paused';
  return (
    <section className="card" aria-label="Controls">
      <div className="actions">
        {status === 'running' && (
          <button type="button" disabled={busy} onClick={() => tell('pause', {}, 'Paused.')}>
            Pause
          </button>
        )}
        {(status === 'paused' || status === 'failed') && (
          <button type="button" className="main" disabled={busy} onClick={() => tell('resume', {}, 'It goes on.')}>
            Resume
          </button>
        )}
        {playing && (
          <>
            <button
              type="button"
              className="bad"
              disabled={busy}
              onClick={() => tell('stop', {}, 'Stopped; the report of what was reached is being written.')}
            >
              Stop
            </button>
            <Choice
              label="Speed"
              value={`${speed}`}
              onChange={(value) => tell('speed', { speed: Number(value) }, `Speed ${value}.`)}
              options={['1', '1.5', '2', '3'].map((one) => ({ value: one, label: `${one} ×` }))}
            />
          </>
        )}
        <button type="button" disabled={busy} onClick={again}>
          Run again
        </button>
      </div>
      {playing && (
        <form
          className="ask"
          onSubmit={async (event) => {
            event.preventDefault();
            if (await tell('ask', { text: question }, 'Your question is asked; it is answered from the next turn on.'))
              setQuestion('');
          }}
        >
          <TextField label="Ask a question" value={question} maxLength={8_000} onChange={setQuestion} required />
          <button type="submit" disabled={busy || !question.trim()}>
            Ask
          </button>
        </form>
      )}
    </section>
  );
}
