import { Choice, Field } from '../lib/field.tsx';
import type { Replay } from '../lib/use-replay.ts';

const SPEEDS = [1, 2, 4, 8, 16].map((speed) => ({ value: String(speed), label: `${speed} ×` }));

/** To see a discussion again as it went. */
export function ReplayBar({ replay }: { replay: Replay }) {
  const { on, playing, ended, turn, turns, speed } = replay;
  if (turns === 0) return null;
  if (!on)
    return (
      <p>
        <button type="button" onClick={replay.start}>
          Replay at its own pace
        </button>
      </p>
    );
  return (
    <section className="card replay" aria-label="Replay">
      <div className="actions">
        <button type="button" className="main" onClick={playing && !ended ? replay.pause : replay.play}>
          {playing && !ended ? 'Pause the replay' : ended ? 'Replay again' : 'Go on with the replay'}
        </button>
        <Choice label="Pace" value={String(speed)} onChange={(value) => replay.setSpeed(Number(value))} options={SPEEDS} />
        <Field label={`Turn ${turn} of ${turns}`}>
          {(id) => (
            <input
              id={id}
              type="range"
              min={0}
              max={turns}
              value={turn}
              onChange={({ target }) => replay.seek(Number(target.value))}
            />
          )}
        </Field>
        <button type="button" onClick={replay.end}>
          Show all of it
        </button>
      </div>
    </section>
  );
}
