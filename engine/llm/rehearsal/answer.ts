import type { Turn } from '../../types.ts';
import { asksForMoney, remarkedOn, subjectOf } from './asked.ts';
import { firstName } from './english.ts';
import { languageOf } from './language.ts';
import type { Line } from './line.ts';
import { linesOf } from './line.ts';
import { ANSWER } from './lines/answers.ts';
import type { Move } from './moves.ts';
import { slotsOf } from './slots.ts';
import type { Stage } from './stage.ts';

/** The person's turn that a step with a key `question/…` answers. */
export function questionOf(stage: Pick<Stage, 'step' | 'transcript'>): Turn | undefined {
  const { step, transcript } = stage;
  const named = step.replyTo === undefined ? undefined : transcript.turns[step.replyTo - 1];
  if (named) return named;
  const asked = transcript.questions.find(({ key }) => step.key.includes(key)) ?? transcript.questions.at(-1);
  return asked?.turn;
}

type Kind = keyof typeof ANSWER;

function kindOf(text: string): Kind {
  const lower = text.toLowerCase();
  if (/[?？؟]/u.test(text) && asksForMoney(text)) return 'money';
  if (/\bhow (?:much|many|often|long|far|expensive)\b/.test(lower)) return 'amount';
  if (languageOf(text) !== 'english') return 'how';
  if (/\b(?:who|whom|whose)\b/.test(lower)) return 'who';
  if (/\bwhen\b/.test(lower)) return 'when';
  if (/\bwhy\b/.test(lower)) return 'why';
  if (/\b(?:how|what|which|where)\b/.test(lower)) return 'how';
  return /[?？؟]/u.test(text) ? 'yesNo' : 'remark';
}

const NEXT: Record<Kind, readonly Move[]> = {
  money: ['claim', 'propose', 'number'],
  amount: ['number', 'claim', 'propose'],
  who: ['claim', 'story', 'propose'],
  when: ['propose', 'claim', 'ask'],
  why: ['claim', 'story', 'number'],
  how: ['propose', 'story', 'claim'],
  yesNo: ['claim', 'view', 'propose'],
  remark: ['claim', 'story', 'ask'],
};

function templatesFor(kind: Kind, stage: Stage): readonly string[] {
  if (kind !== 'yesNo') return ANSWER[kind];
  const { stance } = stage.persona;
  return stance === 'neutral' ? ANSWER.yesNo.mixed : ANSWER.yesNo[stage.side];
}

/** What follows the first sentence of an answer; nothing where there is no question. */
export function answerPlot(stage: Stage): readonly Move[] {
  const turn = questionOf(stage);
  return turn ? NEXT[kindOf(turn.text)] : [];
}

/** First sentences that answer it: the asker's name, what was asked about, and a point. */
export function answerLines(stage: Stage): Line[] {
  const turn = questionOf(stage);
  const [aspect] = stage.aspects;
  if (!turn || !aspect) return [];
  const name = firstName(turn.speaker.name);
  const kind = kindOf(turn.text);
  const key = kind === 'remark' ? remarkedOn(turn.text) : subjectOf(turn.text);
  const slots = slotsOf(stage, aspect);
  const filled = (slot: string) => (slot === 'key' ? key : slot === 'name' ? (name ?? 'friend') : slots(slot));
  return linesOf(templatesFor(kind, stage), stage.dice, filled, stage.said, stage.style, 2);
}
