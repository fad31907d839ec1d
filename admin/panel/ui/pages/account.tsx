import { useState } from 'react';
import { ask, send } from '../lib/call.ts';
import { TextField } from '../lib/field.tsx';
import { Page, Problem, Said, Waiting } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';

type Me = { name: string; email?: string; role: string; team: string };

export function Account() {
  const { data: me, problem } = useData(() => ask<Me>('/me'));
  return (
    <Page title="Your account">
      {me ? (
        <>
          <p>
            {me.name}, {me.role} of the team {me.team}.{' '}
            {me.email ? `You log in as ${me.email}.` : 'You log in by links from chat.'}
          </p>
          {me.email && <Password />}
        </>
      ) : (
        <Waiting problem={problem} />
      )}
    </Page>
  );
}

function Password() {
  const [before, setBefore] = useState('');
  const [password, setPassword] = useState('');
  const { problem, said, busy, run } = useAction();
  return (
    <form
      className="card form"
      onSubmit={(event) => {
        event.preventDefault();
        run(() => send('/me/password', { before, password }), 'Your password is changed; you are logged out everywhere else.');
      }}
    >
      <h2>Change the password</h2>
      <Problem>{problem}</Problem>
      <Said>{said}</Said>
      <TextField
        label="Password now"
        type="password"
        autoComplete="current-password"
        value={before}
        onChange={setBefore}
        required
      />
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        maxLength={200}
        value={password}
        onChange={setPassword}
        required
      />
      <button type="submit" disabled={busy}>
        Change it
      </button>
    </form>
  );
}
