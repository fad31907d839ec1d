import { Fragment, useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { ask } from '../lib/call.ts';
import { Choice, TextField } from '../lib/field.tsx';
import { useMay } from '../lib/me.ts';
import { Page, Waiting } from '../lib/page.tsx';
import { useData } from '../lib/use-data.ts';
import { money, when, whole } from '../lib/when.ts';

type Row = {
  id: string;
  topic: string;
  format: string;
  status: string;
  reportStatus: string;
  startedBy: string;
  spent: number;
  createdAt: string;
};
type Hit = { id: string; topic: string; status: string; createdAt: string; seq: number; text: string };
const WORDS: Record<string, string> = {
  draft: 'draft',
  initializing: 'starting',
  running: 'running',
  paused: 'paused',
  completed: 'finished',
  cancelled: 'stopped',
  failed: 'failed',
};
/** A council waits for people where other discussions run, and is archived where they are finished. */
const COUNCIL_WORDS: Record<string, string> = { ...WORDS, running: 'open', completed: 'archived' };

export const statusWord = (status: string, format?: string): string =>
  (format === 'council' ? COUNCIL_WORDS : WORDS)[status] ?? status;

const STATUSES = Object.entries(WORDS).map(([value, label]) => ({ value, label }));

export function Discussions() {
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState<Record<string, string>>(() => Object.fromEntries(params));
  const may = useMay();
  const q = params.get('q');
  const set = (name: string) => (value: string) => setTyped({ ...typed, [name]: value });
  const start = may('editor') && (
    <Link className="button" to="/admin/pages/start">
      New discussion
    </Link>
  );
  return (
    <Page title="Discussions" actions={start}>
      <search>
        <form
          className="filters"
          onSubmit={(event) => {
            event.preventDefault();
            setParams(
              Object.fromEntries(Object.entries(typed).filter(([name, value]) => value && name !== 'before' && name !== 'back')),
            );
          }}
        >
          <TextField label="What was said" value={typed['q'] ?? ''} onChange={set('q')} />
          <TextField label="Topic" value={typed['topic'] ?? ''} onChange={set('topic')} />
          <Choice label="Status" value={typed['status'] ?? ''} onChange={set('status')} options={STATUSES} any="any" />
          <TextField label="Since" type="date" value={typed['since'] ?? ''} onChange={set('since')} />
          <button type="submit">Search</button>
        </form>
      </search>
      {q ? (
        <Hits q={q} back={params.get('back')} more={(back) => setParams({ ...Object.fromEntries(params), back })} />
      ) : (
        <Rows params={params} more={(before) => setParams({ ...Object.fromEntries(params), before })} />
      )}
    </Page>
  );
}

function Rows({ params, more }: { params: URLSearchParams; more: (before: string) => void }) {
  const query = params.toString();
  const { data, problem } = useData(() => ask<{ discussions: Row[]; next?: string }>(`/discussions?${query}`), query);
  if (!data) return <Waiting problem={problem} />;
  const { discussions, next } = data;
  const older = next && (
    <button type="button" onClick={() => more(next)}>
      Older ones
    </button>
  );
  if (discussions.length === 0)
    return (
      <>
        <p className="note">{next ? `No discussions here back to ${when(next.split(' ')[0] ?? '')}.` : 'No discussions here.'}</p>
        {older}
      </>
    );
  return (
    <>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">Topic</th>
            <th scope="col">Status</th>
            <th scope="col">Started by</th>
            <th scope="col">When</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {discussions.map((row) => (
            <tr key={row.id}>
              <td data-label="Topic">
                <Link to={`/admin/pages/${row.format === 'council' ? 'council' : 'discussion'}?id=${row.id}`}>{row.topic}</Link>
                {row.format === 'council' && <span className="note"> · council</span>}
              </td>
              <td data-label="Status">
                <Badge status={row.status} format={row.format} />
              </td>
              <td data-label="Started by">{row.startedBy}</td>
              <td data-label="When">
                <time title={whole(row.createdAt)}>{when(row.createdAt)}</time>
              </td>
              <td data-label="Cost">{money(row.spent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {older}
    </>
  );
}

export const Badge = ({ status, format }: { status: string; format?: string }) => (
  <span className={`badge ${status}`}>{statusWord(status, format)}</span>
);

type HitsProps = { q: string; back: string | null; more: (before: string) => void };

function Hits({ q, back, more }: HitsProps) {
  const query = new URLSearchParams({ q, ...(back && { before: back }) }).toString();
  const { data, problem } = useData(() => ask<{ hits: Hit[]; before?: string }>(`/search?${query}`), query);
  if (!data) return <Waiting problem={problem} />;
  const { before } = data;
  const said =
    data.hits.length === 0 ? 'Nobody said this' : `Said in ${data.hits.length} ${data.hits.length === 1 ? 'turn' : 'turns'}`;
  const span = [back ? ` before ${when(back)}` : '', before ? ` back to ${when(before)}` : ''].join('');
  return (
    <section aria-label="Found">
      <p className="note" role="status">
        {said}
        {span}.
      </p>
      <ul className="plain">
        {data.hits.map((hit) => (
          <li key={`${hit.id}${hit.seq}`} className="card">
            <Link to={`/admin/pages/discussion?id=${hit.id}#seq-${hit.seq}`}>{hit.topic}</Link>{' '}
            <span className="note">{when(hit.createdAt)}</span>
            <p>{marked(hit.text)}</p>
          </li>
        ))}
      </ul>
      {before && (
        <button type="button" onClick={() => more(before)}>
          Search further back
        </button>
      )}
    </section>
  );
}

/** The server puts a control character before and after what was found. */
const marked = (text: string) =>
  text.split('\u0002').map((part, i) => {
    const [found, rest] = part.split('\u0003');
    return i === 0 ? (
      <Fragment key={i}>{part}</Fragment>
    ) : (
      <Fragment key={i}>
        <mark>{found}</mark>
        {rest}
      </Fragment>
    );
  });
