import { plainName } from '../formats/wording.ts';
import type { DiscussionEvent, Speaker, Turn } from '../types.ts';
import type { ReportInput } from './section.ts';

/** A name on one line, short, without marks that would make a quote or a citation of it. */
export const shownName = (name: string): string => plainName(name.replace(/[„‟″«»‹›「」『』〝〞]/gu, ' '));

/** Whose words a quote is: a person outside the group may be called like one of its personas. */
export const speakerOf = ({ kind, speaker }: Pick<Turn, 'kind' | 'speaker'>): string =>
  kind === 'person' ? `${shownName(speaker.name)} (asked from outside)` : shownName(speaker.name);

/** All names as they may be shown. */
export function withShownNames(input: ReportInput): ReportInput {
  const { transcript } = input;
  const turns = new Map(transcript.turns.map((turn) => [turn.n, { ...turn, speaker: named(turn.speaker) }]));
  return {
    ...input,
    transcript: {
      ...transcript,
      personas: transcript.personas.map(named),
      moderator: named(transcript.moderator),
      turns: [...turns.values()],
      questions: transcript.questions.map((question) => ({ ...question, turn: turns.get(question.turn.n) ?? question.turn })),
    },
    events: input.events.map(withShownEnd),
  };
}

const named = <T extends Speaker>(speaker: T): T => ({ ...speaker, name: shownName(speaker.name) });

const withShownEnd = (event: DiscussionEvent): DiscussionEvent =>
  event.type === 'ended' && event.by ? { ...event, by: named(event.by) } : event;
