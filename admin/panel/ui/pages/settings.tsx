import { useEffect, useState } from 'react';
import { ask, send } from '../lib/call.ts';
import { Choice, LongField, TextField } from '../lib/field.tsx';
import { ROLES, type Role } from '../lib/me.ts';
import { Page, Problem, Said, Waiting } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';

type Answer = {
  settings: { controlRole?: string; startRole?: string; panelRole?: Role; keepDays?: number; blockedWords: string[] };
  chat: boolean;
  limits: { maxRounds: number; teamBudget?: number; memberBudget?: number; member?: { anHour: number; atOnce: number } };
};

export function Settings() {
  const { data, problem, reload } = useData(() => ask<Answer>('/settings'));
  const [words, setWords] = useState('');
  const [controlRole, setControlRole] = useState('');
  const [startRole, setStartRole] = useState('');
  const [panelRole, setPanelRole] = useState<string>('viewer');
  const [keepDays, setKeepDays] = useState('0');
  const action = useAction();
  useEffect(() => {
    if (!data) return;
    setWords(data.settings.blockedWords.join('\n'));
    setControlRole(data.settings.controlRole ?? '');
    setStartRole(data.settings.startRole ?? '');
    setKeepDays(String(data.settings.keepDays ?? 0));
    setPanelRole(data.settings.panelRole ?? 'viewer');
  }, [data]);
  if (!data)
    return (
      <Page title="Settings">
        <Waiting problem={problem} />
      </Page>
    );
  const { limits } = data;
  const save = () => {
    const blockedWords = [
      ...new Set(
        words
          .split('\n')
          .map((word) => word.trim())
          .filter(Boolean),
      ),
    ];
    return action
      .run(
        () =>
          send('/settings', {
            blockedWords,
            controlRole: controlRole || null,
            startRole: startRole || null,
            keepDays: Number(keepDays),
            ...(data.chat && { panelRole }),
          }),
        'Saved.',
      )
      .then(reload);
  };
  return (
    <Page title="Settings">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Problem>{action.problem}</Problem>
        <Said>{action.said}</Said>
        <LongField label="Words that topics and questions may not have, one a line" value={words} onChange={setWords} rows={6} />
        <TextField
          label="Days for which what was said and its reports are kept; 0 keeps them"
          type="number"
          min={0}
          max={3650}
          value={keepDays}
          onChange={setKeepDays}
          required
        />
        <p className="note wide">Older ones are deleted for good. Their topics, dates and costs stay, and so does the audit.</p>
        {data.chat && (
          <>
            <TextField
              label="Role in chat that may control every discussion (its id)"
              value={controlRole}
              onChange={setControlRole}
            />
            <TextField
              label="Role in chat that may start one; nobody else may then (its id)"
              value={startRole}
              onChange={setStartRole}
            />
            <Choice
              label="What members from chat may do here, unless it was chosen for one of them"
              value={panelRole}
              onChange={setPanelRole}
              options={ROLES}
            />
          </>
        )}
        <button type="submit" className="main" disabled={action.busy}>
          Save
        </button>
      </form>
      <section className="card" aria-label="Limits">
        <h2>Limits of this installation</h2>
        <ul>
          <li>{limits.maxRounds} rounds at most</li>
          {limits.member && (
            <li>
              {limits.member.anHour} discussions an hour and {limits.member.atOnce} at once for each member
            </li>
          )}
          <li>{limits.teamBudget === undefined ? 'No budget for the month' : `$${limits.teamBudget} a month for each team`}</li>
        </ul>
        <p className="note">Whoever runs the installation sets them; .env.example says how.</p>
      </section>
    </Page>
  );
}
