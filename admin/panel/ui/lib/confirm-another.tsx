import { send } from './call.ts';
import { Confirm } from './confirm.tsx';
import { type Estimate, estimateWords } from './estimate.ts';
import { Waiting } from './page.tsx';
import { useData } from './use-data.ts';

/** What another discussion is made of: the same again, or on from a turn. */
export type Another = { kind: 'again' } | { kind: 'fork'; turn: number; title: string };

type Props = { id: string; another: Another; onYes: () => void; onClose: () => void };

/** A discussion of its own costs of its own: what it will cost is told before it starts. */
export function ConfirmAnother({ id, another, onYes, onClose }: Props) {
  const turn = another.kind === 'fork' ? another.turn : undefined;
  const { data, problem } = useData(
    () => send<Estimate>(`/discussions/${id}/foreseen`, turn === undefined ? {} : { turn }),
    `${id} ${turn ?? ''}`,
  );
  return (
    <Confirm
      title={another.kind === 'fork' ? another.title : 'Run again'}
      yes="Start it"
      ready={data !== undefined}
      onYes={onYes}
      onClose={onClose}
    >
      <p>
        {turn === undefined
          ? 'The same again, from the beginning, as a discussion of its own.'
          : `A discussion of its own starts: what was said up to turn ${turn} is kept, and it goes on from there.`}
      </p>
      {data ? <p>{estimateWords(data)}</p> : <Waiting problem={problem} />}
    </Confirm>
  );
}
