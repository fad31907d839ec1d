import type { Named, Sentence, Synthesis } from '../lib/council.ts';

/** What a chair made of the answers; each sentence leads to those that it rests on. */
export function SynthesisView({ synthesis }: { synthesis: Synthesis }) {
  const { heading, chair, agreements, contradictions, onlyOne, blindSpots, minority } = synthesis;
  return (
    <section className="card" aria-label={heading}>
      <h3>{heading}</h3>
      <p className="note">Written by {chair} from the answers without their names.</p>
      <Part title="Agreements" sentences={agreements} />
      {contradictions.length > 0 && (
        <>
          <h4>Contradictions</h4>
          <ul>
            {contradictions.map(({ text, sides }, i) => (
              <li key={i}>
                {text}
                <ul>
                  {sides.map((side, j) => (
                    <li key={j}>
                      {side.text} <Answers of={side.answers} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
      <Part title="What only one saw" sentences={onlyOne} />
      <Part title="Blind spots" sentences={blindSpots} />
      <Part title="Minority report" sentences={minority} />
    </section>
  );
}

function Part({ title, sentences }: { title: string; sentences: Sentence[] }) {
  if (sentences.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {sentences.map(({ text, answers }, i) => (
          <li key={i}>
            {text} <Answers of={answers} />
          </li>
        ))}
      </ul>
    </>
  );
}

const Answers = ({ of }: { of: Named[] }) => (
  <span className="note">
    (
    {of.map(({ n, name }, i) => (
      <span key={n}>
        {i > 0 && ', '}
        <a href={`#turn-${n}`}>
          {name}, answer {n}
        </a>
      </span>
    ))}
    )
  </span>
);
