import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { ask } from '../lib/call.ts';
import { Choice, TextField } from '../lib/field.tsx';
import { useMay } from '../lib/me.ts';
import { Page, Waiting } from '../lib/page.tsx';
import { useData } from '../lib/use-data.ts';
import { money, when, whole } from '../lib/when.ts';
import { Badge } from './discussions.tsx';

type Row = {
  id: string;
  topic: string;
  status: string;
  startedBy: string;
  spent: number;
  createdAt: string;
  questions: number;
  excerpt?: string;
};
const SHOWN = [
  { value: 'open', label: 'open' },
  { value: 'archived', label: 'archived' },
  { value: 'all', label: 'all' },
];

/** The team's conversations with several models. */
export function Councils() {
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState(() => ({ q: params.get('q') ?? '', show: params.get('show') ?? 'open' }));
  const may = useMay();
  const start = may('editor') && (
    <Link className="button" to="/admin/pages/ask">
      Ask several models
    </Link>
  );
  return (
    <Page title="Councils" actions={start}>
      <p className="note">One question, answered by several models side by side, which rank each other without names.</p>
      <search>
        <form
          className="filters"
          onSubmit={(event) => {
            event.preventDefault();
            setParams({ ...(typed.q.trim() && { q: typed.q.trim() }), show: typed.show });
          }}
        >
          <TextField
            label="What was asked or answered"
            value={typed.q}
            maxLength={200}
            onChange={(q) => setTyped({ ...typed, q })}
          />
          <Choice label="Which" value={typed.show} onChange={(show) => setTyped({ ...typed, show })} options={SHOWN} />
          <button type="submit">Search</button>
        </form>
      </search>
      <Rows params={params} more={(before) => setParams({ ...Object.fromEntries(params), before })} />
    </Page>
  );
}

function Rows({ params, more }: { params: URLSearchParams; more: (before: string) => void }) {
  const query = params.toString();
  const { data, problem } = useData(() => ask<{ councils: Row[]; next?: string }>(`/councils?${query}`), query);
  if (!data) return <Waiting problem={problem} />;
  if (data.councils.length === 0)
    return (
      <p className="note" role="status">
        {params.get('q') ? 'Nothing here says this.' : 'No councils here.'}
      </p>
    );
  const { next } = data;
  return (
    <>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">Title</th>
            <th scope="col">State</th>
            <th scope="col">Questions</th>
            <th scope="col">Asked by</th>
            <th scope="col">When</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {data.councils.map((row) => (
            <tr key={row.id}>
              <td data-label="Title">
                <Link to={`/admin/pages/council?id=${row.id}`}>{row.topic}</Link>
                {row.excerpt && <p className="note excerpt">{row.excerpt}</p>}
              </td>
              <td data-label="State">
                <Badge status={row.status} format="council" />
              </td>
              <td data-label="Questions">{row.questions}</td>
              <td data-label="Asked by">{row.startedBy}</td>
              <td data-label="When">
                <time title={whole(row.createdAt)}>{when(row.createdAt)}</time>
              </td>
              <td data-label="Cost">{money(row.spent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {next && (
        <button type="button" onClick={() => more(next)}>
          Older ones
        </button>
      )}
    </>
  );
}
