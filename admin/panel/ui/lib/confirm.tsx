import { type ReactNode, useEffect, useId, useRef } from 'react';

type Props = {
  title: string;
  yes: string;
  bad?: boolean;
  ready?: boolean;
  onYes: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks once more before something that costs, or that cannot be undone. */
export function Confirm({ title, yes, bad = false, ready = true, onYes, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="card confirm" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children}
      <div className="actions">
        <button
          type="button"
          className={bad ? 'bad' : 'main'}
          disabled={!ready}
          onClick={() => {
            dialog.current?.close();
            onYes();
          }}
        >
          {yes}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}
