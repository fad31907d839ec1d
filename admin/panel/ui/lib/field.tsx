import { type ReactNode, useId } from 'react';

/** A control with its name above it, and below it what is wrong with it. */
export function Field({
  label,
  problem,
  wide,
  children,
}: {
  label: string;
  problem?: string | undefined;
  wide?: boolean;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

type Text = { label: string; value: string; onChange: (value: string) => void; problem?: string | undefined };

export const TextField = ({
  label,
  value,
  onChange,
  problem,
  ...rest
}: Text & {
  type?: string;
  autoComplete?: string;
  maxLength?: number;
  required?: boolean;
  min?: number;
  max?: number;
  step?: number;
}) => (
  <Field label={label} problem={problem}>
    {(id) => <input id={id} value={value} onChange={({ target }) => onChange(target.value)} {...rest} />}
  </Field>
);

export const LongField = ({
  label,
  value,
  onChange,
  problem,
  rows = 4,
  maxLength,
}: Text & { rows?: number; maxLength?: number }) => (
  <Field label={label} problem={problem} wide>
    {(id) => (
      <textarea
        id={id}
        className="wide"
        rows={rows}
        maxLength={maxLength}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </Field>
);

export const Choice = ({
  label,
  value,
  onChange,
  problem,
  options,
  any,
  wide = false,
}: Text & { options: readonly (string | { value: string; label: string })[]; any?: string; wide?: boolean }) => (
  <Field label={label} problem={problem} wide={wide}>
    {(id) => (
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {any !== undefined && <option value="">{any}</option>}
        {options.map((option) => {
          const one = typeof option === 'string' ? { value: option, label: option } : option;
          return (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          );
        })}
      </select>
    )}
  </Field>
);
