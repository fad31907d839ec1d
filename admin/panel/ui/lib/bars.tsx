export type Figure = { name: string; value: number };

/** Figures as bars; each says its number, so nothing hangs on the picture alone. */
export function Bars({ title, figures, said }: { title: string; figures: readonly Figure[]; said: (value: number) => string }) {
  const most = Math.max(...figures.map(({ value }) => value), 0);
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {figures.length === 0 ? (
        <p className="note">Nothing yet.</p>
      ) : (
        <dl className="bars">
          {figures.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <meter min={0} max={most || 1} value={value} aria-label={name} />
                <span>{said(value)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
