import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { ask, send } from '../lib/call.ts';
import { LongField, TextField } from '../lib/field.tsx';
import { useMay } from '../lib/me.ts';
import { Page, Problem, Waiting } from '../lib/page.tsx';
import { type RecordJson, textOf } from '../lib/records.ts';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';
import { useRecord } from '../lib/use-record.ts';
import { when } from '../lib/when.ts';

export function TopicForm({ record }: { record?: RecordJson }) {
  const [title, setTitle] = useState(record ? textOf(record.params, 'title') : '');
  const [description, setDescription] = useState(record ? textOf(record.params, 'description') : '');
  const [context, setContext] = useState(record ? textOf(record.params, 'context') : '');
  const [template, setTemplate] = useState(record?.params['template'] === true);
  const { save, remove, busy, problem, fields } = useRecord('topics', record?.id);
  const may = useMay();
  return (
    <Page title={record ? textOf(record.params, 'title') : 'New topic'}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save({ title, description, context, template });
        }}
      >
        <Problem>{problem}</Problem>
        <TextField label="Topic" value={title} maxLength={200} onChange={setTitle} problem={fields['title']} required />
        <LongField label="Description" value={description} onChange={setDescription} problem={fields['description']} />
        <LongField
          label="Context: what they should know"
          value={context}
          rows={8}
          onChange={setContext}
          problem={fields['context']}
        />
        <label className="inline">
          <input type="checkbox" checked={template} onChange={({ target }) => setTemplate(target.checked)} />A template, to be
          used again and again
        </label>
        {may('editor') && (
          <div className="actions">
            <button type="submit" className="main" disabled={busy}>
              Save
            </button>
            {record && (
              <button type="button" className="bad" disabled={busy} onClick={remove}>
                Archive
              </button>
            )}
          </div>
        )}
      </form>
      {record && <More id={record.id} />}
    </Page>
  );
}

type About = {
  attachments: { id: string; name: string; length: number }[];
  discussions: { id: string; topic: string; status: string; createdAt: string }[];
};

function More({ id }: { id: string }) {
  const { data, problem, reload } = useData(() => ask<About>(`/topics/${id}`), id);
  const { run, problem: failed } = useAction();
  const navigate = useNavigate();
  const may = useMay();
  if (!data) return <Waiting problem={problem} />;
  const attach = (file: File | undefined) =>
    file && run(async () => send(`/topics/${id}/attach`, { name: file.name, text: await file.text() })).then(reload);
  const copy = () =>
    run(async () => {
      const { id: other } = await send<{ id: string }>(`/topics/${id}/copy`);
      navigate(`/admin/resources/topics/records/${other}/edit`);
    });
  return (
    <>
      <section className="card" aria-label="Attachments">
        <h2>Attachments</h2>
        <Problem>{failed}</Problem>
        <ul>
          {data.attachments.map((one) => (
            <li key={one.id}>
              {one.name} ({one.length} characters){' '}
              {may('editor') && (
                <button
                  type="button"
                  onClick={() => run(() => send(`/topics/${id}/detach`, { attachment: one.id })).then(reload)}
                >
                  Take away {one.name}
                </button>
              )}
            </li>
          ))}
        </ul>
        {may('editor') && (
          <label>
            Add a text file
            <input type="file" accept=".txt,.md,.csv,.json,text/*" onChange={({ target }) => attach(target.files?.[0])} />
          </label>
        )}
      </section>
      <section className="card" aria-label="Discussions on it">
        <h2>Discussions on it</h2>
        <ul>
          {data.discussions.map((one) => (
            <li key={one.id}>
              <Link to={`/admin/pages/discussion?id=${one.id}`}>{one.topic}</Link>{' '}
              <span className="note">
                {one.status}, {when(one.createdAt)}
              </span>
            </li>
          ))}
        </ul>
        {may('editor') && (
          <div className="actions">
            <Link className="button" to={`/admin/pages/start?topic=${id}`}>
              Discuss it
            </Link>
            <button type="button" onClick={copy}>
              Duplicate
            </button>
          </div>
        )}
      </section>
    </>
  );
}
