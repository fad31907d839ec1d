import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ask, send } from '../lib/call.ts';
import { type Estimate, estimateWords } from '../lib/estimate.ts';
import { LongField, TextField } from '../lib/field.tsx';
import { Page, Problem, Waiting } from '../lib/page.tsx';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';

type Service = { id: string; name: string; model: string; provider: string };
type Forecast = { estimate: Estimate; reason: string };

/** A new council: a question, and who is asked. */
export function AskPage() {
  const { data, problem } = useData(() => ask<{ services: Service[] }>('/council-services'));
  return <Page title="Ask several models">{data ? <AskForm services={data.services} /> : <Waiting problem={problem} />}</Page>;
}

function AskForm({ services }: { services: Service[] }) {
  const [question, setQuestion] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [budget, setBudget] = useState('');
  const [origin] = useState(() => crypto.randomUUID());
  const [forecast, setForecast] = useState<Forecast>();
  const action = useAction();
  const navigate = useNavigate();
  const names = chosen.flatMap((id) => services.find((one) => one.id === id)?.name ?? []);
  const wanted = () => ({
    topic: question,
    format: 'council',
    options: names.length > 0 ? { services: names.join(',') } : {},
    ...(budget.trim() && { budget: Number(budget) }),
    origin,
  });
  const estimate = () => action.run(async () => setForecast(await send<Forecast>('/start/estimate', wanted())));
  const start = () =>
    action.run(async () => {
      const { id } = await send<{ id: string }>('/start', wanted());
      navigate(`/admin/pages/council?id=${id}`);
    });
  // What was foreseen was foreseen for other choices.
  useEffect(() => {
    setForecast(undefined);
    action.clear();
  }, [question, chosen, budget]);
  const rehearsal = services.every(({ provider }) => provider === 'rehearsal');
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <Problem>{action.problem}</Problem>
      <LongField label="Your question" value={question} maxLength={10_000} rows={5} onChange={setQuestion} />
      <fieldset className="group">
        <legend>Who is asked</legend>
        <p className="note">Two to eight of them; with none chosen, the team's first five.</p>
        {rehearsal && <p className="note">A rehearsal: no provider has a key yet, so no model is asked.</p>}
        <div className="two">
          {services.map(({ id, name, model }) => (
            <label key={id} className="inline">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ target }) => setChosen(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
              />
              <span>
                {name}
                {model !== 'rehearsal' && <span className="note"> {model}</span>}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <TextField label="Budget in US dollars" type="number" min={0} step={0.01} value={budget} onChange={setBudget} />
      {forecast && <Foreseen forecast={forecast} />}
      <div className="actions">
        <button type="button" disabled={action.busy || !question.trim()} onClick={estimate}>
          Estimate
        </button>
        <button type="submit" className="main" disabled={action.busy || !question.trim()}>
          Ask
        </button>
        {!question.trim() && <span className="note">A question is missing.</span>}
      </div>
    </form>
  );
}

function Foreseen({ forecast: { estimate, reason } }: { forecast: Forecast }) {
  return (
    <section className="card" aria-label="Estimate" role="status">
      <p>{estimateWords(estimate)}</p>
      <p className="note">{reason}</p>
    </section>
  );
}
