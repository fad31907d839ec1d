import { useState } from 'react';
import { ask, send } from '../lib/call.ts';
import { Columns } from '../lib/columns.tsx';
import { Choice, TextField } from '../lib/field.tsx';
import { Page, Problem, Said, Waiting } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';
import { money, when } from '../lib/when.ts';

type Key = {
  id: string;
  provider: string;
  name: string;
  masked: string;
  baseUrl?: string;
  model?: string;
  active: boolean;
  lastUsedAt?: string;
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  spend: Spend;
};
type Spend = { calls: number; dollars: number; byDay: { name: string; dollars: number }[] };
type Answer = {
  keys: Key[];
  environment: { name: string; spend: Spend }[];
  days: number;
  after: 'nobody' | 'the installation' | 'rehearsal';
};

const AFTER: Record<Answer['after'], string> = {
  nobody: '',
  'the installation': ' When none of these can speak, the keys of this installation do.',
  rehearsal: ' Only these speak for this team; without any, discussions are rehearsals.',
};

/** Providers' keys: they go in once and are never shown again. */
export function Keys() {
  const { data, problem, reload } = useData(() => ask<Answer>('/keys'));
  const keys = data?.keys;
  const action = useAction();
  const act = (path: string, input: unknown, said: string) => action.run(() => send(path, input), said).then(reload);
  const up = (i: number) => {
    const ids = keys?.map(({ id }) => id) ?? [];
    const [moved] = ids.splice(i, 1);
    if (moved) ids.splice(i - 1, 0, moved);
    act('/keys/order', { ids }, 'The order is changed.');
  };
  return (
    <Page title="Keys">
      <p className="note">
        The first that works speaks; when it is refused, used up or limited, the next one does.
        {data && AFTER[data.after]}
      </p>
      <Problem>{action.problem}</Problem>
      <Said>{action.said}</Said>
      {keys ? (
        <ul className="plain">
          {keys.map((key, i) => (
            <li key={key.id} className="card">
              <h2>
                {key.name} <span className="note">{key.provider}</span>
              </h2>
              <p>
                <code>{key.masked}</code> · {key.active ? 'on' : 'off'} · last used {when(key.lastUsedAt)}
                {key.model && ` · ${key.model}`}
                {key.baseUrl && ` · ${key.baseUrl}`}
                {key.requestsPerMinute && ` · ${key.requestsPerMinute} requests a minute`}
                {key.tokensPerMinute && ` · ${key.tokensPerMinute} tokens a minute`}
              </p>
              <Spent name={key.name} spend={key.spend} days={data?.days ?? 0} />
              <div className="actions">
                <button
                  type="button"
                  disabled={action.busy}
                  onClick={() => act('/keys/test', { id: key.id }, `${key.name} works.`)}
                >
                  Test {key.name}
                </button>
                <button
                  type="button"
                  onClick={() =>
                    act('/keys/active', { id: key.id, active: !key.active }, `${key.name} is ${key.active ? 'off' : 'on'}.`)
                  }
                >
                  Switch {key.name} {key.active ? 'off' : 'on'}
                </button>
                {i > 0 && (
                  <button type="button" onClick={() => up(i)}>
                    Move {key.name} up
                  </button>
                )}
                <Replace id={key.id} name={key.name} act={act} />
                <button
                  type="button"
                  className="bad"
                  onClick={() => act('/keys/remove', { id: key.id }, `${key.name} is removed.`)}
                >
                  Remove {key.name}
                </button>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <Waiting problem={problem} />
      )}
      {data && data.environment.length > 0 && (
        <section className="card" aria-label="Keys of the environment">
          <h2>Keys of the environment</h2>
          {data.environment.map(({ name, spend }) => (
            <div key={name}>
              <h3>{name.replace('environment/', '')}</h3>
              <Spent name={name} spend={spend} days={data.days} />
            </div>
          ))}
        </section>
      )}
      <Add done={reload} />
    </Page>
  );
}

function Spent({ name, spend, days }: { name: string; spend: Spend; days: number }) {
  if (spend.calls === 0) return <p className="note">Nothing was asked with it in the last {days} days.</p>;
  return (
    <details>
      <summary>
        {money(spend.dollars)} for {spend.calls} {spend.calls === 1 ? 'call' : 'calls'} in the last {days} days
      </summary>
      <Columns
        title={`Cost of ${name} by day`}
        days={days}
        figures={spend.byDay.map(({ name: day, dollars }) => ({ name: day, value: dollars }))}
        said={money}
      />
    </details>
  );
}

function Replace({ id, name, act }: { id: string; name: string; act: (path: string, input: unknown, said: string) => void }) {
  const [secret, setSecret] = useState('');
  return (
    <details>
      <summary>Replace {name}</summary>
      <TextField label="New key" type="password" autoComplete="off" value={secret} onChange={setSecret} />
      <button type="button" disabled={!secret} onClick={() => act('/keys/replace', { id, secret }, `${name} is replaced.`)}>
        Test and replace
      </button>
    </details>
  );
}

function Add({ done }: { done: () => void }) {
  const empty = { provider: 'openai', name: '', secret: '', baseUrl: '', model: '', requestsPerMinute: '', tokensPerMinute: '' };
  const [entry, setEntry] = useState(empty);
  const { run, busy, problem, said } = useAction();
  const set = (name: keyof typeof empty) => (value: string) => setEntry((now) => ({ ...now, [name]: value }));
  const { requestsPerMinute, tokensPerMinute, baseUrl, model, ...rest } = entry;
  return (
    <form
      className="card form"
      onSubmit={async (event) => {
        event.preventDefault();
        const input = {
          ...rest,
          ...(baseUrl && { baseUrl }),
          ...(model && { model }),
          ...(requestsPerMinute && { requestsPerMinute: Number(requestsPerMinute) }),
          ...(tokensPerMinute && { tokensPerMinute: Number(tokensPerMinute) }),
        };
        if (!(await run(() => send('/keys', input), 'The key works and is stored.'))) return;
        setEntry(empty);
        done();
      }}
    >
      <h2>Add a key</h2>
      <Problem>{problem}</Problem>
      <Said>{said}</Said>
      <div className="two">
        <Choice label="Provider" value={entry.provider} onChange={set('provider')} options={['openai', 'anthropic']} />
        <TextField label="Name" value={entry.name} maxLength={80} onChange={set('name')} required />
        <TextField label="Key" type="password" autoComplete="off" value={entry.secret} onChange={set('secret')} required />
        <TextField label="Base URL, where it is not the vendor's own" value={baseUrl} onChange={set('baseUrl')} />
        <TextField label="Model" value={model} onChange={set('model')} />
        <TextField
          label="Requests a minute"
          type="number"
          min={1}
          value={requestsPerMinute}
          onChange={set('requestsPerMinute')}
        />
        <TextField label="Tokens a minute" type="number" min={1} value={tokensPerMinute} onChange={set('tokensPerMinute')} />
      </div>
      <button type="submit" className="main" disabled={busy}>
        Test and add
      </button>
    </form>
  );
}
