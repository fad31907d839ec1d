import type { Line } from '../lib/live.ts';

type Ballot = { by: string; position: string; reason: string };

/** Private ballots as they come in: first and last of each persona. */
export function Ballots({ lines }: { lines: readonly Line[] }) {
  const names = new Map(
    lines.flatMap((line) => (line.kind === 'cast' ? line.personas.map((one) => [one.id, one.name] as const) : [])),
  );
  const ballots = lines.flatMap((line): Ballot[] => {
    if (line.kind !== 'ballot' || !line.by || !names.has(line.by)) return [];
    const { position, reason } = line.data;
    return typeof position === 'string' ? [{ by: line.by, position, reason: typeof reason === 'string' ? reason : '' }] : [];
  });
  const voters = [...names]
    .map(([id, name]) => ({ id, name, cast: ballots.filter(({ by }) => by === id) }))
    .filter(({ cast }) => cast.length > 0);
  if (voters.length === 0) return null;
  return (
    <section className="card" aria-label="Ballots">
      <h2>Private ballots</h2>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">At first</th>
            <th scope="col">At the end</th>
          </tr>
        </thead>
        <tbody>
          {voters.map(({ id, name, cast: [first, last] }) => (
            <tr key={id} className={last && first?.position !== last.position ? 'changed' : ''}>
              <th scope="row">{name}</th>
              <td data-label="At first">{first?.position}</td>
              <td data-label="At the end">{last ? `${last.position}: ${last.reason}` : 'not yet'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
