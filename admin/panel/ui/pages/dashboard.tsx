import { Link } from 'react-router-dom';
import { Bars, type Figure } from '../lib/bars.tsx';
import { ask } from '../lib/call.ts';
import { Columns } from '../lib/columns.tsx';
import { useMay } from '../lib/me.ts';
import { Page, Waiting } from '../lib/page.tsx';
import { useData } from '../lib/use-data.ts';
import { money, when } from '../lib/when.ts';
import { Badge, statusWord } from './discussions.tsx';

type Count = { name: string; count: number };
type Sum = { name: string; dollars: number };
type Answer = {
  days: number;
  running: { id: string; topic: string; format: string; status: string; createdAt: string }[];
  statuses: (Count & { format: string })[];
  byDay: Sum[];
  byMember: Sum[];
  byModel: Sum[];
  byPersona: Count[];
  failures: Count[];
  failuresByDay: Count[];
  queues?: { name: string; label: string; waiting: number; active: number; delayed: number }[];
  overdue: number;
  missing: { text: string; to: string; page: string }[];
  speaks?: { name: string; summary: string };
};

export function Dashboard() {
  const { data, problem } = useData(() => ask<Answer>('/dashboard'));
  const may = useMay();
  const start = may('editor') && (
    <Link className="button" to="/admin/pages/start">
      New discussion
    </Link>
  );
  if (!data)
    return (
      <Page title="Dashboard" actions={start}>
        <Waiting problem={problem} />
      </Page>
    );
  const count = (status: string) => data.statuses.reduce((sum, { name, count: n }) => (name === status ? sum + n : sum), 0);
  const over = count('completed') + count('cancelled') + count('failed');
  const sums = (list: Sum[]) => list.flatMap(({ name, dollars }) => (dollars > 0 ? [{ name, value: dollars }] : []));
  const counts = (list: Count[]) => list.map(({ name, count: value }) => ({ name, value }));
  return (
    <Page title="Dashboard" actions={start}>
      {data.missing.length > 0 && (
        <section className="card" aria-label="Not set up yet">
          <h2>Not set up yet</h2>
          <ul>
            {data.missing.map(({ text, to, page }) => (
              <li key={to}>
                {text} <Link to={to}>{page}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card" aria-label="Going on">
        <h2>Going on now</h2>
        {data.running.length === 0 && <p className="note">No discussion is running.</p>}
        <ul>
          {data.running.map((one) => (
            <li key={one.id}>
              <Link to={`/admin/pages/discussion?id=${one.id}`}>{one.topic}</Link>{' '}
              <Badge status={one.status} format={one.format} /> <span className="note">{when(one.createdAt)}</span>
            </li>
          ))}
        </ul>
        {data.queues && <Queues queues={data.queues} />}
        <p className="note">
          {over > 0 &&
            `${Math.round((100 * count('completed')) / over)} % of ${over} were finished in the last ${data.days} days. `}
          {data.overdue > 0 ? `${data.overdue} wait for a worker.` : 'Nothing waits for a worker.'}
          {data.speaks && speakerNote(data.speaks.name)}
        </p>
      </section>
      <div className="figures">
        <Columns title="Cost by day" days={data.days} figures={sums(data.byDay)} said={money} />
        <Bars title="Cost by member" figures={sums(data.byMember)} said={money} />
        <Bars title="Cost by model" figures={sums(data.byModel)} said={money} />
        <Bars title="Discussions by status" figures={byWord(data.statuses)} said={String} />
        <Bars title="Discussions by persona" figures={counts(data.byPersona)} said={String} />
        <Bars title="Errors by provider" figures={counts(data.failures)} said={String} />
        <Columns title="Errors of providers by day" days={data.days} figures={counts(data.failuresByDay)} said={String} />
      </div>
    </Page>
  );
}

/** Councils have words of their own for some states; what has the same word is one bar. */
function byWord(statuses: Answer['statuses']): Figure[] {
  const sums = new Map<string, number>();
  for (const { name, format, count } of statuses) {
    const word = statusWord(name, format);
    sums.set(word, (sums.get(word) ?? 0) + count);
  }
  return [...sums].map(([name, value]) => ({ name, value }));
}

const speakerNote = (provider: string): string =>
  provider === 'rehearsal'
    ? ' New discussions are rehearsals: no model is asked.'
    : ` New discussions are spoken by ${provider}.`;

/** For whoever runs the installation: of all teams. */
function Queues({ queues }: { queues: NonNullable<Answer['queues']> }) {
  return (
    <p>
      <a href="/admin/queues">Queues</a>:{' '}
      {queues
        .map(({ label, waiting, active, delayed }) => `${label}: ${waiting} waiting, ${active} at work, ${delayed} later`)
        .join('; ') || 'none yet'}
    </p>
  );
}
