import type { Dice } from './dice.ts';
import type { Move } from './moves.ts';
import type { Stage } from './stage.ts';

/** What backs up a claim, as this person would: stories, numbers, work, convictions. */
function backing(stage: Stage, count: number): Move[] {
  const { persona, dice } = stage;
  const asks = /question|ask/i.test(persona.voice) ? 2 : 0;
  const weights: [Move, number][] = [
    [
      'story',
      (persona.style === 'storytelling' ? 5 : persona.style === 'casual' ? 2 : 1) +
        (/stor|anecdot|remember/i.test(persona.voice) ? 2 : 0),
    ],
    [
      'number',
      (persona.style === 'technical' ? 3 : 0.5) +
        persona.traits.rigor / 6 +
        (/number|figure|data|precis/i.test(persona.voice) ? 2 : 0),
    ],
    ['view', stage.phase === 'opening' ? 9 : 3],
    ['work', persona.profession || persona.knowledge.length > 0 ? 1.6 : 0],
    ['ask', asks],
    ['claim', 1],
  ];
  const chosen: Move[] = [];
  for (let i = 0; i < count; i++) {
    const open = weights.filter(([move]) => chosen.at(-1) !== move);
    chosen.push(weighted(open, dice));
  }
  return chosen;
}

function weighted(moves: readonly [Move, number][], dice: Dice): Move {
  let at = dice.roll() * moves.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [move, weight] of moves) {
    at -= weight;
    if (at < 0) return move;
  }
  return 'claim';
}

function ending(stage: Stage): Move {
  const { persona, dice } = stage;
  if (stage.consensus && dice.hits(0.65)) return dice.hits(0.5) ? 'concede' : 'propose';
  const asking = 0.25 + persona.traits.criticalThinking / 25;
  const tempered = persona.behaviour === 'balanced' ? 0 : 0.12;
  const roll = dice.roll();
  if (roll < tempered) return 'temper';
  return roll < tempered + asking ? 'ask' : 'propose';
}

/** The order of moves in a turn of about so many sentences. */
export function plotOf(stage: Stage, sentences: number): Move[] {
  const { phase, creative, dice, heard, persona } = stage;
  const middle = (head: Move[], tail: Move[]) => {
    const room = Math.max(0, sentences - head.length - tail.length);
    return [...head, ...body(stage, room), ...tail].slice(0, Math.max(1, sentences));
  };
  if (creative) {
    const head: Move[] = heard ? ['react', 'build'] : ['dream', 'build'];
    const room = Math.max(0, sentences - 3);
    const ideas = Array.from({ length: room }, (_, i): Move => (i % 3 === 1 && dice.hits(0.5) ? 'dream' : 'build'));
    return [...head, ...ideas, dice.hits(0.5) ? 'invite' : 'build'];
  }
  if (phase === 'opening') {
    const head: Move[] = heard ? ['react', 'position'] : ['position'];
    return middle(head, sentences > 3 ? [ending(stage)] : []);
  }
  if (phase === 'closing') {
    const head: Move[] =
      heard?.name && dice.hits(0.6) ? ['credit', 'stay'] : heard?.name && sentences > 2 ? ['stay', 'credit'] : ['stay'];
    return middle(head, sentences > 2 ? [dice.hits(0.5) ? 'concede' : dice.hits(0.5) ? 'wish' : 'propose'] : []);
  }
  const head: Move[] = heard ? ['react'] : [dice.pick(['anchor', 'claim', 'story', 'work'])];
  if (phase === 'debate') {
    const turn: Move = dice.hits(persona.traits.openness / 16) ? 'concede' : 'challenge';
    return middle(
      [...head, 'claim'],
      sentences > 3 ? [turn, ending(stage)] : sentences > 2 ? [dice.hits(0.5) ? turn : ending(stage)] : [],
    );
  }
  return middle(heard ? [...head, 'claim'] : head, sentences > 2 ? [ending(stage)] : []);
}

function body(stage: Stage, room: number): Move[] {
  const moves: Move[] = [];
  const both = stage.persona.stance === 'neutral';
  while (moves.length < room) {
    moves.push(...backing(stage, 1));
    if (moves.length < room && room > 1)
      moves.push(both && moves.length % 4 === 1 ? 'other side' : stage.dice.hits(0.3) ? 'anchor' : 'claim');
    if (moves.length < room && room > 4) moves.push(...backing(stage, 1), stage.dice.hits(0.5) ? 'ask' : 'propose');
  }
  return moves.slice(0, room);
}
