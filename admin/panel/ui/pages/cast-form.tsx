import { useState } from 'react';
import { LongField, TextField } from '../lib/field.tsx';
import { useMay } from '../lib/me.ts';
import { Page, Problem, Waiting } from '../lib/page.tsx';
import { PersonaPicker } from '../lib/persona-picker.tsx';
import { type Persona, usePool } from '../lib/personas.tsx';
import { listOf, type RecordJson, textOf } from '../lib/records.ts';
import { useRecord } from '../lib/use-record.ts';

export function CastForm({ record }: { record?: RecordJson }) {
  const { data: pool, problem: noPool } = usePool();
  const [name, setName] = useState(record ? textOf(record.params, 'name') : '');
  const [note, setNote] = useState(record ? textOf(record.params, 'note') : '');
  const [chosen, setChosen] = useState<string[]>(record ? listOf(record.params, 'personas') : []);
  const { save, remove, busy, problem, fields } = useRecord('casts', record?.id);
  const may = useMay();
  if (!pool)
    return (
      <Page title="Cast">
        <Waiting problem={noPool} />
      </Page>
    );
  const people = chosen.flatMap((id) => pool.personas.find((one) => one.id === id) ?? []);
  const gone = chosen.length - people.length;
  return (
    <Page title={record ? textOf(record.params, 'name') : 'New cast'}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save({ name, note, personas: people.map(({ id }) => id) });
        }}
      >
        <Problem>{problem}</Problem>
        {gone > 0 && <Problem>{gone} of this cast were archived; save it to leave them out.</Problem>}
        <TextField label="Name" value={name} maxLength={80} onChange={setName} problem={fields['name']} required />
        <LongField label="What it is for" value={note} maxLength={400} rows={2} onChange={setNote} problem={fields['note']} />
        <PersonaPicker pool={pool.personas} chosen={chosen} onChange={setChosen} />
        {fields['personas'] && <Problem>{fields['personas']}</Problem>}
        {may('editor') && (
          <div className="actions">
            <button type="submit" className="main" disabled={busy}>
              Save
            </button>
            {record && (
              <button type="button" className="bad" disabled={busy} onClick={remove}>
                Delete
              </button>
            )}
          </div>
        )}
      </form>
      <Coverage people={people} />
    </Page>
  );
}

const TRAITS = [
  ['openness', 'Openness'],
  ['rigor', 'Rigor'],
  ['criticalThinking', 'Critical thinking'],
  ['optimism', 'Optimism'],
] as const;
const BANDS = [
  ['low', 1, 3],
  ['middle', 4, 7],
  ['high', 8, 10],
] as const;

/** Which corners of temper, stance and behaviour nobody stands in. */
function Coverage({ people }: { people: Persona[] }) {
  const named = (test: (one: Persona) => boolean) => people.filter(test).map(({ name }) => name);
  const cell = (key: string, names: string[]) => (
    <td key={key} className={names.length === 0 ? 'empty' : ''}>
      {names.length === 0 ? 'nobody' : names.join(', ')}
    </td>
  );
  return (
    <section className="card" aria-label="Coverage">
      <h2>Coverage</h2>
      <div className="scroll">
        <table className="coverage">
          <thead>
            <tr>
              <th scope="col">Trait</th>
              {BANDS.map(([band, from, to]) => (
                <th key={band} scope="col">
                  {band} ({from}–{to})
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {TRAITS.map(([trait, label]) => (
              <tr key={trait}>
                <th scope="row">{label}</th>
                {BANDS.map(([band, from, to]) =>
                  cell(
                    band,
                    named(({ traits }) => traits[trait] >= from && traits[trait] <= to),
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Missing
        label="Stances that nobody has"
        all={['support', 'oppose', 'neutral', 'critical']}
        there={people.map(({ stance }) => stance)}
      />
      <Missing
        label="Behaviours that nobody has"
        all={['active', 'balanced', 'passive']}
        there={people.map(({ behaviour }) => behaviour)}
      />
      <Missing
        label="Styles that nobody has"
        all={['formal', 'casual', 'technical', 'storytelling']}
        there={people.map(({ style }) => style)}
      />
    </section>
  );
}

function Missing({ label, all, there }: { label: string; all: string[]; there: string[] }) {
  const missing = all.filter((one) => !there.includes(one));
  return (
    <p>
      {label}: {missing.length === 0 ? 'none' : missing.join(', ')}.
    </p>
  );
}
