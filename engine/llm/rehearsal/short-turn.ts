import { answerLines } from './answer.ts';
import { tolerance } from './compose.ts';
import { lowerFirst } from './english.ts';
import { type Line, linesOf } from './line.ts';
import {
  SHORT_AGREE,
  SHORT_BUILD,
  SHORT_CREATIVE,
  SHORT_DISAGREE,
  SHORT_NEUTRAL,
  SHORT_PLAIN,
  SHORT_STANCE,
  SHORT_TOPIC,
} from './lines/short.ts';
import { slotsOf } from './slots.ts';
import type { Stage } from './stage.ts';

const AGREEING = 0.42;

function reactions(stage: Stage): readonly string[] {
  if (stage.creative) return SHORT_CREATIVE;
  if (!stage.heard) return SHORT_PLAIN;
  if (stage.dice.hits(AGREEING)) return SHORT_AGREE;
  if (stage.heard.distance >= 3) return SHORT_DISAGREE;
  return stage.heard.distance === 2 ? SHORT_NEUTRAL : [...SHORT_PLAIN, ...SHORT_NEUTRAL];
}

function contents(stage: Stage): Line[] {
  const near = stage.aspects.slice(0, 6);
  const all = near.flatMap((aspect, rank) => {
    const own = stage.side === 'pro' ? aspect.shortPro : aspect.shortCon;
    const long = stage.creative ? aspect.build : [...aspect.ask, ...aspect.propose];
    const templates = stage.creative ? long : [...own, ...(rank < 2 ? SHORT_TOPIC : []), ...long];
    return linesOf(templates, stage.dice, slotsOf(stage, aspect), stage.said, stage.style).map((line) => ({
      ...line,
      cost: line.cost + rank * 0.2,
    }));
  });
  const [aspect] = near;
  if (!aspect) return all;
  const general = stage.creative ? SHORT_BUILD : SHORT_STANCE[stage.persona.stance];
  return [...all, ...linesOf(general, stage.dice, slotsOf(stage, aspect), stage.said, stage.style)];
}

/** "But who pays?" rather than "Who pays?" where it turns against what the first word granted. */
function joined(lines: readonly Line[], turns: boolean): string {
  const [first, second, ...rest] = lines.map(({ text }) => text);
  if (first === undefined || second === undefined) return first ?? '';
  return [first, turns && !/^(?:And|But|Fine) /.test(second) ? `But ${lowerFirst(second)}` : second, ...rest].join(' ');
}

/** A turn of up to fifteen words: a reaction and a point, or a point alone. */
export function shortTurn(stage: Stage): string {
  const { about, max } = stage.step.words;
  const slack = tolerance(about);
  const [aspect] = stage.aspects;
  const openers = stage.step.key.startsWith('question/')
    ? answerLines(stage)
    : aspect
      ? linesOf(reactions(stage), stage.dice, slotsOf(stage, aspect), stage.said, stage.style)
      : [];
  const points = contents(stage);
  const against = stage.side === 'con' && !stage.creative;
  let best: { text: string; cost: number } | undefined;
  const offer = (lines: readonly Line[], bare = 0) => {
    const turns = against && /^(?:Fair|True|Right|Yes|Agreed|Good)/.test(lines[0]?.text ?? '') && stage.dice.hits(0.6);
    const count = lines.reduce((sum, line) => sum + line.count, turns ? 1 : 0);
    const off = Math.max(0, Math.abs(count - about) - slack) + (count > max ? 5 : 0);
    const starts = new Set(lines.map((line) => line.start.split(' ')[0]));
    const cost =
      lines.reduce((sum, line) => sum + line.cost, 0) + off * 6 + bare + (lines.length - starts.size) + stage.dice.roll();
    if (!best || cost < best.cost) best = { text: joined(lines, turns), cost };
  };
  for (const point of points) {
    offer([point], stage.heard ? 0.6 : 0);
    for (const opener of openers) if (opener.count + point.count <= about + slack) offer([opener, point]);
  }
  if (best && best.cost < 4) return best.text;
  for (const opener of [undefined, ...openers])
    for (const one of points)
      for (const two of points)
        if (one !== two && (opener?.count ?? 0) + one.count + two.count <= about + slack)
          offer([...(opener ? [opener] : []), one, two], 0.3);
  for (const opener of openers) offer([opener], 1);
  return best?.text ?? '';
}
