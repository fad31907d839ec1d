import type { Aspect } from './aspects/aspect.ts';
import { aspectsOf } from './aspects/index.ts';
import { catchphrasesOf } from './catchphrases.ts';
import type { Dice } from './dice.ts';
import { lowerFirst, tokens, upperFirst } from './english.ts';
import { expand } from './expand.ts';
import { GRAM_SAID, type Line, lineOf, linesOf } from './line.ts';
import { CREDIT, MOVED, STAY, WISH } from './lines/closing.ts';
import { IDEAS } from './lines/ideas.ts';
import { CHALLENGE, CONCEDE, CONCEDE_PRO, CREATIVE_TAILS, DREAM, HEDGE, INVITE, PUSH, TAILS } from './lines/middle.ts';
import { ANCHOR, MORAL, POSITION, POSITION_OPEN, VIEW_LEAD, WORK } from './lines/opening.ts';
import { AGREE, AGREE_BUT, BETWEEN, DISAGREE, SUPPORT, TORN, WONDER, YES, YES_AND } from './lines/reply.ts';
import { startOf } from './said.ts';
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
  | 'tail'
  | 'dream'
  | 'build'
  | 'invite';

/** Share of the answers that open with a word of agreement; people in real groups: .38 of all turns. */
const AGREEING = 0.58;

/** What a sentence about a more distant aspect costs: a turn that jumps about is hard to follow. */
const ASPECT_FAR = 1.3;
/** What an idea costs that belongs to no aspect. */
const INVENTED = 0.7;

const LINKS: Partial<Record<Move, readonly string[]>> = {
  claim: ['Besides,', 'And', 'Still,', 'In practice,', 'Mind you,', 'Then there is this:'],
  'other side': ['Then again,', 'On the other hand,', 'Still,', 'And yet', 'Against that,'],
  propose: ['So', 'My suggestion:', 'For a start,', 'Here is what I would do:', 'Then'],
  ask: ['So', 'And', 'Then tell me,', 'One more thing:'],
};

function reactions(stage: Stage): readonly string[] {
  const distance = stage.heard?.distance ?? 0;
  const agreeing = stage.dice.hits(AGREEING);
  if (stage.creative) return agreeing ? YES : YES_AND;
  if (distance <= 1) return agreeing ? AGREE : [...SUPPORT, ...WONDER.slice(0, 4)];
  if (distance >= 3) return agreeing ? AGREE_BUT : DISAGREE;
  return agreeing
    ? AGREE_BUT
    : stage.persona.stance === 'neutral'
      ? [...WONDER, ...TORN, ...BETWEEN]
      : [...WONDER, ...DISAGREE.slice(0, 6)];
}

/** Stories and numbers for this side, and such as speak for none. */
const leaning = (lines: readonly string[], side: Stage['side']): string[] =>
  lines.filter((line) => !line.startsWith(side === 'pro' ? '- ' : '+ ')).map((line) => line.replace(/^[+-] /, ''));

/** Whoever is against it builds on it, but does not rave. */
const RAVES = /\b(?:love|adore|nicest|sing|I want|yes)\b/i;
const cool = (lines: readonly string[], { persona: { stance } }: Stage): readonly string[] =>
  stance === 'oppose' || stance === 'critical' ? lines.filter((line) => !RAVES.test(line)) : lines;

const claims = (aspect: Aspect, side: Stage['side']) => (side === 'pro' ? aspect.pro : aspect.con);

function templatesOf(move: Move, stage: Stage, aspect: Aspect): readonly string[] {
  const { stance, behaviour } = stage.persona;
  switch (move) {
    case 'react':
      return reactions(stage);
    case 'position':
      return stage.topic.open ? POSITION_OPEN : POSITION[stance];
    case 'claim':
      return claims(aspect, stage.side);
    case 'other side':
      return claims(aspect, stage.side === 'pro' ? 'con' : 'pro');
    case 'story':
      return leaning(aspect.story, stage.side);
    case 'number':
      return leaning(aspect.number, stage.side);
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
      return stance === 'support' ? CONCEDE_PRO : CONCEDE;
    case 'challenge':
      return CHALLENGE;
    case 'stay':
      return stage.mover ? MOVED[stance] : STAY[stance];
    case 'credit':
      return CREDIT;
    case 'wish':
      return WISH;
    case 'temper':
      return behaviour === 'active' ? PUSH : HEDGE;
    case 'tail':
      return stage.creative ? CREATIVE_TAILS : TAILS;
    case 'dream':
      return cool(DREAM, stage);
    case 'build':
      return cool([...aspect.build, ...IDEAS], stage);
    case 'invite':
      return cool(INVITE, stage);
  }
}

/** A view in the words of the sheet, led in and brought back to the topic where there is room. */
function viewLines(stage: Stage): Line[] {
  const { dice, said, persona, style, topic } = stage;
  return persona.views.flatMap((view) => {
    const text = viewSentence(view);
    if (text === undefined || lineOf(style(text), said).cost >= GRAM_SAID * 2) return [];
    const aspect = aspectsOf(text)[0] ?? stage.aspects[0];
    if (!aspect) return [];
    const apart = aspectsOf(text).some((one) => stage.aspects.slice(0, 2).includes(one)) ? 0 : 0.8;
    const near = Math.min(
      1,
      tokens(topic.full.join(' ')).filter((word) => word.length > 3 && text.toLowerCase().includes(word.slice(0, 5))).length,
    );
    const slots = slotsOf(stage, aspect);
    const [lead, moral] = [VIEW_LEAD, MORAL].map((templates) => expand(dice.pick(templates) ?? '', dice, slots));
    const forms = [[text], [lead, text], [text, moral], [lead, text, moral]].filter((form) => !form.includes(undefined));
    return forms.map((form, i) => {
      const line = lineOf(style(form.join(' ')), said);
      return { ...line, from: text, cost: line.cost - near + apart + (i === 0 && persona.style !== 'storytelling' ? 0.4 : 0) };
    });
  });
}

/** As the first sentence of a turn. */
function opening(line: Line, stage: Stage): Line {
  const begun = stage.said.openings.get(line.start) ?? 0;
  return { ...line, cost: line.cost + 0.8 * Math.min(3, begun) };
}

/** With a word that links it to what came before, or with one of the speaker's own turns of phrase. */
function linked(line: Line, move: Move, stage: Stage): Line {
  const { dice, said, topic, style } = stage;
  if (stage.creative || topic.full.some((form) => line.text.startsWith(upperFirst(form)))) return line;
  const { leads, tails } = catchphrasesOf(stage.persona);
  const fresh = (phrase: string) => !said.starts.has(startOf(tokens(phrase)));
  const tail = (move === 'story' || move === 'number') && dice.hits(0.3) ? dice.pick(tails.filter(fresh)) : undefined;
  const lead =
    ['claim', 'other side', 'story', 'number', 'work'].includes(move) && dice.hits(0.25)
      ? dice.pick(leads.filter(fresh))
      : undefined;
  const link = lead ?? (dice.hits(move === 'other side' ? 1 : 0.2) ? dice.pick(LINKS[move] ?? []) : undefined);
  if (tail === undefined && link === undefined) return line;
  const text = tail ? `${line.text} ${tail}` : `${link} ${lowerFirst(line.text)}`;
  const own = tail !== undefined || lead !== undefined;
  return { ...lineOf(style(text), said), ...(line.from && { from: line.from }), cost: line.cost + (own ? -0.2 : 0.2) };
}

/** The sentences that could make a move, about the first aspects; nearer ones are dearer to the speaker and cost less. */
export function linesFor(move: Move, stage: Stage, aspects: readonly Aspect[], dice: Dice, first: boolean): Line[] {
  if (move === 'view') return viewLines(stage);
  const lines: Line[] =
    move === 'ask' ? catchphrasesOf(stage.persona).questions.map((text) => lineOf(stage.style(text), stage.said)) : [];
  const inner = ['claim', 'other side', 'story', 'number', 'ask', 'propose', 'build'].includes(move);
  aspects.slice(0, inner ? 3 : 1).forEach((aspect, rank) => {
    const made = linesOf(
      templatesOf(move, stage, aspect),
      dice,
      slotsOf(stage, aspect),
      stage.said,
      stage.style,
      inner && rank > 0 ? 1 : 3,
    );
    for (const line of made) {
      const spoken = first ? opening(line, stage) : linked(line, move, stage);
      const invented = IDEAS.includes(line.from ?? '') ? INVENTED : 0;
      lines.push({ ...spoken, cost: spoken.cost + rank * ASPECT_FAR + invented });
    }
  });
  return lines;
}
