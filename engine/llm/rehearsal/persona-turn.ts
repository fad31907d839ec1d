import { answerLines, answerPlot } from './answer.ts';
import type { Aspect } from './aspects/aspect.ts';
import { compose, paragraphs, type Slot } from './compose.ts';
import { tokens } from './english.ts';
import { GRAM_SAID, type Line } from './line.ts';
import { linesFor, type Move } from './moves.ts';
import { plotOf } from './plot.ts';
import { gramsOf } from './said.ts';
import { shortTurn } from './short-turn.ts';
import type { Stage } from './stage.ts';

const WORDS_A_SENTENCE = 12.5;
const SHORT_TURN = 15;
const SPARE = 0.9;
/** Moves that nothing stands in for: whom it answers, and what is on the sheet. */
const OWN: ReadonlySet<Move> = new Set(['react', 'credit', 'view']);
/** What it costs to name in full again a topic of many words. */
const NAMED_AGAIN = 1;

/** What a persona says, in about the number of words that the step asks for. */
export function personaTurn(stage: Stage): string {
  const { words } = stage.step;
  if (words.about <= SHORT_TURN) return shortTurn(stage);
  const answer = stage.step.key.startsWith('question/') ? answerLines(stage) : [];
  const count = Math.max(2, Math.round(words.about / WORDS_A_SENTENCE));
  const plot = answer.length > 0 ? (['answer', ...answerPlot(stage)] as const) : movedOn(stage, plotOf(stage, count));
  const slotFor = slotMaker(stage);
  const slots = plot.map((move, i) => (move === 'answer' ? { name: move, lines: () => answer } : slotFor(move, i)));
  const name = stage.step.replyTo === undefined ? undefined : stage.heard?.name;
  const more: readonly Move[] = stage.creative
    ? ['build', 'invite', 'dream', 'build', 'tail']
    : ['claim', 'ask', 'story', 'propose', 'number', 'view', 'anchor', 'tail'];
  const fill = more.map((move, i) => slotFor(move, plot.length + i));
  return paragraphs(compose(slots, fill, { ...words, ...(name && { names: [name] }) }, stage.dice), words.about);
}

/** Whether a long turn goes on to something else with this sentence. */
const turnsAt = (stage: Stage, index: number): boolean => stage.step.words.about >= 100 && index > 0 && index % 5 === 0;

const movedOn = (stage: Stage, plot: readonly Move[]): Move[] =>
  plot.map((move, i) => (turnsAt(stage, i) && !stage.creative ? 'anchor' : move));

/** A turn stays with one aspect for a few sentences; a long one moves on. */
function aspectsAt(stage: Stage, index: number): Aspect[] {
  const from = stage.step.words.about < 100 ? 0 : Math.floor(index / 5);
  return stage.aspects.slice(from % stage.aspects.length);
}

type SlotFor = (move: Move, index: number) => Slot;

/** Slots whose moves may be replaced by a plain claim, or an idea, where nothing else fits. */
function slotMaker(stage: Stage): SlotFor {
  const spare: Move = stage.creative ? 'build' : 'claim';
  const spares = new Map<Aspect | undefined, Line[]>();
  const spareLines = (aspects: readonly Aspect[], first: boolean) => {
    const known = spares.get(aspects[0]);
    if (known) return known;
    const lines = linesFor(spare, stage, aspects, stage.dice, first).map((line) =>
      onTopic({ ...line, cost: line.cost + SPARE }, stage),
    );
    spares.set(aspects[0], lines);
    return lines;
  };
  return (move, index) => ({
    name: move,
    lines: () => {
      const aspects = aspectsAt(stage, index);
      const lines = linesFor(move, stage, aspects, stage.dice, index === 0).map((line) => onTopic(line, stage));
      return move === spare || move === 'tail' || (OWN.has(move) && lines.length > 0)
        ? lines
        : [...lines, ...spareLines(aspects, index === 0)];
    },
  });
}

/** Marks a sentence with the topic's own words; to name the topic once more is no repetition. */
function onTopic(line: Line, { topic, said }: Stage): Line {
  const form = topic.full.find((one) => line.text.includes(one));
  if (form === undefined) return topic.thing && line.text.includes(topic.thing) ? { ...line, topical: true } : line;
  const own = new Set(gramsOf(tokens(form)));
  const old = line.grams.filter((gram) => own.has(gram) && said.grams.has(gram)).length;
  return { ...line, topical: true, cost: line.cost - GRAM_SAID * old + (old > 0 ? NAMED_AGAIN : 0) };
}
