import { useState } from 'react';
import type { Council } from '../lib/council.ts';
import { LongField } from '../lib/field.tsx';

/** The next question, and what of the answers will be sent with it. */
export function NextQuestion({
  council,
  busy,
  ask,
}: {
  council: Council;
  busy: boolean;
  ask: (text: string) => Promise<boolean>;
}) {
  const [text, setText] = useState('');
  const kept = council.questions.flatMap(({ asked }) =>
    asked.flatMap(({ name, answer }) => (answer?.selected ? [`${answer.n} (${name})`] : [])),
  );
  return (
    <form
      className="card form"
      onSubmit={async (event) => {
        event.preventDefault();
        if (await ask(text)) setText('');
      }}
    >
      <LongField label="The next question" value={text} maxLength={8_000} rows={3} onChange={setText} />
      <p className="note">
        {kept.length > 0
          ? `The services see the questions so far and the selected answers: ${kept.join(', ')}.`
          : 'No answer is selected: the services see the questions so far and none of the answers.'}
        {!council.atRest && ' It is asked when they are done with this one.'}
      </p>
      <button type="submit" className="main" disabled={busy || !text.trim()}>
        Send
      </button>
    </form>
  );
}
