import { useState } from 'react';
import { ask, send } from '../lib/call.ts';
import { Page, Problem, Said, Waiting } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';
import { type KeyChoice, ServiceForm } from './service-form.tsx';

export type Service = {
  id: string;
  name: string;
  provider: string;
  model: string;
  key?: string;
  baseUrl?: string;
  maxOutputTokens: number;
  temperature?: number;
  note?: string;
  active: boolean;
  /** Why it cannot be asked now, though it is on. */
  cannot?: string;
};

/** The models that councils ask, each by a name of its own. */
export function Services() {
  const { data, problem, reload } = useData(() => ask<{ services: Service[]; keys: KeyChoice[] }>('/services'));
  const action = useAction();
  const [changing, setChanging] = useState<string>();
  const act = (path: string, input: unknown, said: string) => action.run(() => send(path, input), said).then(reload);
  const test = ({ id, name }: Service) =>
    action.run(async () => {
      const { why } = await send<{ why: string | null }>('/services/test', { id });
      if (why !== null) throw new Error(`${name}: ${why}`);
    }, `${name} works.`);
  return (
    <Page title="Services">
      <p className="note">
        Models that a council asks. Members choose who sits in theirs; without a choice the first five that are on are asked.
      </p>
      <Problem>{action.problem}</Problem>
      <Said>{action.said}</Said>
      {data ? (
        <ul className="plain">
          {data.services.length === 0 && (
            <li className="note">None yet: a council asks what is set up here, one service for each key.</li>
          )}
          {data.services.map((one) => (
            <li key={one.id} className="card">
              <h2>
                {one.name} <span className="note">{one.provider}</span>
              </h2>
              <p>{described(one, data.keys)}</p>
              <Problem>{one.cannot}</Problem>
              {one.note && <p className="note">Told first: {one.note}</p>}
              <div className="actions">
                <button type="button" disabled={action.busy} onClick={() => test(one)}>
                  Test {one.name}
                </button>
                <button
                  type="button"
                  disabled={action.busy}
                  onClick={() =>
                    act('/services/active', { id: one.id, active: !one.active }, `${one.name} is ${one.active ? 'off' : 'on'}.`)
                  }
                >
                  Switch {one.name} {one.active ? 'off' : 'on'}
                </button>
                <button
                  type="button"
                  aria-expanded={changing === one.id}
                  onClick={() => setChanging(changing === one.id ? undefined : one.id)}
                >
                  Change {one.name}
                </button>
                <button
                  type="button"
                  className="bad"
                  disabled={action.busy}
                  onClick={() => act('/services/remove', { id: one.id }, `${one.name} is removed. Councils keep its answers.`)}
                >
                  Remove {one.name}
                </button>
              </div>
              {changing === one.id && (
                <ServiceForm
                  keys={data.keys}
                  service={one}
                  done={() => {
                    setChanging(undefined);
                    reload();
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      ) : (
        <Waiting problem={problem} />
      )}
      {data && <ServiceForm keys={data.keys} done={reload} />}
    </Page>
  );
}

function described({ model, active, cannot, key, baseUrl, maxOutputTokens, temperature }: Service, keys: KeyChoice[]): string {
  const named = keys.find(({ id }) => id === key);
  return [
    model,
    active ? (cannot === undefined ? 'on' : 'on, but cannot be asked') : 'off',
    key && `key ${named ? `${named.name} ${named.masked}` : 'that is no more: choose another'}`,
    baseUrl,
    `at most ${maxOutputTokens} tokens`,
    temperature !== undefined && `temperature ${temperature}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
