import type { Line } from './line.ts';
import { linesOf } from './line.ts';
import { ANSWER } from './lines/answers.ts';
import { echoesOf, keywordsOf } from './echo.ts';
import { firstName } from './english.ts';
import { slotsOf } from './slots.ts';
import type { Stage } from './stage.ts';
import type { Turn } from '../../types.ts';

/** The person's turn that a step with a key `question/…` answers. */
export function questionOf(stage: Pick<Stage, 'step' | 'transcript'>): Turn | undefined {
  const { step, transcript } = stage;
  const named = step.replyTo === undefined ? undefined : transcript.turns[step.replyTo - 1];
  if (named) return named;
  const asked = transcript.questions.find(({ key }) => step.key.includes(key)) ?? transcript.questions.at(-1);
  return asked?.turn;
}

function templatesFor(text: string, stage: Stage): readonly string[] {
  const lower = text.toLowerCase();
  if (/\bhow (?:much|many|often|long|far|expensive)\b/.test(lower)) return ANSWER.amount;
  if (/\b(?:who|whom|whose)\b/.test(lower)) return ANSWER.who;
  if (/\bwhen\b/.test(lower)) return ANSWER.when;
  if (/\bwhy\b/.test(lower)) return ANSWER.why;
  if (/\b(?:how|what|which|where)\b/.test(lower)) return ANSWER.how;
  if (!/[?？؟]/u.test(text)) return ANSWER.remark;
  const { stance } = stage.persona;
  return stance === 'neutral' || stance === 'critical' ? ANSWER.yesNo.mixed : ANSWER.yesNo[stage.side];
}

/** First sentences that answer it: the asker's name, words of the question, and a point. */
export function answerLines(stage: Stage): Line[] {
  const turn = questionOf(stage);
  const [aspect] = stage.aspects;
  if (!turn || !aspect) return [];
  const name = firstName(turn.speaker.name);
  const key = echoesOf(turn.text)[0] ?? keywordsOf(turn.text)[0] ?? 'that';
  const slots = slotsOf(stage, aspect);
  const filled = (slot: string) => (slot === 'key' ? key : slot === 'name' ? (name ?? 'friend') : slots(slot));
  return linesOf(templatesFor(turn.text, stage), stage.dice, filled, stage.said, stage.style, 2);
}
