import type { Aspect } from './aspects/aspect.ts';
import type { Dice } from './dice.ts';
import { lowerFirst, upperFirst } from './english.ts';
import { type Line, lineOf, linesOf } from './line.ts';
import { CHALLENGE, CONCEDE, CREDIT, DREAM, HEDGE, INVITE, PUSH, STAY, WISH } from './lines/middle.ts';
import { ANCHOR, POSITION, VIEW_LEAD, WORK } from './lines/opening.ts';
import { AGREE, AGREE_BUT, DISAGREE, SUPPORT, WONDER, YES_AND } from './lines/reply.ts';
import { slotsOf, viewSentence } from './slots.ts';
import type { Stage } from './stage.ts';

/** What a sentence does in a turn. */
export type Move =
  | 'react'
  | 'position'
  | 'claim'
  | 'other side'
  | 'story'
  | 'number'
  | 'work'
  | 'view'
  | 'anchor'
  | 'ask'
  | 'propose'
  | 'concede'
  | 'challenge'
  | 'stay'
  | 'credit'
  | 'wish'
  | 'temper'
  | 'dream'
  | 'build'
  | 'invite';

/** Share of the answers that open with a word of agreement; people in real groups: .38 of all turns. */
const AGREEING = 0.45;

const LINKS: Partial<Record<Move, readonly string[]>> = {
  claim: ['Besides,', 'And', 'Still,', 'In practice,', 'Mind you,', 'Then there is this:'],
  'other side': ['Then again,', 'On the other hand,', 'Still,', 'And yet', 'Against that,'],
  propose: ['So', 'My suggestion:', 'For a start,', 'Here is what I would do:', 'Then'],
  ask: ['So', 'And', 'Then tell me,', 'One more thing:'],
};

function reactions(stage: Stage): readonly string[] {
  const distance = stage.heard?.distance ?? 0;
  if (stage.creative) return YES_AND;
  const agreeing = stage.dice.hits(AGREEING);
  if (distance <= 1) return agreeing ? AGREE : [...SUPPORT, ...WONDER.slice(0, 4)];
  if (distance >= 3) return agreeing ? AGREE_BUT : DISAGREE;
  return agreeing ? AGREE_BUT : stage.persona.stance === 'neutral' ? WONDER : [...WONDER, ...DISAGREE.slice(0, 6)];
}

const claims = (aspect: Aspect, side: Stage['side']) => (side === 'pro' ? aspect.pro : aspect.con);

function templatesOf(move: Move, stage: Stage, aspect: Aspect): readonly string[] {
  const { stance, behaviour } = stage.persona;
  switch (move) {
    case 'react':
      return reactions(stage);
    case 'position':
      return POSITION[stance];
    case 'claim':
      return claims(aspect, stage.side);
    case 'other side':
      return claims(aspect, stage.side === 'pro' ? 'con' : 'pro');
    case 'story':
      return aspect.story;
    case 'number':
      return aspect.number;
    case 'work':
      return WORK;
    case 'view':
      return [];
    case 'anchor':
      return ANCHOR;
    case 'ask':
      return aspect.ask;
    case 'propose':
      return aspect.propose;
    case 'concede':
      return CONCEDE;
    case 'challenge':
      return CHALLENGE;
    case 'stay':
      return STAY[stance];
    case 'credit':
      return CREDIT;
    case 'wish':
      return WISH;
    case 'temper':
      return behaviour === 'active' ? PUSH : HEDGE;
    case 'dream':
      return DREAM;
    case 'build':
      return aspect.build;
    case 'invite':
      return INVITE;
  }
}

/** A view in the words of the sheet, and led in by others. */
function viewLines(stage: Stage): Line[] {
  const { dice, said, persona, style } = stage;
  return persona.views.flatMap((view) => {
    const sentence = viewSentence(view);
    if (sentence === undefined) return [];
    const low = lowerFirst(sentence);
    const plain = lineOf(style(sentence), said);
    const slots = (name: string) => (name === 'viewlow' || (name === 'viewclause' && !sentence.endsWith('?')) ? low : undefined);
    const led = linesOf([dice.pick(VIEW_LEAD) ?? ''], dice, slots, said, style);
    return [plain, ...led];
  });
}

function linked(line: Line, move: Move, stage: Stage): Line {
  const link = stage.dice.hits(0.22) ? stage.dice.pick(LINKS[move] ?? []) : undefined;
  const ownWord = [...stage.topic.full].some((form) => line.text.startsWith(upperFirst(form)));
  if (link === undefined || ownWord || stage.creative) return line;
  const next = lineOf(stage.style(`${link} ${lowerFirst(line.text)}`), stage.said);
  return { ...next, cost: next.cost + 0.2 };
}

/** The sentences that could make a move, about the first aspects; nearer ones are dearer to the speaker and cost less. */
export function linesFor(move: Move, stage: Stage, aspects: readonly Aspect[], dice: Dice, first: boolean): Line[] {
  if (move === 'view') return viewLines(stage);
  const lines: Line[] = [];
  const inner = ['claim', 'other side', 'story', 'number', 'ask', 'propose', 'build'].includes(move);
  aspects.slice(0, inner ? 3 : 1).forEach((aspect, rank) => {
    const made = linesOf(templatesOf(move, stage, aspect), dice, slotsOf(stage, aspect), stage.said, stage.style, inner && rank > 0 ? 1 : 2);
    for (const line of made) {
      const spoken = first ? lineOf(line.text, stage.said, true) : linked(line, move, stage);
      lines.push({ ...spoken, cost: spoken.cost + rank * 0.5 });
    }
  });
  return lines;
}
