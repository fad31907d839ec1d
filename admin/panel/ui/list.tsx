import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { table } from './lib/call.ts';
import { Choice, TextField } from './lib/field.tsx';
import { useMay } from './lib/me.ts';
import { Page, Waiting } from './lib/page.tsx';
import { type ListAnswer, listOf, type Property, type RecordJson, type Resource } from './lib/records.ts';
import { useData } from './lib/use-data.ts';
import { when, whole } from './lib/when.ts';
import { Which } from './lib/which.tsx';

/** The list of any table: filters above, one row for each record, a way to the next page. */
export function List({ resource }: { resource: Resource }) {
  const [params, setParams] = useSearchParams();
  const query = params.toString();
  const { data, problem } = useData(() => table<ListAnswer>(`${resource.id}/actions/list?${query}`), resource.id + query);
  const may = useMay();
  const [first] = resource.listProperties;
  const canAdd = first?.custom.adds === true && may('editor');
  const add = canAdd && (
    <Link className="button" to={`/admin/resources/${resource.id}/actions/new`}>
      New
    </Link>
  );
  return (
    <Page title={first?.custom.page ?? resource.name} actions={add}>
      <Filters properties={resource.listProperties} params={params} onFilter={setParams} />
      {data ? (
        <Rows resource={resource} records={data.records} filtered={query.includes('filters.')} />
      ) : (
        <Waiting problem={problem} />
      )}
      {data && data.meta.total > data.meta.perPage && (
        <Pages meta={data.meta} go={(page) => setParams({ ...Object.fromEntries(params), page: `${page}` })} />
      )}
    </Page>
  );
}

type FilterProps = { properties: Property[]; params: URLSearchParams; onFilter: (params: Record<string, string>) => void };

function Filters({ properties, params, onFilter }: FilterProps) {
  const shown = properties.filter(({ type, isId }) => type === 'string' && !isId);
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(params));
  const set = (name: string, value: string) => setValues({ ...values, [`filters.${name}`]: value });
  return (
    <search>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          onFilter(Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== '' && name !== 'page')));
        }}
      >
        {shown.map(({ name, custom: { label }, availableValues }) => {
          const field = { label, value: values[`filters.${name}`] ?? '', onChange: (value: string) => set(name, value) };
          return availableValues ? (
            <Choice key={name} {...field} options={availableValues.map(({ value }) => value)} any="any" />
          ) : (
            <TextField key={name} {...field} />
          );
        })}
        <button type="submit">Filter</button>
      </form>
    </search>
  );
}

function Rows({ resource, records, filtered }: { resource: Resource; records: RecordJson[]; filtered: boolean }) {
  const [first] = resource.listProperties;
  const may = useMay();
  const opens = may('editor') ? (first?.custom.opens ?? 'show') : 'show';
  if (records.length === 0)
    return <p className="note">{filtered ? 'Nothing found.' : `No ${resource.name.toLowerCase()} yet.`}</p>;
  return (
    <table className="rows">
      <thead>
        <tr>
          {resource.listProperties.map(({ name, custom: { label } }) => (
            <th key={name} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.id}>
            {resource.listProperties.map((property) => (
              <td key={property.name} data-label={property.custom.label}>
                {property === first ? (
                  <Link to={`/admin/resources/${resource.id}/records/${record.id}/${opens}`}>{shown(record, property)}</Link>
                ) : (
                  shown(record, property)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shown({ params }: RecordJson, { name, type }: Property) {
  if (name === 'thingId') return <Which params={params} />;
  const value = params[name];
  if (type === 'datetime' && typeof value === 'string') return <time title={whole(value)}>{when(value)}</time>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === undefined) return listOf(params, name).join(', ');
  return String(value ?? '');
}

/** The server counts, and leafs through a list, no further. */
const MOST_LISTED = 10_000;
const MOST_LEAFED = 5_000;

function Pages({ meta: { total, perPage, page }, go }: { meta: ListAnswer['meta']; go: (page: number) => void }) {
  const last = Math.max(1, Math.ceil(Math.min(total, MOST_LEAFED) / perPage));
  const all = total > MOST_LISTED ? 'more than 10,000' : `${total}`;
  return (
    <nav className="pages" aria-label="Pages">
      <button type="button" disabled={page <= 1} onClick={() => go(page - 1)}>
        Previous
      </button>
      <span>
        Page {page} of {last} ({all} in all)
      </span>
      <button type="button" disabled={page >= last} onClick={() => go(page + 1)}>
        Next
      </button>
    </nav>
  );
}
