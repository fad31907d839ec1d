import { cutAtSentence, type Fold, faceOf, pieces } from '../engine/engine.ts';
import type { Discussion, DiscussionEvent, EventOf, Phase, Turn } from '../engine/types.ts';
import { councilPosts } from './council-posts.ts';
import { isFromForm } from './form-question.ts';
import { noticeOf } from './notices.ts';
import type { Post, Room } from './platform.ts';
import { phaseName } from './wording.ts';

/** What an event looks like in a thread: nothing, or posts in their order. Pure: the same log gives the same posts. */

type Transcript = Fold['transcript'];
/** `replyTo`: number of the turn that the post answers; which message that is, is known when it is posted. */
export type Rendered = Omit<Post, 'key' | 'replyTo'> & { replyTo?: Turn };

/** Who speaks for the discussion itself. */
export const APP = { name: 'simFocus', kind: 'app' } as const;

/** `transcript`: folded up to this event. */
export function postsOf(event: DiscussionEvent, transcript: Transcript, discussion: Discussion, room: Room): Rendered[] {
  const own = transcript.services.length > 0 ? councilPosts(event, transcript, discussion.id) : undefined;
  if (own) return own;
  switch (event.type) {
    case 'opened':
    case 'control':
    case 'ended': {
      const view = noticeOf(event, discussion);
      return view ? [{ speaker: APP, view }] : [];
    }
    case 'said':
      return isCopied(transcript) ? [] : saidPosts(event, transcript, room);
    case 'asked':
      return isFromForm(event.key) && !isCopied(transcript) ? askedPosts(event, room) : [];
    case 'cast':
    case 'chose':
    case 'decided':
    case 'section':
    case 'failed':
      return [];
  }
}

/** The last turn was said in the discussion that this one was forked from. */
function isCopied({ byKey, turns }: Transcript): boolean {
  const opened = byKey.get('opened');
  const from = opened?.type === 'opened' && opened.origin?.kind === 'fork' ? opened.origin.turn : undefined;
  return from !== undefined && turns.length <= from;
}

function saidPosts({ text }: EventOf<'said'>, { turns, personas }: Transcript, room: Room): Rendered[] {
  const turn = turns.at(-1);
  if (!turn) return [];
  const phase = newPhase(turns, turn);
  const [first = '', ...rest] = pieces(text, room.message);
  const answered = turn.replyTo === undefined ? undefined : turns[turn.replyTo - 1];
  if (turn.kind === 'moderator') {
    const speaker = { name: turn.speaker.name, kind: 'moderator' as const };
    const step = (line: string, title?: string) => ({ tone: 'step' as const, ...(title && { title }), lines: line.split('\n') });
    const opening: Rendered = phase
      ? { speaker, view: step(first, phaseName(phase)) }
      : { speaker, text: first, ...(answered && { replyTo: answered }) };
    return [opening, ...rest.map((piece): Rendered => (phase ? { speaker, view: step(piece) } : { speaker, text: piece }))];
  }
  const persona = personas.find(({ id }) => id === turn.speaker.id);
  const speaker = { name: turn.speaker.name, ...(persona && { avatar: faceOf(persona) }), kind: 'persona' as const };
  return [
    ...(phase ? [{ speaker: APP, view: { tone: 'step' as const, title: phaseName(phase) } }] : []),
    { speaker, text: first, ...(answered && { replyTo: answered }) },
    ...rest.map((piece) => ({ speaker, text: piece })),
  ];
}

/** The phase that begins with this turn. */
function newPhase(turns: readonly Turn[], { phase }: Turn): Phase | undefined {
  const before = turns.findLast((turn, i) => i < turns.length - 1 && turn.phase !== undefined);
  return phase !== before?.phase ? phase : undefined;
}

function askedPosts({ asker, text }: EventOf<'asked'>, room: Room): Rendered[] {
  const head = `${asker.name} asks:`;
  return pieces(text, room.message - head.length).map((piece, i) => ({
    speaker: APP,
    view: { lines: [...(i === 0 ? [[{ bold: head }]] : []), ...piece.split('\n')] },
  }));
}

const EXCERPT_WORDS = 14;

/** The beginning of what is answered, on one line. */
export const excerptOf = (text: string): string => cutAtSentence(text.replace(/\s+/gu, ' ').trim(), EXCERPT_WORDS);
