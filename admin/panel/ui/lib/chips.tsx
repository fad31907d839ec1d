import { useId, useState } from 'react';

type Props = {
  label: string;
  values: string[];
  onChange: (values: string[]) => void;
  most?: number;
  longest?: number;
  problem?: string | undefined;
};

/** A list of short texts: Enter adds one, its button takes it away. */
export function Chips({ label, values, onChange, most = 10, longest = 120, problem }: Props) {
  const [typed, setTyped] = useState('');
  const id = useId();
  const add = () => {
    const value = typed.trim();
    if (value && !values.includes(value)) onChange([...values, value]);
    setTyped('');
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <ul className="chips">
        {values.map((value) => (
          <li key={value}>
            {value}
            <button
              type="button"
              aria-label={`Take away ${value}`}
              onClick={() => onChange(values.filter((one) => one !== value))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <div className="actions">
        <input
          id={id}
          value={typed}
          maxLength={longest}
          disabled={values.length >= most}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <button type="button" onClick={add} disabled={!typed.trim()}>
          Add to {label.toLowerCase()}
        </button>
      </div>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** One of a few, as buttons that say which one is chosen. */
export function Pick({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly string[];
  onChange: (value: string) => void;
}) {
  const name = useId();
  return (
    <fieldset className="pick">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option} className="inline">
          <input type="radio" name={name} checked={value === option} onChange={() => onChange(option)} />
          {option}
        </label>
      ))}
    </fieldset>
  );
}

export function Slider({
  label,
  value,
  onChange,
  low,
  high,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
  low: string;
  high: string;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}: {value}
      </label>
      <input
        id={id}
        type="range"
        min={1}
        max={10}
        step={1}
        value={value}
        onChange={({ target }) => onChange(Number(target.value))}
        aria-valuetext={`${value} of 10, from ${low} to ${high}`}
      />
      <p className="ends note" aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </p>
    </div>
  );
}
