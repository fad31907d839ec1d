import { useState } from 'react';
import { TextField } from './field.tsx';
import { Face, type Persona } from './personas.tsx';

const SHOWN = 24;

/** Who is chosen, and a search for more. */
export function PersonaPicker({
  pool,
  chosen,
  onChange,
}: {
  pool: Persona[];
  chosen: string[];
  onChange: (ids: string[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const left = pool.filter(
    (one) =>
      !chosen.includes(one.id) &&
      JSON.stringify([one.name, one.profession, one.field, one.knowledge]).toLowerCase().includes(wanted),
  );
  const people = chosen.flatMap((id) => pool.find((one) => one.id === id) ?? []);
  return (
    <fieldset className="group">
      <legend>Personas ({people.length})</legend>
      <ul className="cards small">
        {people.map((one) => (
          <li key={one.id} className="card persona">
            <Face persona={one} size={40} />
            <span>{one.name}</span>
            <button
              type="button"
              onClick={() => onChange(chosen.filter((id) => id !== one.id))}
              aria-label={`Take out ${one.name}`}
            >
              Take out
            </button>
          </li>
        ))}
      </ul>
      <TextField label="Search for somebody to add" value={typed} onChange={setTyped} />
      <ul className="cards small">
        {left.slice(0, SHOWN).map((one) => (
          <li key={one.id} className="card persona">
            <Face persona={one} size={40} />
            <span>
              {one.name}
              <br />
              <span className="note">{one.profession}</span>
            </span>
            <button type="button" onClick={() => onChange([...chosen, one.id])} aria-label={`Add ${one.name}`}>
              Add
            </button>
          </li>
        ))}
      </ul>
      {left.length > SHOWN && <p className="note">{left.length - SHOWN} more: search to find them.</p>}
    </fieldset>
  );
}
