import {
  type Asked,
  answeredWords,
  type CouncilQuestion,
  changeWords,
  councilOf,
  cutWords,
  isAtRest,
  placeWords,
  priceText,
  type StatusReport,
  scoreWords,
  seatWords,
} from '../../engine/engine.ts';
import type { DiscussionEvent } from '../../engine/types.ts';

type UnderWay = StatusReport['underWay'];
type Sentence = { text: string; answers: readonly string[] };

/** A council as its page shows it. Pure; of deleted answers there is nothing in it but that they were there. */
export function councilView({ discussion, transcript, cost, underWay }: StatusReport) {
  const { id, brief, status, reason, startedBy, createdAt, budget } = discussion;
  const { questions, archived } = councilOf(transcript);
  return {
    id,
    topic: brief.topic,
    status,
    ...(reason !== undefined && { reason }),
    archived,
    atRest: isAtRest(transcript),
    rehearsal: transcript.services.every(({ provider }) => provider === 'rehearsal'),
    startedBy: startedBy.name,
    createdAt,
    cost: priceText(cost),
    ...(budget !== undefined && { budget }),
    services: transcript.services.map((service) => ({ id: service.id, name: service.name, model: service.model })),
    questions: questions.map((question) => questionView(question, underWay, [...transcript.byKey.values()])),
  };
}
export type CouncilView = ReturnType<typeof councilView>;

function questionView(question: CouncilQuestion, underWay: UnderWay, events: readonly DiscussionEvent[]) {
  const { n, text, asker, asked, ranking, noSynthesis } = question;
  const writing = underWay.some(({ step }) => step.startsWith(`q${n}/synthesis/`));
  return {
    n,
    text,
    ...(asker && { asker: asker.name }),
    answered: answeredWords(question),
    change: ranking ? changeWords(ranking) : [],
    asked: asked.map((one) => askedView(one, n, underWay)),
    // A judge's own failure changes how much the ranking says.
    silent: events.flatMap((event) =>
      event.type === 'failed' && event.key.startsWith(`q${n}/rank/`) && ranking !== undefined ? [event.reason] : [],
    ),
    writing,
    ...(noSynthesis !== undefined && !writing && { noSynthesis }),
    ...(question.synthesis && { synthesis: synthesisView(question) }),
  };
}

function askedView(asked: Asked, n: number, underWay: UnderWay): AskedView {
  const { service, key, state, answer } = asked;
  const own = underWay.find(({ step }) => step === key);
  const doing = underWay.flatMap(({ step }) => {
    if (answer && step === `summary/${answer.n}`) return ['is summing its answer up'];
    return step.startsWith(`q${n}/rank/`) && step.endsWith(`/${service.id}`) ? ['is ranking the others'] : [];
  });
  const head = { id: service.id, name: service.name, model: service.model, doing };
  if (state !== 'answered' || !answer) return { ...head, state, told: seatWords(asked, own) };
  const { standing, cut, n: turn, text, summary, reasoning, selected } = answer;
  return {
    ...head,
    state,
    answer: {
      n: turn,
      text,
      selected,
      ...(summary && { summary }),
      ...(reasoning && { reasoning }),
      ...(cut && { cut: cutWords(service) }),
      ...(standing && { place: standing.place, placed: placeWords(standing), score: scoreWords(standing) }),
    },
  };
}

type AskedView = {
  id: string;
  name: string;
  model: string;
  state: Asked['state'];
  /** What it does beside its answer. */
  doing: readonly string[];
  /** What it does now, or why it failed. */
  told?: string;
  answer?: {
    n: number;
    text: string;
    selected: boolean;
    summary?: string;
    reasoning?: string;
    cut?: string;
    place?: number;
    /** The place as `1st`. */
    placed?: string;
    score?: string;
  };
};

/** Each sentence with the answers that it rests on, by number and name. */
function synthesisView({ synthesis, asked }: CouncilQuestion) {
  if (!synthesis) return undefined;
  const named = (keys: readonly string[]) =>
    asked.flatMap(({ answer, service }) => (answer && keys.includes(answer.key) ? [{ n: answer.n, name: service.name }] : []));
  const plain = (list: readonly Sentence[]) => list.map(({ text, answers }) => ({ text, answers: named(answers) }));
  const { heading, chair, agreements, contradictions, onlyOne, blindSpots, minority } = synthesis;
  return {
    heading,
    chair: asked.find(({ service }) => service.id === chair)?.service.name ?? '',
    agreements: plain(agreements),
    contradictions: contradictions.map(({ text, sides }) => ({
      text,
      sides: sides.map(({ position, answers }) => ({ text: position, answers: named(answers) })),
    })),
    onlyOne: plain(onlyOne),
    blindSpots: plain(blindSpots),
    minority: plain(minority),
  };
}
