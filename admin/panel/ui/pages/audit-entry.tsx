import { Page } from '../lib/page.tsx';
import { type RecordJson, textOf } from '../lib/records.ts';
import { whole } from '../lib/when.ts';

/** What one change made of what was there. */
export function AuditEntry({ record: { params } }: { record: RecordJson }) {
  const before = parsed(textOf(params, 'before'));
  const after = parsed(textOf(params, 'after'));
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <Page title={`${textOf(params, 'actor')}: ${textOf(params, 'thing')} ${textOf(params, 'action')}`}>
      <p className="note">
        {whole(textOf(params, 'at'))} · {textOf(params, 'thingId')}
      </p>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name} className={same(before[name], after[name]) ? '' : 'changed'}>
              <th scope="row">{name}</th>
              <td data-label="Before">{said(before[name])}</td>
              <td data-label="After">{said(after[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Page>
  );
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text || '{}');
    return typeof value === 'object' && value !== null ? { ...value } : { value };
  } catch {
    return { value: text };
  }
}

const said = (value: unknown): string => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
