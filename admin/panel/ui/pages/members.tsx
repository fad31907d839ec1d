import { ask, send } from '../lib/call.ts';
import type { Role } from '../lib/me.ts';
import { Page, Problem, Said, Waiting } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';
import { when } from '../lib/when.ts';
import { Invitations } from './invitations.tsx';

type Row = {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  chatUser: string | null;
  lastSeenAt: string | null;
  removedAt: string | null;
};

export function Members() {
  const { data, problem, reload } = useData(() => ask<Row[]>('/members'));
  const action = useAction();
  const change = (path: string, input: unknown, said: string) => action.run(() => send(path, input), said).then(reload);
  return (
    <Page title="Members">
      <Problem>{action.problem}</Problem>
      <Said>{action.said}</Said>
      <Invitations />
      {data ? (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Logs in by</th>
              <th scope="col">Role</th>
              <th scope="col">Last seen</th>
              <th scope="col">Membership</th>
            </tr>
          </thead>
          <tbody>
            {data.map((row) => (
              <tr key={row.id}>
                <td data-label="Name">{row.name}</td>
                <td data-label="Logs in by">{row.email ?? (row.chatUser ? 'link from chat' : 'no way any more')}</td>
                <td data-label="Role">
                  <select
                    aria-label={`Role of ${row.name}`}
                    value={row.role}
                    disabled={row.removedAt !== null}
                    onChange={({ target }) =>
                      change('/members/role', { id: row.id, role: target.value }, `${row.name} is ${target.value} now.`)
                    }
                  >
                    <option>viewer</option>
                    <option>editor</option>
                    <option>admin</option>
                  </select>
                </td>
                <td data-label="Last seen">{when(row.lastSeenAt)}</td>
                <td data-label="Membership">
                  {row.removedAt === null ? (
                    <button type="button" onClick={() => change('/members/remove', { id: row.id }, `${row.name} was removed.`)}>
                      Remove {row.name}
                    </button>
                  ) : row.chatUser ? (
                    <button
                      type="button"
                      onClick={() => change('/members/restore', { id: row.id }, `${row.name} may come back.`)}
                    >
                      Let {row.name} in again
                    </button>
                  ) : (
                    'removed'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Waiting problem={problem} />
      )}
    </Page>
  );
}
