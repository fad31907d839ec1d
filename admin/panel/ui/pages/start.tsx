import { useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { ask, send } from '../lib/call.ts';
import { type Estimate, estimateWords } from '../lib/estimate.ts';
import { Choice, LongField, TextField } from '../lib/field.tsx';
import { labelOf } from '../lib/label-of.ts';
import { Page, Problem, Waiting } from '../lib/page.tsx';
import { PersonaPicker } from '../lib/persona-picker.tsx';
import { Face, type Persona, type Pool, usePool } from '../lib/personas.tsx';
import { useAction } from '../lib/use-action.ts';
import { useData } from '../lib/use-data.ts';

type Option = { type?: string; enum?: string[]; default?: unknown; description?: string; minimum?: number; maximum?: number };
type Choices = {
  formats: { name: string; summary: string; options: { properties: Record<string, Option> } }[];
  providers: { name: string; summary: string }[];
  defaultProvider: string;
  qualities: string[];
  castSize: { min: number; max: number };
  maxTopic: number;
};
type Topic = { id: string; title: string; template: boolean };
type Forecast = { estimate: Estimate; personas: Persona[]; reason: string };

/** A new discussion, with the same choices as in chat. */
export function StartPage() {
  const { data: choices, problem } = useData(() => ask<Choices>('/start'));
  const { data: pool } = usePool();
  const { data: topics } = useData(() => ask<Topic[]>('/topics'));
  return (
    <Page title="New discussion">
      {choices && pool && topics ? <StartForm choices={choices} pool={pool} topics={topics} /> : <Waiting problem={problem} />}
    </Page>
  );
}

const number = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

function StartForm({ choices, pool, topics }: { choices: Choices; pool: Pool; topics: Topic[] }) {
  const [params] = useSearchParams();
  const [topicId, setTopicId] = useState(params.get('topic') ?? '');
  const [topic, setTopic] = useState(topics.find(({ id }) => id === topicId)?.title ?? '');
  const [context, setContext] = useState('');
  const [format, setFormat] = useState(choices.formats[0]?.name ?? '');
  const [options, setOptions] = useState<Record<string, string>>({});
  const [size, setSize] = useState('5');
  const [chosen, setChosen] = useState<string[]>([]);
  const [provider, setProvider] = useState(choices.defaultProvider);
  const [quality, setQuality] = useState('');
  const [pace, setPace] = useState('natural');
  const [budget, setBudget] = useState('');
  const [minutes, setMinutes] = useState('');
  const [origin] = useState(() => crypto.randomUUID());
  const [forecast, setForecast] = useState<Forecast>();
  const action = useAction();
  const navigate = useNavigate();
  const fields = choices.formats.find(({ name }) => name === format)?.options.properties ?? {};

  const wanted = () => ({
    topic,
    ...(context.trim() && { context }),
    format,
    options: Object.fromEntries(
      Object.entries(options).flatMap(([name, value]) =>
        value === '' ? [] : [[name, fields[name]?.type === 'integer' ? Number(value) : value]],
      ),
    ),
    personas: chosen.length > 0 ? chosen : Number(size),
    provider,
    ...(quality && { quality }),
    pace,
    budget: number(budget),
    minutes: number(minutes),
    origin,
    ...(topicId && { topicId }),
  });
  const estimate = () => action.run(async () => setForecast(await send<Forecast>('/start/estimate', wanted())));
  const start = () =>
    action.run(async () => {
      const { id } = await send<{ id: string }>('/start', wanted());
      navigate(`/admin/pages/discussion?id=${id}`);
    });
  // What was foreseen was foreseen for other choices.
  useEffect(() => {
    setForecast(undefined);
    action.clear();
  }, [topic, context, format, options, size, chosen, provider, quality, pace, budget, minutes]);

  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <p className="note">
        Personas talk with each other here. To have several models answer a question,{' '}
        <Link to="/admin/pages/ask">ask them in a council</Link>.
      </p>
      <Problem>{action.problem}</Problem>
      {topics.length > 0 && (
        <Choice
          label="From a topic of the team"
          value={topicId}
          onChange={(id) => {
            setTopicId(id);
            const known = topics.find((one) => one.id === id);
            if (known) setTopic(known.title);
          }}
          options={topics.map(({ id, title, template }) => ({ value: id, label: template ? `${title} (template)` : title }))}
          any="none"
        />
      )}
      <TextField label="Topic" value={topic} maxLength={choices.maxTopic} onChange={setTopic} required />
      <LongField label="Context: what they should know" value={context} onChange={setContext} />
      <fieldset className="group">
        <legend>How</legend>
        <div className="two broad">
          <Choice
            label="Format"
            wide
            value={format}
            onChange={setFormat}
            options={choices.formats.map(({ name, summary }) => ({ value: name, label: `${name}: ${summary}` }))}
          />
          {Object.entries(fields).map(([name, option]) => {
            const field = {
              label: labelOf(name),
              value: options[name] ?? String(option.default ?? ''),
              onChange: (value: string) => setOptions({ ...options, [name]: value }),
            };
            return option.enum ? (
              <Choice key={name} {...field} options={option.enum} />
            ) : (
              <TextField key={name} {...field} type={option.type === 'integer' ? 'number' : 'text'} />
            );
          })}
          <Choice
            label="Provider"
            wide
            value={provider}
            onChange={setProvider}
            options={choices.providers.map(({ name, summary }) => ({ value: name, label: `${name}: ${summary}` }))}
          />
          <Choice
            label="Quality"
            value={quality}
            onChange={setQuality}
            options={choices.qualities}
            any="as the provider has it"
          />
          <Choice label="Pace" value={pace} onChange={setPace} options={['natural', 'fast']} />
          <TextField label="Budget in US dollars" type="number" min={0} step={0.01} value={budget} onChange={setBudget} />
          <TextField label="Minutes at most" type="number" min={10} max={60} value={minutes} onChange={setMinutes} />
        </div>
      </fieldset>
      <fieldset className="group">
        <legend>Who</legend>
        <div className="two">
          <TextField
            label="How many, chosen for the topic"
            type="number"
            min={choices.castSize.min}
            max={choices.castSize.max}
            value={size}
            onChange={setSize}
          />
          <Choice
            label="Or a cast"
            value=""
            onChange={(name) => setChosen(pool.casts.find((cast) => cast.name === name)?.personas ?? [])}
            options={pool.casts.map(({ name, note }) => ({ value: name, label: note ? `${name}: ${note}` : name }))}
            any="choose one"
          />
        </div>
        <details open={chosen.length > 0}>
          <summary>By name{chosen.length > 0 && ` (${chosen.length})`}</summary>
          <PersonaPicker pool={pool.personas} chosen={chosen} onChange={setChosen} />
        </details>
      </fieldset>
      {forecast && <Foreseen forecast={forecast} />}
      <div className="actions">
        <button type="button" disabled={action.busy || !topic.trim()} onClick={estimate}>
          Estimate
        </button>
        <button type="submit" className="main" disabled={action.busy || !topic.trim()}>
          Start
        </button>
        {!topic.trim() && <span className="note">A topic is missing.</span>}
      </div>
    </form>
  );
}

function Foreseen({ forecast: { estimate, personas, reason } }: { forecast: Forecast }) {
  return (
    <section className="card" aria-label="Estimate" role="status">
      <p>{estimateWords(estimate)}</p>
      <p className="note">{reason}</p>
      <ul className="cards small">
        {personas.map((one) => (
          <li key={one.id} className="card persona">
            <Face persona={one} size={40} />
            <span>
              {one.name}
              <br />
              <span className="note">{one.profession}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
