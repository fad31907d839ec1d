import { type ReactNode, useEffect } from 'react';

/** One page: its title in the window and as its only first heading. */
export function Page({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · simFocus`;
  }, [title]);
  return (
    <main className="page" id="main">
      <header className="page-head">
        <h1>{title}</h1>
        <div className="actions">{actions}</div>
      </header>
      {children}
    </main>
  );
}

export const Problem = ({ children }: { children?: ReactNode }) =>
  children ? (
    <p className="problem" role="alert">
      {children}
    </p>
  ) : null;

export const Said = ({ children }: { children?: ReactNode }) => (
  <p className="said" role="status" hidden={!children}>
    {children}
  </p>
);

/** Until the data is there; says the problem instead when there is one. */
export const Waiting = ({ problem }: { problem: string | undefined }) =>
  problem ? <Problem>{problem}</Problem> : <p className="note">Loading…</p>;
