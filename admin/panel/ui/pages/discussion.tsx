import { useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { ask, send } from '../lib/call.ts';
import { type Another, ConfirmAnother } from '../lib/confirm-another.tsx';
import { Choice, TextField } from '../lib/field.tsx';
import { type State, useLive } from '../lib/live.ts';
import { useMay } from '../lib/me.ts';
import { Page, Problem, Said, Waiting } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import { useAsked } from '../lib/use-asked.ts';
import { useData } from '../lib/use-data.ts';
import { useReplay } from '../lib/use-replay.ts';
import { useTarget } from '../lib/use-target.ts';
import { Ballots } from './ballots.tsx';
import { Badge } from './discussions.tsx';
import { ProgressLine } from './progress-line.tsx';
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
  const queue = useAsked(id, lines);
  const action = useAction();
  const may = useMay();
  const navigate = useNavigate();
  const [another, setAnother] = useState<Another>();
  const begin = (one: Another) =>
    action.run(async () => {
      const input = one.kind === 'fork' ? { turn: one.turn } : {};
      const { id: other } = await send<{ id: string }>(`/discussions/${id}/${one.kind}`, input);
      navigate(`/admin/pages/discussion?id=${other}`);
    });
  const isCouncil = head?.brief.format === 'council';
  useEffect(() => {
    if (isCouncil) navigate(`/admin/pages/council?id=${id}${location.hash}`, { replace: true });
  }, [isCouncil]);
  useTarget(id, head && lines.length);
  if (!head)
    return (
      <Page title="Discussion">
        <Waiting problem={problem} />
      </Page>
    );
  const hasReport = over || (state !== undefined && state.reportStatus !== 'none');
  return (
    <Page title={head.brief.topic} actions={state && <Badge status={state.status} />}>
      <Problem>{problem ?? live.problem ?? action.problem}</Problem>
      <Said>{action.said}</Said>
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
      {state && (
        <ProgressLine
          state={state}
          lines={lines}
          rounds={head.phases.reduce((sum, { rounds }) => sum + rounds, 0)}
          link={live.link}
          watchers={live.watchers}
        />
      )}
      {state?.reason && <Problem>{state.reason}</Problem>}
      {may('editor') && state && (
        <Controls
          state={state}
          busy={action.busy}
          tell={(path, input, said) => action.run(() => live.tell(path, input), said)}
          asked={queue.add}
          again={over ? () => setAnother({ kind: 'again' }) : undefined}
        />
      )}
      {over && <ReplayBar replay={replay} />}
      <Transcript
        lines={replay.shown}
        draft={replay.on ? undefined : live.draft}
        asked={over || replay.on ? [] : queue.asked}
        expected={state?.status === 'running' && !replay.on ? (state.expected ?? 'soon') : undefined}
        fork={may('editor') && !replay.on ? (turn, title) => setAnother({ kind: 'fork', turn, title }) : undefined}
      />
      <Ballots lines={replay.shown} />
      <section className="actions" aria-label="Afterwards">
        {hasReport && (
          <Link className="button" to={`/admin/pages/report?id=${id}`}>
            Report
          </Link>
        )}
        <button type="button" onClick={() => action.run(() => live.tell('rate', { value: 'up' }), 'Thank you.').then(reload)}>
          Helpful ({head.ratings.up})
        </button>
        <button type="button" onClick={() => action.run(() => live.tell('rate', { value: 'down' }), 'Thank you.').then(reload)}>
          Not helpful ({head.ratings.down})
        </button>
      </section>
      {another && <ConfirmAnother id={id} another={another} onYes={() => begin(another)} onClose={() => setAnother(undefined)} />}
    </Page>
  );
}

type ControlProps = {
  state: State;
  busy: boolean;
  tell: (path: string, input: unknown, said: string) => Promise<boolean>;
  asked: (question: string) => void;
  again: (() => void) | undefined;
};

function Controls({ state, busy, tell, asked, again }: ControlProps) {
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
        {again && (
          <button type="button" disabled={busy} onClick={again}>
            Run again
          </button>
        )}
      </div>
      {playing && (
        <form
          className="ask"
          onSubmit={async (event) => {
            event.preventDefault();
            if (await tell('ask', { text: question }, 'Your question is asked; it is answered from the next turn on.')) {
              asked(question);
              setQuestion('');
            }
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
