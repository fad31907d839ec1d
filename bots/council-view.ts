import {
  type Asked,
  answeredWords,
  type CouncilQuestion,
  changeWords,
  councilOf,
  cutAtSentence,
  cutWords,
  placeWords,
  type StatusReport,
  scoreWords,
  seatWords,
} from '../engine/engine.ts';
import type { DiscussionId, Service } from '../engine/types.ts';
import type { Button, Line, View } from './view.ts';

/** A council in a chat: an answer with its buttons, and all of them side by side. */

const FIRST_WORDS = 60;

type AnswerOf = Pick<NonNullable<Asked['answer']>, 'n' | 'text' | 'cut' | 'selected'>;

const button = (label: string, name: string, about: DiscussionId, argument?: string): Button => ({
  label,
  action: { name, about, ...(argument !== undefined && { argument }) },
});

/** The beginning of an answer, with what can be done with it. */
export function answerView(about: DiscussionId, { n, text, cut, selected }: AnswerOf, service: Service): View {
  const first = cutAtSentence(text.replace(/\s+/gu, ' '), FIRST_WORDS);
  return {
    ...(selected && { tone: 'good' as const }),
    lines: [
      ...(selected ? [[{ bold: 'Selected' }]] : []),
      first,
      ...(cut ? [[{ bold: cutWords(service) }]] : []),
      // Slack shows a message that was changed under the app's own name.
      [{ italic: `${service.name}, answer ${n}` }],
    ],
    buttons: [
      [
        button('Expand', 'expand', about, String(n)),
        selected ? button('Unselect', 'unselect', about, String(n)) : button('Select', 'select', about, String(n)),
        button('Delete', 'delete', about, String(n)),
      ],
    ],
  };
}

/** What each service does about the last question. */
export function seatsOf({ transcript, underWay }: StatusReport): Line[] {
  const { questions } = councilOf(transcript);
  return (questions.at(-1)?.asked ?? []).map((one) => [
    { bold: one.service.name },
    ` ${seatWords(
      one,
      underWay.find(({ step }) => step === one.key),
    )}`,
  ]);
}

/** A service that did not answer; `seat`: its place among the services. */
export const failedView = (about: DiscussionId, name: string, reason: string, seat: number): View => ({
  tone: 'warning',
  lines: [[{ bold: name }, ` did not answer: ${reason}`]],
  buttons: [[button('Ask again', 'ask-again', about, String(seat))]],
});

/** All answers side by side, the first place first, with what can be done next. */
export function boardView(about: DiscussionId, question: CouncilQuestion): View {
  const { asked, ranking, synthesis, noSynthesis } = question;
  const place = ({ answer }: Asked) => answer?.standing?.place ?? 99;
  const answered = asked.filter(({ state }) => state === 'answered');
  return {
    tone: 'step',
    title: synthesis ? synthesis.heading : answeredWords(question),
    lines: [
      ...(noSynthesis === undefined ? [] : [[{ bold: `The synthesis could not be written: ${noSynthesis}` }]]),
      ...(synthesis ? synthesisLines(question) : [...answered].sort((a, b) => place(a) - place(b)).flatMap(answerLines)),
      ...(ranking && !synthesis ? changeWords(ranking).map((line) => [{ italic: line }]) : []),
    ],
    buttons: [
      [
        button('Delete the others', 'delete-others', about),
        button('Next question', 'next', about),
        ...(answered.length > 1 ? [button('Synthesis', 'synthesis', about)] : []),
        button('Archive', 'archive', about),
      ],
    ],
  };
}

function answerLines({ service, answer }: Asked): Line[] {
  if (!answer) return [];
  const { standing, n, summary, reasoning } = answer;
  return [
    [
      { bold: `${standing ? `${placeWords(standing)}: ` : ''}${service.name}` },
      `, answer ${n}${standing ? `, ${scoreWords(standing)}` : ''}`,
    ],
    ...(summary ? [summary] : []),
    ...(answer.cut ? [[{ bold: cutWords(service) }]] : []),
    ...(reasoning ? [[{ italic: `Why: ${reasoning}` }]] : []),
  ];
}

function synthesisLines({ synthesis, asked }: CouncilQuestion): Line[] {
  if (!synthesis) return [];
  const nameOf = (key: string) => asked.find(({ answer }) => answer?.key === key)?.service.name ?? '';
  const named = (keys: readonly string[]) => `(${keys.map(nameOf).filter(Boolean).join(', ')})`;
  const part = (title: string, lines: readonly string[]): Line[] =>
    lines.length === 0 ? [] : [[{ bold: title }], ...lines.map((line) => `• ${line}`)];
  const plain = (list: readonly { text: string; answers: readonly string[] }[]) =>
    list.map(({ text, answers }) => `${text} ${named(answers)}`);
  const { agreements, contradictions, onlyOne, blindSpots, minority } = synthesis;
  const sides = contradictions.map(
    (one) => `${one.text} ${one.sides.map(({ position, answers }) => `${position} ${named(answers)}`).join(' / ')}`,
  );
  return [
    ...part('Agreements', plain(agreements)),
    ...part('Contradictions', sides),
    ...part('What only one saw', plain(onlyOne)),
    ...part('Blind spots', plain(blindSpots)),
    ...part('Minority report', plain(minority)),
  ];
}
