import { Page } from '../lib/page.tsx';
import { type RecordJson, textOf } from '../lib/records.ts';
import { whole } from '../lib/when.ts';
import { Which } from '../lib/which.tsx';

/** What one change made of what was there. */
export function AuditEntry({ record: { params } }: { record: RecordJson }) {
  const before = parsed(textOf(params, 'before'));
  const after = parsed(textOf(params, 'after'));
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <Page title={`${textOf(params, 'actor')}: ${textOf(params, 'thing')} ${textOf(params, 'action')}`}>
      <p className="note">
        {whole(textOf(params, 'at'))} · <Which params={params} />
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
              <th scope="row">{fieldName(name)}</th>
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

/** `controlRole` as `control role`; the turns of a choice are answers. */
const fieldName = (name: string): string =>
  name === 'turns'
    ? 'answers'
    : name.replaceAll(/([a-z])([A-Z])/gu, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);

function said(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(said).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${fieldName(name)}: ${said(part)}`)
    .join('; ');
}
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
