import type { EventOf, Transcript, Turn } from '../../types.ts';
import { answerKey } from './keys.ts';

/** What persons chose, and for which question; by the number of the turn where it is about one. */
export type Choices = {
  selected: Set<number>;
  deleted: Set<number>;
  /** `question/service` → how often it was to be asked again. */
  again: Map<string, number>;
  /** By question. */
  syntheses: Map<number, number>;
  archived: boolean;
};

export function choicesIn(transcript: Transcript): Choices {
  const choices: Choices = { selected: new Set(), deleted: new Set(), again: new Map(), syntheses: new Map(), archived: false };
  let question = 1;
  for (const event of transcript.byKey.values()) {
    if (event.type === 'asked') question++;
    if (event.type === 'chose') take(choices, event, question, transcript);
  }
  return choices;
}

function take(
  choices: Choices,
  { choice, seq }: EventOf<'chose'>,
  question: number,
  { turns, byKey, services }: Transcript,
): void {
  const { kind, turns: named = [], service } = choice;
  const { selected, deleted, again, syntheses } = choices;
  const isAnswer = (turn: Turn) => turn.seq < seq && turn.key.startsWith(`q${question}/`);
  switch (kind) {
    case 'select':
      for (const n of named) selected.add(n);
      break;
    case 'unselect':
      for (const n of named) selected.delete(n);
      break;
    case 'delete':
      for (const n of named) deleted.add(n);
      break;
    case 'others':
      for (const turn of turns) if (isAnswer(turn) && !selected.has(turn.n)) deleted.add(turn.n);
      break;
    case 'again':
      for (const { id } of services) {
        if (service !== undefined && service !== id) continue;
        const at = `${question}/${id}`;
        const attempt = 1 + (again.get(at) ?? 0);
        const found = byKey.get(answerKey(question, id, attempt));
        const event = found && found.seq < seq ? found : undefined;
        const turn = event?.type === 'said' ? turns.find(({ key }) => key === event.key) : undefined;
        // What has failed, or was deleted when it is named.
        const may = event?.type === 'failed' || (service === id && turn !== undefined && deleted.has(turn.n));
        if (may) again.set(at, attempt);
      }
      break;
    case 'synthesis':
      syntheses.set(question, (syntheses.get(question) ?? 0) + 1);
      break;
    case 'archive':
      choices.archived = true;
      break;
  }
}
