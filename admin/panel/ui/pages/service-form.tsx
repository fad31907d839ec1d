import { useState } from 'react';
import { send } from '../lib/call.ts';
import { Choice, LongField, TextField } from '../lib/field.tsx';
import { Problem, Said } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import type { Service } from './services.tsx';

export type KeyChoice = { id: string; name: string; provider: string; masked: string };
const USUAL_TOKENS = '1500';

/** A new service, or another form of one that there is. */
export function ServiceForm({ service, keys, done }: { service?: Service; keys: KeyChoice[]; done: () => void }) {
  const empty = {
    name: service?.name ?? '',
    provider: service?.provider ?? 'openai',
    model: service?.model ?? '',
    key: service?.key ?? '',
    baseUrl: service?.baseUrl ?? '',
    maxOutputTokens: String(service?.maxOutputTokens ?? USUAL_TOKENS),
    temperature: service?.temperature === undefined ? '' : String(service.temperature),
    note: service?.note ?? '',
  };
  const [entry, setEntry] = useState(empty);
  const [untested, setUntested] = useState(false);
  const { run, busy, problem, field, said } = useAction();
  const of = (name: keyof typeof empty) => ({
    value: entry[name],
    onChange: (value: string) => setEntry((now) => ({ ...now, [name]: value })),
    problem: field === name ? problem : undefined,
  });
  const own = keys.filter(({ provider }) => provider === entry.provider);
  const input = () => ({
    name: entry.name,
    provider: entry.provider,
    model: entry.model,
    ...(entry.key && { key: entry.key }),
    ...(entry.baseUrl.trim() && { baseUrl: entry.baseUrl.trim() }),
    ...(entry.maxOutputTokens.trim() && { maxOutputTokens: Number(entry.maxOutputTokens) }),
    ...(entry.temperature.trim() && { temperature: Number(entry.temperature) }),
    ...(entry.note.trim() && { note: entry.note }),
    untested,
  });
  const save = () =>
    run(
      () => (service ? send('/services/change', { ...input(), id: service.id }) : send('/services', input())),
      untested ? 'It is kept without a test.' : 'It works and is kept.',
    );
  return (
    <form
      className={service ? 'form' : 'card form'}
      onSubmit={async (event) => {
        event.preventDefault();
        if (!(await save())) return;
        if (!service) setEntry(empty);
        done();
      }}
    >
      <h2>{service ? `Change ${service.name}` : 'Add a service'}</h2>
      <Problem>{field ? undefined : problem}</Problem>
      <Said>{said}</Said>
      <div className="two">
        <TextField label="Name" maxLength={60} required {...of('name')} />
        <Choice label="Provider" options={['openai', 'anthropic']} {...of('provider')} />
        <TextField label="Model" maxLength={120} required {...of('model')} />
        <Choice
          label="Key"
          any="whichever the provider has"
          options={own.map(({ id, name, masked }) => ({ value: id, label: `${name} ${masked}` }))}
          {...of('key')}
        />
        <TextField label="Or the address of a server without a key" {...of('baseUrl')} />
        <TextField label="Tokens of one answer at most" type="number" min={50} max={32_000} {...of('maxOutputTokens')} />
        <TextField label="Temperature" type="number" min={0} max={2} step={0.1} {...of('temperature')} />
      </div>
      <LongField label="What the model is told before each question" maxLength={4_000} rows={3} {...of('note')} />
      <label className="inline">
        <input type="checkbox" checked={untested} onChange={({ target }) => setUntested(target.checked)} />
        Keep it without trying it
      </label>
      <button type="submit" className="main" disabled={busy}>
        {untested ? 'Keep' : 'Test and keep'}
      </button>
    </form>
  );
}
