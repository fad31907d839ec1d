import { useId, useState } from 'react';
import { Confirm } from '../lib/confirm.tsx';
import type { Answer, Asked } from '../lib/council.ts';

type Act = (kind: string, turn: number, said: string) => void;

/** One answer, folded; what can be done with it where one may. */
export function AnswerCard({ asked, answer, act }: { asked: Asked; answer: Answer; act: Act | undefined }) {
  const [open, setOpen] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const id = useId();
  const { n, text, selected, summary, reasoning, cut, placed, score } = answer;
  const { name, model, doing } = asked;
  return (
    <li className={selected ? 'card answer selected' : 'card answer'} id={`turn-${n}`}>
      <h3>
        {name}{' '}
        <span className="note">
          answer {n}
          {placed && ` · ${placed}`}
          {model !== 'rehearsal' && ` · ${model}`}
        </span>
      </h3>
      {selected && <p className="kept">✓ Selected{act && ': the next question is asked with it'}</p>}
      {score && <p className="note score">{score}.</p>}
      {doing.length > 0 && <p className="note">{`${name} ${doing.join(' and ')}…`}</p>}
      {summary ? <p>{summary}</p> : !open && <p className="text">{beginning(text)}</p>}
      {reasoning && (
        <p>
          <em>Why: {reasoning}</em>
        </p>
      )}
      {cut && <p className="problem">{cut}</p>}
      <div id={id} hidden={!open}>
        <p className="text whole">{text}</p>
      </div>
      <div className="actions">
        <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {open ? 'Fold' : 'Expand'}
          <span className="aside"> answer {n}</span>
        </button>
        {act && (
          <>
            <button
              type="button"
              onClick={() =>
                act(selected ? 'unselect' : 'select', n, `Answer ${n} is ${selected ? 'no longer selected' : 'selected'}.`)
              }
            >
              {selected ? 'Unselect' : 'Select'}
              <span className="aside"> answer {n}</span>
            </button>
            <button type="button" className="bad" onClick={() => setDeleting(true)}>
              Delete<span className="aside"> answer {n}</span>
            </button>
          </>
        )}
      </div>
      {act && deleting && (
        <Confirm
          title={`Delete answer ${n}`}
          yes="Delete it"
          bad
          onYes={() => act('delete', n, `Answer ${n} is deleted: no service is sent it again.`)}
          onClose={() => setDeleting(false)}
        >
          <p>No service is sent it again, and it cannot be brought back.</p>
        </Confirm>
      )}
    </li>
  );
}

const SHOWN = 280;

const beginning = (text: string): string => (text.length <= SHOWN ? text : `${text.slice(0, SHOWN).trimEnd()}…`);
