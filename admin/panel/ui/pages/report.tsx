import { Fragment, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { ask } from '../lib/call.ts';
import { Page, Waiting } from '../lib/page.tsx';
import { useData } from '../lib/use-data.ts';

type Inline = string | { turn: number } | { strong: string };
type Block =
  | { kind: 'heading'; line: Inline[] }
  | { kind: 'paragraph'; line: Inline[] }
  | { kind: 'list'; items: Inline[][] }
  | { kind: 'table'; head: string[]; rows: Inline[][][] }
  | { kind: 'chart'; name: string };
type Report = {
  label: string;
  topic: string;
  note: string | null;
  reportStatus: string;
  inShort: string[];
  sections: { name: string; title: string; state: string; reason: string | null; blocks: Block[] }[];
};
/** `checks`: what was found word for word, and what was left out; `rehearsal`: that nothing here was said by a model. */
type Answer = { report: Report; forms: string[]; checks: string[]; rehearsal?: string };
type Chart = { title: string; alt: string; png: string };

/** The report with its charts; each claim leads to the turns that it rests on. */
export function ReportPage() {
  const [params] = useSearchParams();
  const id = params.get('id') ?? '';
  const { data, problem } = useData(() => ask<Answer>(`/discussions/${id}/report`), id);
  if (!data)
    return (
      <Page title="Report">
        <Waiting problem={problem} />
      </Page>
    );
  const { report, forms, checks, rehearsal } = data;
  const downloads = forms.map((form) => (
    <a key={form} href={`/admin/do/discussions/${id}/report.${form}`} download>
      {form}
    </a>
  ));
  return (
    <Page title={`Report: ${report.topic}`} actions={downloads}>
      <p>
        <Link to={`/admin/pages/discussion?id=${id}`}>To the discussion</Link>
      </p>
      <p className="note">{report.label}</p>
      {rehearsal && <p className="warn">{rehearsal}</p>}
      {report.note && <p className="warn">{report.note}</p>}
      {checks.length > 0 && <p className="note">{checks.join(' ')}</p>}
      <ul>
        {report.inShort.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {report.sections.map((section) => (
        <section key={section.name} className="card report" aria-label={section.title}>
          <h2>{section.title}</h2>
          {section.reason && <p className="note">{section.reason}</p>}
          {section.blocks.map((block, i) => (
            <BlockView key={i} block={block} id={id} />
          ))}
        </section>
      ))}
    </Page>
  );
}

function BlockView({ block, id }: { block: Block; id: string }) {
  const line = (parts: Inline[]): ReactNode =>
    parts.map((part, i) => {
      if (typeof part === 'string') return part;
      if ('strong' in part) return <strong key={i}>{part.strong}</strong>;
      return (
        <Link key={i} to={`/admin/pages/discussion?id=${id}#turn-${part.turn}`} aria-label={`turn ${part.turn}`}>
          [{part.turn}]
        </Link>
      );
    });
  switch (block.kind) {
    case 'heading':
      return <h3>{line(block.line)}</h3>;
    case 'paragraph':
      return <p>{line(block.line)}</p>;
    case 'list':
      return (
        <ul>
          {block.items.map((item, i) => (
            <li key={i}>{line(item)}</li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <table className="rows">
          <thead>
            <tr>
              {block.head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => (
                  <td key={j} data-label={block.head[j]}>
                    {line(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'chart':
      return <ChartView id={id} name={block.name} />;
  }
}

function ChartView({ id, name }: { id: string; name: string }) {
  const { data } = useData(() => ask<Chart>(`/discussions/${id}/chart/${name}`), id + name);
  if (!data) return <Fragment />;
  return (
    <figure className="chart">
      {/* It keeps a size that can be read: in a narrow window it is scrolled sideways. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it too */}
      <section className="scroll" aria-label={data.title} tabIndex={0}>
        <img src={`data:image/png;base64,${data.png}`} alt={data.alt} />
      </section>
      <figcaption className="note">{data.title}</figcaption>
    </figure>
  );
}
