import { useState } from 'react';
import { Link } from 'react-router-dom';
import { ask, send } from '../lib/call.ts';
import { TextField } from '../lib/field.tsx';
import { useMay } from '../lib/me.ts';
import { Page, Problem, Said, Waiting } from '../lib/page.tsx';
import { Face, type Persona, usePool } from '../lib/personas.tsx';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';

type Use = { id: string; discussions: number; up: number; down: number };

/** The team's own personas, and the templates to begin from. */
export function Personas() {
  const { data: pool, problem, reload } = usePool();
  const { data: uses } = useData(() => ask<Use[]>('/personas/use'));
  const [typed, setTyped] = useState('');
  const may = useMay();
  const actions = (
    <>
      {may('editor') && (
        <Link className="button" to="/admin/resources/personas/actions/new">
          New persona
        </Link>
      )}
      <a href="/admin/do/personas/export?form=json">Export as JSON</a>
      <a href="/admin/do/personas/export?form=csv">Export as CSV</a>
    </>
  );
  if (!pool)
    return (
      <Page title="Personas" actions={actions}>
        <Waiting problem={problem} />
      </Page>
    );
  const wanted = typed.trim().toLowerCase();
  const found = pool.personas.filter((one) =>
    JSON.stringify([one.name, one.profession, one.field, one.knowledge]).toLowerCase().includes(wanted),
  );
  const templates = new Set(pool.templates);
  const use = new Map(uses?.map((one) => [one.id, one]));
  const ours = found.filter(({ id }) => !templates.has(id));
  return (
    <Page title="Personas" actions={actions}>
      <search className="filters">
        <TextField label="Search" value={typed} onChange={setTyped} />
      </search>
      <section aria-label="Ours">
        <h2>Ours ({ours.length})</h2>
        {ours.length === 0 && <p className="note">None yet. Make one, clone a template below, or import a file.</p>}
        <Cards personas={ours} use={use} own />
      </section>
      {may('editor') && <Import done={reload} />}
      <section aria-label="Templates">
        <h2>Templates</h2>
        {may('editor') && <p className="note">A template stays as it is: by its name you open a copy of it for your team.</p>}
        <Cards personas={found.filter(({ id }) => templates.has(id))} use={use} />
      </section>
    </Page>
  );
}

function Cards({ personas, use, own }: { personas: Persona[]; use: Map<string, Use>; own?: true }) {
  const may = useMay();
  const opens = may('editor') ? 'edit' : 'show';
  return (
    <ul className="cards">
      {personas.map((persona) => {
        const used = use.get(persona.id);
        return (
          <li key={persona.id} className="card persona">
            <Face persona={persona} size={56} />
            <div>
              <h3>
                <Link
                  to={
                    own
                      ? `/admin/resources/personas/records/${persona.id}/${opens}`
                      : `/admin/resources/personas/actions/new?clone=${persona.id}`
                  }
                >
                  {persona.name}
                </Link>
              </h3>
              <p className="note">
                {persona.age}, {persona.profession} · {persona.stance}, {persona.style}, {persona.behaviour}
              </p>
              {used && (
                <p className="note">
                  In {used.discussions} {used.discussions === 1 ? 'discussion' : 'discussions'}
                  {used.up + used.down > 0 && `, rated up ${used.up} and down ${used.down} times`}
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

type Report = { imported: number; refused: { number: number; problems: string[] }[] };

function Import({ done }: { done: () => void }) {
  const { run, busy, problem } = useAction();
  const [report, setReport] = useState<Report>();
  const taken = (file: File | undefined) => {
    if (!file) return;
    run(async () => {
      setReport(
        await send<Report>('/personas/import', {
          form: file.name.toLowerCase().endsWith('.csv') ? 'csv' : 'json',
          text: await file.text(),
        }),
      );
      done();
    });
  };
  return (
    <section className="card" aria-label="Import">
      <h2>Import</h2>
      <label>
        A file of personas, as JSON or CSV
        <input
          type="file"
          accept=".json,.csv,application/json,text/csv"
          disabled={busy}
          onChange={({ target }) => taken(target.files?.[0])}
        />
      </label>
      <Problem>{problem}</Problem>
      <Said>{report && `${report.imported} imported, ${report.refused.length} refused.`}</Said>
      {report && report.refused.length > 0 && (
        <ul>
          {report.refused.map(({ number, problems }) => (
            <li key={number}>
              Row {number}: {problems.join('; ')}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
