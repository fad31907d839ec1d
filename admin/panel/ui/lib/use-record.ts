import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { type Told, table } from './call.ts';
import type { RecordJson } from './records.ts';

type Answer = { record?: RecordJson; notice?: { type: string; message: string } };

/** Writes one row of a table through AdminJS; what is wrong is said for each field. */
export function useRecord(resource: string, id: string | undefined) {
  const [state, setState] = useState<{ busy: boolean; problem?: string; fields: Record<string, string> }>({
    busy: false,
    fields: {},
  });
  const navigate = useNavigate();
  const back = `/admin/resources/${resource}`;

  async function write(path: string, input: unknown): Promise<void> {
    setState({ busy: true, fields: {} });
    try {
      const { record, notice } = await table<Answer>(`${resource}/${path}`, input);
      const fields = Object.fromEntries(Object.entries(record?.errors ?? {}).map(([name, { message }]) => [name, message]));
      if (notice?.type === 'error')
        setState({
          busy: false,
          problem: Object.keys(fields).length > 0 ? 'Some of it cannot be used; it is said beside each field.' : notice.message,
          fields,
        });
      else navigate(back);
    } catch (error) {
      const { message, field } = error as Told;
      setState({ busy: false, problem: message, fields: field ? { [field]: message } : {} });
    }
  }

  return {
    ...state,
    save: (input: unknown) => write(id === undefined ? 'actions/new' : `records/${id}/edit`, input),
    remove: () => write(`records/${id}/delete`, {}),
  };
}
