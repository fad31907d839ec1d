import { useRef } from 'react';
import type { Asked, Choice, Question } from '../lib/council.ts';
import { AnswerCard } from './answer-card.tsx';
import { SynthesisView } from './synthesis.tsx';

type Act = (choice: Choice, said: string) => Promise<boolean>;
type Props = { question: Question; isLast: boolean; rests: boolean; act: Act | undefined };

/** A question with what each service made of it, the first place first. */
export function QuestionView({ question, isLast, rests, act }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { n, text, asker, answered, change, asked, silent, synthesis, noSynthesis } = question;
  const placed = asked
    .flatMap((one) => (one.answer ? [{ asked: one, answer: one.answer }] : []))
    .sort((a, b) => (a.answer.place ?? 99) - (b.answer.place ?? 99));
  const gone = asked.filter(({ state }) => state === 'deleted');
  const others = asked.filter(({ answer, state }) => answer === undefined && state !== 'deleted');
  const selected = placed.filter(({ answer }) => answer.selected).length;
  // What was pressed is gone with the answer: who uses the keyboard goes on from the question.
  const chosen = (choice: Choice, said: string) => act?.(choice, said).then((done) => done && heading.current?.focus());
  const select = (kind: string, turn: number, said: string) =>
    kind === 'delete' ? chosen({ kind, turns: [turn] }, said) : act?.({ kind, turns: [turn] }, said);
  const seat = (one: Asked) => (
    <Seat key={one.id} asked={one} again={isLast && act ? () => chosen(...askAgain(one)) : undefined} />
  );
  return (
    <section aria-label={`Question ${n}`} className="question">
      <h2 ref={heading} tabIndex={-1}>
        {n}. {asker && `${asker}: `}
        <span className="text">{text}</span>
      </h2>
      <p role="status">
        {answered} {isLast && !rests && <Doing question={question} />}
        {change.map((line) => (
          <strong key={line}>{line} </strong>
        ))}
      </p>
      {others.length > 0 && <ul className="plain seats">{others.map(seat)}</ul>}
      <ul className="cards answers">
        {placed.map((one) => (
          <AnswerCard key={one.answer.n} {...one} act={act && select} />
        ))}
      </ul>
      {gone.length > 0 && <ul className="plain seats">{gone.map(seat)}</ul>}
      {silent.length > 0 && <p className="note">Not all have judged: {silent.join(' ')}</p>}
      {isLast && act && placed.length > 0 && (
        <div className="actions">
          <button
            type="button"
            disabled={selected === 0 || selected === placed.length}
            onClick={() => chosen({ kind: 'others' }, 'The others are deleted: nothing of them is sent to any service again.')}
          >
            Delete the others
          </button>
          {placed.length > 1 && (
            <button type="button" disabled={!rests} onClick={() => act({ kind: 'synthesis' }, 'The synthesis is being written.')}>
              {synthesis ? 'Write the synthesis again' : 'Write a synthesis'}
            </button>
          )}
        </div>
      )}
      {noSynthesis && rests && <p className="problem">The synthesis could not be written: {noSynthesis}</p>}
      {synthesis && <SynthesisView synthesis={synthesis} />}
    </section>
  );
}

function Doing({ question: { asked, writing } }: { question: Question }) {
  if (writing) return <>A synthesis is being written…</>;
  const open = asked.filter(({ state }) => state === 'open').length;
  return <>{open > 0 ? `${open} still to come…` : 'They sum their answers up and rank each other…'}</>;
}

const askAgain = ({ id, name }: Asked): [Choice, string] => [{ kind: 'again', service: id }, `${name} is asked again.`];

/** A service without an answer to show. */
function Seat({ asked, again }: { asked: Asked; again: (() => void) | undefined }) {
  const { name, state, told } = asked;
  const may = again && (state === 'failed' || state === 'deleted');
  return (
    <li className={state === 'failed' ? 'seat failed' : 'seat'}>
      <span>
        <strong>{name}</strong> {told}
        {state === 'open' ? '…' : ''}
      </span>
      {may && (
        <button type="button" className="small" onClick={again}>
          Ask {name} again
        </button>
      )}
    </li>
  );
}
