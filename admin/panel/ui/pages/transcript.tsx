import type { Draft, Line, State } from '../lib/live.ts';
import { Face, type Persona } from '../lib/personas.tsx';
import { whole } from '../lib/when.ts';

/** What was said, in order; each turn with its number, so that reports can point to it. */
export function Transcript({
  lines,
  draft,
  asked,
  expected,
  fork,
}: {
  lines: readonly Line[];
  draft: Draft | undefined;
  /** Questions that wait for their place. */
  asked: readonly string[];
  /** What comes next, while it runs. */
  expected: Expected | undefined;
  fork: ((turn: number, title: string) => void) | undefined;
}) {
  const people = new Map(
    lines.flatMap((line) => (line.kind === 'cast' ? line.personas.map((one) => [one.id, one] as const) : [])),
  );
  const phases = new Map<number, string>();
  let now: string | undefined;
  for (const line of lines) {
    if (line.kind !== 'turn' || !line.turn.phase || line.turn.phase === now) continue;
    now = line.turn.phase;
    phases.set(line.seq, now);
  }
  const names = new Map(lines.flatMap((line) => (line.kind === 'turn' ? [[line.turn.n, line.turn.speaker.name] as const] : [])));
  return (
    <section aria-label="Transcript">
      <ol className="turns" aria-live="polite">
        {lines.map((line) => (
          <Entry key={line.seq} line={line} people={people} names={names} phase={phases.get(line.seq)} fork={fork} />
        ))}
      </ol>
      {draft && <Writing draft={draft} persona={people.get(draft.speaker.id)} />}
      {asked.map((text, i) => (
        <div key={i} className="turn person waiting">
          <div>
            <p className="note">Your question waits for the next pause between two turns.</p>
            <p className="text">{text}</p>
          </div>
        </div>
      ))}
      {expected && !draft && <p className="note expected">{expectedWords(expected)}</p>}
    </section>
  );
}

type Expected = NonNullable<State['expected']> | 'soon';

function expectedWords(expected: Expected): string {
  if (expected === 'soon') return 'It goes on in a moment…';
  return expected === 'ballots' ? 'Private ballots are being cast…' : `${expected.speaker.name} is next…`;
}

/** In the place of a face. */
const initial = (name: string): string => [...name][0]?.toUpperCase() ?? '';

/** What is being written, for whoever sees it grow; whoever listens hears the whole turn, once. */
function Writing({ draft: { speaker, text }, persona }: { draft: Draft; persona: Persona | undefined }) {
  return (
    <div className="turn persona draft" aria-hidden="true">
      {persona ? <Face persona={persona} size={44} /> : <span className="face none">{initial(speaker.name)}</span>}
      <div>
        <p className="who">
          <strong>{speaker.name}</strong> <span className="note">writes…</span>
        </p>
        <p className="text">{text}</p>
      </div>
    </div>
  );
}

type EntryProps = {
  line: Line;
  people: Map<string, Persona>;
  names: Map<number, string>;
  phase: string | undefined;
  fork: ((turn: number, title: string) => void) | undefined;
};

function Entry({ line, people, names, phase, fork }: EntryProps) {
  if (line.kind !== 'turn') {
    const text = said(line);
    return text ? <li className="step">{text}</li> : null;
  }
  const { n, speaker, text, kind, replyTo, round } = line.turn;
  const persona = people.get(speaker.id);
  return (
    <>
      {phase && (
        <li className="phase">
          <h2>{phase}</h2>
        </li>
      )}
      <li className={`turn ${kind}`} id={`seq-${line.seq}`}>
        {persona ? (
          <Face persona={persona} size={44} />
        ) : (
          <span className="face none" aria-hidden="true">
            {initial(speaker.name)}
          </span>
        )}
        <div>
          <p className="who" id={`turn-${n}`}>
            <strong>{speaker.name}</strong>{' '}
            <span className="note">
              {persona ? `${persona.profession} · ` : kind === 'person' ? 'asks · ' : ''}
              turn {n}
              {round !== undefined && `, round ${round}`} · <time>{whole(line.at)}</time>
            </span>
          </p>
          {replyTo !== undefined && (
            <p className="note">
              <a href={`#turn-${replyTo}`}>
                answers {names.get(replyTo) ?? 'turn'} ({replyTo})
              </a>
            </p>
          )}
          <p className="text">{text}</p>
          {fork && (
            <span className="actions">
              <button type="button" className="small" onClick={() => fork(n, `Fork from turn ${n}`)}>
                Fork from turn {n}
              </button>
              {kind === 'persona' && n > 1 && (
                <button type="button" className="small" onClick={() => fork(n - 1, `Write turn ${n} anew in a fork`)}>
                  Write turn {n} anew in a fork
                </button>
              )}
            </span>
          )}
        </div>
      </li>
    </>
  );
}

function said(line: Line): string {
  switch (line.kind) {
    case 'cast':
      return `${line.personas.map(({ name }) => name).join(', ')} take part. ${line.reason}`;
    case 'control':
      return `${line.by}: ${line.action}${line.speed === undefined ? '' : ` ${line.speed} ×`}${line.reason ? ` (${line.reason})` : ''}`;
    case 'chose':
      return `${line.by}: ${line.what} ${line.turns.join(', ')}`.trim();
    case 'failed':
      return line.reason;
    case 'ended':
      return `Over: ${line.reason}${line.by ? `, by ${line.by}` : ''}.`;
    case 'section':
      return `Report: ${line.title} is written.`;
    default:
      return '';
  }
}
