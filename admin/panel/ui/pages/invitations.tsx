import { useState } from 'react';
import { ask, send } from '../lib/call.ts';
import { Choice, TextField } from '../lib/field.tsx';
import type { Role } from '../lib/me.ts';
import { Problem, Said } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';
import { when, whole } from '../lib/when.ts';

type Open = { id: string; name: string; role: Role; createdAt: string; expiresAt: string };

/** Makes links for new members, and takes back those that nobody has used. */
export function Invitations() {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const [link, setLink] = useState('');
  const { data: open = [], problem: unread, reload } = useData(() => ask<Open[]>('/members/invitations'));
  const { problem, said, busy, run } = useAction();
  const invite = async () => {
    const made = await run(async () => {
      const { path } = await send<{ path: string }>('/members/invite', { name, role });
      setLink(location.origin + path);
    });
    if (made) setName('');
    reload();
  };
  const withdraw = async (one: Open) => {
    setLink('');
    await run(() => send('/members/withdraw', { id: one.id }), `The invitation of ${one.name || 'somebody'} is withdrawn.`);
    reload();
  };
  return (
    <section className="card" aria-label="Invitations">
      <h2>Invite somebody</h2>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          invite();
        }}
      >
        <TextField label="Name" value={name} maxLength={80} onChange={setName} required />
        <Choice label="Role" value={role} onChange={(value) => setRole(value as Role)} options={['viewer', 'editor', 'admin']} />
        <button type="submit" disabled={busy}>
          Make a link
        </button>
      </form>
      <Problem>{problem ?? unread}</Problem>
      <Said>{said}</Said>
      {link && (
        <div role="status">
          <p>Give them this link; it is good for one person and 7 days, and is not shown again:</p>
          <p className="actions">
            <code className="link">{link}</code>
            <button type="button" onClick={() => run(() => navigator.clipboard.writeText(link), 'The link is copied.')}>
              Copy
            </button>
          </p>
        </div>
      )}
      {open.length > 0 && (
        <>
          <h3>Not used yet</h3>
          <ul className="plain">
            {open.map((one) => (
              <li key={one.id} className="seat">
                <span>
                  <strong>{one.name || 'somebody'}</strong> as {one.role}, made {when(one.createdAt)}, good until{' '}
                  {whole(one.expiresAt)}
                </span>
                <button type="button" className="small" disabled={busy} onClick={() => withdraw(one)}>
                  Withdraw<span className="aside"> the invitation of {one.name || 'somebody'}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
