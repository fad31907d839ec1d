import {
  type Asked,
  answeredWords,
  type CouncilQuestion,
  changeWords,
  councilOf,
  cutAtSentence,
  cutWords,
  isAtRest,
  placeWords,
  scoreWords,
} from '../../engine/engine.ts';
import type { Choice, DiscussionEvent, Service, Transcript } from '../../engine/types.ts';

const FIRST_WORDS = 60;

/** A line of a council: what it says, how far in, and how it stands out. */
export type CouncilLine = { text: string; indent: number; as: 'plain' | 'bold' | 'dim' | 'bad' | { voice: string } };

/** What else than an answer a step of this key brings. */
const WHAT = [
  ['/rank/', ', ranking'],
  ['summary/', ', summary'],
  ['/synthesis/', ', synthesis'],
] as const;

/** What an event of a council adds to the screen; `transcript` is folded up to it. */
export function councilLines(event: DiscussionEvent, transcript: Transcript): CouncilLine[] {
  const { questions, archived } = councilOf(transcript);
  const question = archived ? undefined : questions.at(-1);
  const done = question && isAtRest(transcript) && ['said', 'decided', 'failed'].includes(event.type) ? question : undefined;
  // The answers stand above it already.
  const board = !done ? [] : event.key.includes('/synthesis/') ? synthesisOf(done) : boardOf(done);
  switch (event.type) {
    case 'said':
      return [...answerLines(event.key, transcript, event.text), ...board];
    case 'asked':
      return [
        { text: '', indent: 0, as: 'plain' },
        { text: `${event.asker.name} asks: ${event.text}`, indent: 0, as: 'bold' },
        ...thinking(transcript),
      ];
    case 'cast':
      return thinking(transcript);
    case 'failed': {
      const name = transcript.services.find(({ id }) => id === event.by)?.name ?? event.key;
      const what = WHAT.find(([part]) => event.key.includes(part))?.[1] ?? '';
      return [{ text: `✗ ${name}${what}: ${event.reason}`, indent: 2, as: 'bad' }, ...board];
    }
    case 'chose':
      return [{ text: choiceWords(event.choice, transcript), indent: 2, as: 'dim' }];
    case 'decided':
      return board;
    default:
      return [];
  }
}

/** `Answer 2 is selected.` */
function choiceWords({ kind, turns = [], service }: Choice, { services }: Transcript): string {
  const many = turns.length > 1;
  const answers = `${many ? 'Answers' : 'Answer'} ${turns.toSorted((a, b) => a - b).join(', ')} ${many ? 'are' : 'is'}`;
  const name = services.find(({ id }) => id === service)?.name;
  switch (kind) {
    case 'select':
      return `${answers} selected.`;
    case 'unselect':
      return `${answers} no longer selected.`;
    case 'delete':
      return `${answers} deleted.`;
    case 'others':
      return 'The answers that are not selected are deleted.';
    case 'again':
      return name ? `${name} is asked again.` : 'Those that did not answer are asked again.';
    case 'synthesis':
      return 'A synthesis is being written.';
    default:
      return 'The council is archived.';
  }
}

const thinking = ({ services }: Transcript): CouncilLine[] => [
  { text: `Thinking: ${services.map(({ name }) => name).join(', ')}.`, indent: 2, as: 'dim' },
  { text: '', indent: 0, as: 'plain' },
];

function answerLines(key: string, transcript: Transcript, text: string): CouncilLine[] {
  const turn = transcript.turns.find((one) => one.key === key);
  const first = cutAtSentence(text.replace(/\s+/gu, ' '), FIRST_WORDS);
  const n = turn?.n ?? 0;
  return [
    { text: `[${n}] ${turn?.speaker.name ?? ''}`, indent: 0, as: { voice: turn?.speaker.id ?? '' } },
    { text: first, indent: 3, as: 'plain' },
    ...cutLine(cutAnswer(transcript, key), 3),
    ...(first.length < text.trim().length ? [{ text: `/expand ${n} shows all of it`, indent: 3, as: 'dim' } as const] : []),
    { text: '', indent: 0, as: 'plain' },
  ];
}

function synthesisOf(question: CouncilQuestion): CouncilLine[] {
  const { noSynthesis, synthesis } = question;
  if (noSynthesis === undefined) return synthesis ? synthesisLines(question) : [];
  return [{ text: `The synthesis could not be written: ${noSynthesis}`, indent: 2, as: 'bad' }];
}

const cutLine = (service: Service | undefined, indent: number): CouncilLine[] =>
  service ? [{ text: cutWords(service), indent, as: 'bad' }] : [];

/** Who gave the answer of this key, where it stopped at its limit. */
const cutAnswer = (transcript: Transcript, key: string): Service | undefined =>
  councilOf(transcript)
    .questions.flatMap(({ asked }) => asked)
    .find(({ answer }) => answer?.key === key && answer.cut)?.service;

/** All answers side by side, the first place first. */
export function boardOf(question: CouncilQuestion): CouncilLine[] {
  const { asked, ranking } = question;
  const place = ({ answer }: Asked) => answer?.standing?.place ?? 99;
  return [
    { text: `── ${answeredWords(question)} ──`, indent: 0, as: 'bold' },
    ...[...asked].sort((a, b) => place(a) - place(b)).flatMap(askedLines),
    ...(ranking ? changeWords(ranking).map((text): CouncilLine => ({ text, indent: 2, as: 'dim' })) : []),
    ...synthesisOf(question),
    { text: '', indent: 0, as: 'plain' },
  ];
}

function askedLines({ service, state, reason, answer }: Asked): CouncilLine[] {
  if (!answer) return [{ text: `– ${service.name}: ${state === 'failed' ? (reason ?? '') : state}`, indent: 2, as: 'dim' }];
  const { standing, n, selected, summary, reasoning } = answer;
  const by = standing ? `, ${scoreWords(standing)}` : '';
  return [
    {
      text: `[${n}] ${service.name}${selected ? ' ✓' : ''}${standing ? `, ${placeWords(standing)}` : ''}${by}`,
      indent: 2,
      as: { voice: service.id },
    },
    ...(summary ? [{ text: summary, indent: 5, as: 'plain' } as const] : []),
    ...cutLine(answer.cut ? service : undefined, 5),
    ...(reasoning ? [{ text: `Why: ${reasoning}`, indent: 5, as: 'dim' } as const] : []),
  ];
}

function synthesisLines({ synthesis, asked }: CouncilQuestion): CouncilLine[] {
  if (!synthesis) return [];
  const numberOf = (key: string) => asked.find(({ answer }) => answer?.key === key)?.answer?.n;
  const named = (keys: readonly string[]) => {
    const numbers = keys.flatMap((key) => numberOf(key) ?? []);
    return `[${numbers.sort((a, b) => a - b).join(', ')}]`;
  };
  const part = (name: string, lines: readonly string[]): CouncilLine[] =>
    lines.length === 0
      ? []
      : [
          { text: name, indent: 2, as: 'bold' },
          ...lines.map((text): CouncilLine => ({ text: `• ${text}`, indent: 4, as: 'plain' })),
        ];
  const plain = (list: readonly { text: string; answers: readonly string[] }[]) =>
    list.map(({ text, answers }) => `${text} ${named(answers)}`);
  const { agreements, contradictions, onlyOne, blindSpots, minority, heading } = synthesis;
  return [
    { text: `── ${heading} ──`, indent: 0, as: 'bold' },
    ...part('Agreements', plain(agreements)),
    ...part(
      'Contradictions',
      contradictions.map(
        ({ text, sides }) => `${text} ${sides.map(({ position, answers }) => `${position} ${named(answers)}`).join(' / ')}`,
      ),
    ),
    ...part('What only one saw', plain(onlyOne)),
    ...part('Blind spots', plain(blindSpots)),
    ...part('Minority report', plain(minority)),
  ];
}
