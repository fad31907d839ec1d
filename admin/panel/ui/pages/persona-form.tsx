import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { send } from '../lib/call.ts';
import { Chips, Pick, Slider } from '../lib/chips.tsx';
import { LongField, TextField } from '../lib/field.tsx';
import { useMay } from '../lib/me.ts';
import { Page, Problem } from '../lib/page.tsx';
import { Face, usePool } from '../lib/personas.tsx';
import { listOf, type RecordJson, textOf } from '../lib/records.ts';
import { useAction } from '../lib/use-action.ts';
import { useRecord } from '../lib/use-record.ts';
import { emptySheet, type Sheet, sheetOf } from './sheet.ts';

/** A new persona, a clone of a template, or one of ours to be changed. */
export function PersonaForm({ record }: { record?: RecordJson }) {
  const [params] = useSearchParams();
  const clone = params.get('clone');
  const { data: pool } = usePool();
  const [sheet, setSheet] = useState<Sheet>(() => (record ? fromRecord(record) : emptySheet()));
  useEffect(() => {
    const template = pool?.personas.find(({ id }) => id === clone);
    if (template && !record) setSheet(sheetOf(template));
  }, [pool, clone, record]);
  const { save, remove, busy, problem, fields } = useRecord('personas', record?.id);
  const may = useMay();
  const form = useRef<HTMLFormElement>(null);
  const set = (change: Partial<Sheet>) => setSheet((now) => ({ ...now, ...change }));
  const text = (name: 'name' | 'profession' | 'field' | 'gender', label: string) => (
    <TextField label={label} value={sheet[name]} onChange={(value) => set({ [name]: value })} problem={fields[name]} required />
  );
  const number = (name: 'age' | 'yearsOfExperience', label: string) => (
    <TextField
      label={label}
      type="number"
      value={`${sheet[name]}`}
      onChange={(value) => set({ [name]: Number(value) })}
      problem={fields[name]}
      required
    />
  );
  const slider = (
    name: keyof Sheet & ('openness' | 'rigor' | 'criticalThinking' | 'optimism'),
    label: string,
    low: string,
    high: string,
  ) => <Slider label={label} value={sheet[name]} onChange={(value) => set({ [name]: value })} low={low} high={high} />;
  return (
    <Page title={record ? sheet.name : clone ? `New persona from ${sheet.name || 'a template'}` : 'New persona'}>
      <form
        ref={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save(sheet);
        }}
      >
        <Problem>{problem}</Problem>
        <fieldset className="group" disabled={!may('editor')}>
          <legend>Who they are</legend>
          <div className="actions">
            <Face
              persona={{
                id: record?.id ?? 'new',
                face: sheet.face,
                gender: sheet.gender || 'woman',
                age: Number(sheet.age) || 40,
              }}
              size={96}
            />
            <button type="button" onClick={() => set({ face: crypto.randomUUID() })}>
              Another face
            </button>
          </div>
          <div className="two">
            {text('name', 'Name')}
            {text('profession', 'Profession')}
            {text('field', 'Field')}
            {text('gender', 'Gender')}
            {number('age', 'Age')}
            {number('yearsOfExperience', 'Years of experience')}
          </div>
        </fieldset>
        <fieldset className="group" disabled={!may('editor')}>
          <legend>What they are like</legend>
          <div className="two">
            {slider('openness', 'Openness', 'keeps to what works', 'tries what is new')}
            {slider('rigor', 'Rigor', 'goes by feeling', 'wants it exact')}
            {slider('criticalThinking', 'Critical thinking', 'takes on trust', 'tests everything')}
            {slider('optimism', 'Optimism', 'expects the worst', 'expects the best')}
          </div>
          <Pick
            label="Stance"
            value={sheet.stance}
            options={['support', 'oppose', 'neutral', 'critical']}
            onChange={(stance) => set({ stance })}
          />
          <Pick
            label="Style"
            value={sheet.style}
            options={['formal', 'casual', 'technical', 'storytelling']}
            onChange={(style) => set({ style })}
          />
          <Pick
            label="Behaviour"
            value={sheet.behaviour}
            options={['active', 'balanced', 'passive']}
            onChange={(behaviour) => set({ behaviour })}
          />
        </fieldset>
        <fieldset className="group" disabled={!may('editor')}>
          <legend>What they know and think</legend>
          <Chips
            label="Knowledge"
            values={sheet.knowledge}
            onChange={(knowledge) => set({ knowledge })}
            problem={fields['knowledge']}
          />
          <Chips
            label="Views"
            values={sheet.views}
            longest={600}
            onChange={(views) => set({ views })}
            problem={fields['views']}
          />
          <LongField
            label="Voice: how they talk, in a sentence or two"
            value={sheet.voice}
            maxLength={400}
            rows={2}
            onChange={(voice) => set({ voice })}
            problem={fields['voice']}
          />
        </fieldset>
        {may('editor') && (
          <>
            <label className="inline">
              <input type="checkbox" checked={sheet.shared} onChange={({ target }) => set({ shared: target.checked })} />
              For the whole team; otherwise only you see them
            </label>
            <div className="actions">
              <button type="submit" className="main" disabled={busy}>
                Save
              </button>
              {record && (
                <button type="button" className="bad" disabled={busy} onClick={remove}>
                  Archive
                </button>
              )}
            </div>
          </>
        )}
      </form>
      {may('editor') && <Hear sheet={sheet} complete={() => form.current?.reportValidity() ?? false} />}
    </Page>
  );
}

/** `complete` shows what is still missing in the form above. */
function Hear({ sheet, complete }: { sheet: Sheet; complete: () => boolean }) {
  const [topic, setTopic] = useState('Should our city make buses free?');
  const [said, setSaid] = useState('');
  const { run, busy, problem } = useAction();
  return (
    <section className="card" aria-label="Hear them">
      <h2>Hear them</h2>
      <form
        className="ask"
        onSubmit={(event) => {
          event.preventDefault();
          if (!complete()) return;
          run(async () => setSaid((await send<{ text: string }>('/personas/hear', { persona: sheet, topic })).text));
        }}
      >
        <TextField label="On this topic" value={topic} maxLength={200} onChange={setTopic} required />
        <button type="submit" disabled={busy}>
          {busy ? 'Thinking…' : 'Hear them'}
        </button>
      </form>
      <Problem>{problem}</Problem>
      <blockquote className="spoken" aria-live="polite">
        {said}
      </blockquote>
    </section>
  );
}

function fromRecord({ params }: RecordJson): Sheet {
  const number = (name: string) => Number(params[name]);
  return {
    name: textOf(params, 'name'),
    field: textOf(params, 'field'),
    gender: textOf(params, 'gender'),
    profession: textOf(params, 'profession'),
    voice: textOf(params, 'voice'),
    stance: textOf(params, 'stance'),
    style: textOf(params, 'style'),
    behaviour: textOf(params, 'behaviour'),
    face: textOf(params, 'face'),
    age: number('age'),
    yearsOfExperience: number('yearsOfExperience'),
    openness: number('openness'),
    rigor: number('rigor'),
    criticalThinking: number('criticalThinking'),
    optimism: number('optimism'),
    knowledge: listOf(params, 'knowledge'),
    views: listOf(params, 'views'),
    shared: params['shared'] === true,
  };
}
