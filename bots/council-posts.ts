import { councilOf, isAtRest } from '../engine/engine.ts';
import type { DiscussionEvent, DiscussionId, EventOf, Transcript } from '../engine/types.ts';
import { answerView, boardView, failedView } from './council-view.ts';
import type { Post } from './platform.ts';

/** What an event of a council looks like in its thread; undefined where it looks as in any discussion. Pure. */
type Posts = Omit<Post, 'key' | 'replyTo'>[];

const APP = { name: 'simFocus', kind: 'app' } as const;

export function councilPosts(event: DiscussionEvent, transcript: Transcript, id: DiscussionId): Posts | undefined {
  switch (event.type) {
    case 'said': {
      const turn = transcript.turns.at(-1);
      if (!turn) return [];
      const service = transcript.services.find((one) => one.id === event.speaker);
      if (!service) return undefined;
      const speaker = { name: service.name, kind: 'persona' as const };
      const answer = { n: turn.n, text: turn.text, cut: event.cut === true, selected: false };
      return [{ speaker, view: answerView(id, answer, service) }, ...board(transcript, id)];
    }
    case 'failed': {
      const seat = transcript.services.findIndex((one) => one.id === event.by);
      const service = transcript.services[seat];
      const isAnswer = /^q\d+\/answer\//.test(event.key);
      const told = service && isAnswer ? [{ speaker: APP, view: failedView(id, service.name, event.reason, seat) }] : [];
      return [...told, ...board(transcript, id)];
    }
    case 'decided':
      return board(transcript, id);
    case 'chose':
      return chosen(event, transcript);
    default:
      return undefined;
  }
}

/** Once all that was to be done is done. */
function board(transcript: Transcript, id: DiscussionId): Posts {
  const { questions, archived } = councilOf(transcript);
  const question = questions.at(-1);
  return question && !archived && isAtRest(transcript) ? [{ speaker: APP, view: boardView(id, question) }] : [];
}

const TOLD: Readonly<Record<string, string>> = {
  others: 'deleted the answers that were not selected',
  synthesis: 'asked for a synthesis',
  archive: 'archived this council',
};

function chosen({ choice, by }: EventOf<'chose'>, { services }: Transcript): Posts {
  const service = services.find(({ id }) => id === choice.service)?.name;
  const told = choice.kind === 'again' ? `asked ${service ?? 'those that failed'} again` : TOLD[choice.kind];
  return told === undefined ? [] : [{ speaker: APP, view: { tone: 'step', lines: [`${by.name} ${told}.`] } }];
}
