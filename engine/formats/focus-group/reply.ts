import { chance } from '../../seed.ts';
import type { Persona, Transcript, Turn } from '../../types.ts';
import { names } from '../names.ts';
import { turnIndex } from '../turn-index.ts';
import { ballotOf } from './decisions.ts';
import { type Plan, sideOf } from './plan.ts';
import { leanOf } from './sides.ts';

/** How far back somebody answers. */
const REACH = 10;

/**
 * The turn that a persona answers: most often the last one; often one that named them; sometimes one of somebody who sees
 * it otherwise. Undefined as long as nobody else has spoken.
 */
export function turnToAnswer(transcript: Transcript, plan: Plan, persona: Persona, key: string): Turn | undefined {
  const { recent, sinceOwn } = others(transcript, persona);
  const last = recent[0];
  if (!last) return undefined;
  const roll = chance(transcript.seed, key, 'reply');
  const pick = (turns: readonly Turn[]) => turns[Math.floor(chance(transcript.seed, key, 'which') * turns.length)] ?? last;

  const named = recent.slice(0, sinceOwn).find((turn) => names(turn.text, persona));
  if (named && roll < 0.7) return named;
  const contrary = recent.filter((turn) => disagree(transcript, plan, persona, turn.speaker.id));
  if (plan.sides && contrary.length > 0 && roll < 0.8) return contrary[0];
  if (roll < 0.55) return last;
  return roll < 0.85 && contrary.length > 0 ? pick(contrary) : pick(recent.slice(0, 6));
}

/**
 * The last turns of the other personas, newest first, and how many of them came after this persona's own last turn. What
 * has been answered by this persona is left out, as long as there is something else.
 */
function others(transcript: Transcript, persona: Persona): { recent: Turn[]; sinceOwn: number } {
  const turns = turnIndex(transcript).personaTurns;
  const all: Turn[] = [];
  const answered = new Set<number>();
  let sinceOwn: number | undefined;
  for (let i = turns.length - 1; i >= 0 && all.length < REACH; i--) {
    const turn = turns[i];
    if (!turn) continue;
    if (turn.speaker.id !== persona.id) {
      all.push(turn);
      continue;
    }
    sinceOwn ??= all.length;
    if (turn.replyTo !== undefined) answered.add(turn.replyTo);
  }
  const open = all.filter(({ n }) => !answered.has(n));
  return { recent: open.length > 0 ? open : all, sinceOwn: sinceOwn ?? all.length };
}

/** By side in a debate; else by the first ballots, or by stance where a ballot is missing. */
function disagree(transcript: Transcript, plan: Plan, persona: Persona, otherId: string): boolean {
  if (plan.sides) {
    const [own, theirs] = [sideOf(plan, persona.id), sideOf(plan, otherId)];
    return own !== theirs && theirs !== 'neutral';
  }
  const [own, theirs] = [position(transcript, persona.id), position(transcript, otherId)];
  return own * theirs < 0 || Math.abs(own - theirs) >= 2;
}

function position(transcript: Transcript, id: string): number {
  const persona = transcript.personas.find((one) => one.id === id);
  return ballotOf(transcript, 'before', id)?.position ?? (persona ? leanOf(persona) : 0);
}
