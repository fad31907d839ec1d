import { useId } from 'react';
import type { Figure } from './bars.tsx';

const HEIGHT = 120;
const STEP = 12;

/** A series of days as columns, from left to right; whoever does not see it has the same as a table. */
export function Columns({
  title,
  days,
  figures,
  said,
}: {
  title: string;
  /** So many, until today. */
  days: number;
  /** By day, such as 2026-11-21; a day that is not there is zero. */
  figures: readonly Figure[];
  said: (value: number) => string;
}) {
  const id = useId();
  const known = new Map(figures.map(({ name, value }) => [name, value]));
  const series = lastDays(days).map((name) => ({ name, value: known.get(name) ?? 0 }));
  const most = Math.max(...series.map(({ value }) => value));
  const sum = series.reduce((all, { value }) => all + value, 0);
  const [first, last] = [series[0]?.name, series.at(-1)?.name];
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {most === 0 ? (
        <p className="note">Nothing yet.</p>
      ) : (
        <>
          <svg
            className="columns"
            viewBox={`0 0 ${series.length * STEP} ${HEIGHT}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {series.map(({ name, value }, i) => (
              <rect key={name} x={i * STEP + 1} width={STEP - 2} {...column(value, most)}>
                <title>{`${name}: ${said(value)}`}</title>
              </rect>
            ))}
          </svg>
          <p className="note axis">
            <span>{first}</span>
            <span>{last}</span>
          </p>
          <p>
            {said(sum)} in all, {said(most)} on one day at most
          </p>
          <table className="aside">
            <caption>{title}</caption>
            <tbody>
              {series
                .filter(({ value }) => value > 0)
                .map(({ name, value }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{said(value)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** What is not nothing is seen. */
function column(value: number, most: number): { y: number; height: number } {
  const height = value === 0 ? 0 : Math.max(2, (value / most) * (HEIGHT - 2));
  return { y: HEIGHT - height, height };
}

const lastDays = (days: number): string[] =>
  Array.from({ length: days }, (_, i) => new Date(Date.now() - (days - 1 - i) * 86_400_000).toISOString().slice(0, 10));
