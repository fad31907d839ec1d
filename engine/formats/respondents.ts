import { chance } from '../seed.ts';
import { words } from '../text.ts';
import type { OpenQuestion, Persona, Transcript } from '../types.ts';
import { calledOn, foldCase } from './names.ts';
import { turnIndex } from './turn-index.ts';

const MOST = 6;

/** Who is to answer: those whom the question calls on; all, if it calls on all; else the two who have most to say on it. */
export function respondents(transcript: Transcript, { key, turn }: OpenQuestion): Persona[] {
  const called = calledOn(turn.text, transcript.personas);
  if (called.length > 0) return called.slice(0, MOST);
  const { lastBefore } = turnIndex(transcript);
  const score = overlap(transcript.personas, turn.text);
  const ranked = transcript.personas
    .map((persona) => ({
      persona,
      score: score(persona),
      spoken: lastBefore(persona.id, turn.n),
      tie: chance(transcript.seed, key, persona.id),
    }))
    .sort((a, b) => b.score - a.score || a.spoken - b.spoken || a.tie - b.tie)
    .map(({ persona }) => persona);
  return ranked.slice(0, callsOnAll(turn.text) ? MOST : 2);
}

const ON_ALL = [
  /@(?:all|everyone|everybody)\b/u,
  /\b(?:all|each|every one) of you\b|\byou all\b|\by'?all\b/u,
  /\b(?:question|hear|ask|asking|answers?|opinions?|views?|word|thoughts?) (?:for|to|from|of|by) (?:everyone|everybody|all)\b/u,
  /^(?:(?:hi|hey|hello|dear|for|to) )?(?:everyone|everybody|all)\s*[,:!]/u,
  // "What does everyone think?", but neither "free for everyone" nor "everyone who pays".
  /(?<!\b(?:for|to|by|with|of|on|than|that|not|almost|nearly|if|when|because|like|give|let|makes?) )\b(?:everyone|everybody)\b(?! (?:else|who|pays?|gets?|has|is)\b)/u,
  /\b(?:ihr alle|euch allen|jeder? von euch|vous tous|chacun de vous|todos ustedes|todos vosotros|cada uno de ustedes)\b/u,
  /大家|各位|你们都|みなさん|皆さん|여러분/u,
];

function callsOnAll(text: string): boolean {
  const plain = foldCase(text).normalize('NFC').trim();
  return ON_ALL.some((pattern) => pattern.test(plain));
}

/** How much of the question a persona's sheet speaks of; a word that is on everybody's sheet tells little. */
function overlap(personas: readonly Persona[], question: string): (persona: Persona) => number {
  const asked = [...stems(question)].map((stem) => {
    const holders = personas.filter((one) => sheetOf(one).has(stem)).length;
    return { stem, weight: holders > 0 ? Math.log((personas.length + 1) / holders) : 0 };
  });
  const weights = asked.filter(({ weight }) => weight > 0);
  return (persona) => weights.reduce((sum, { stem, weight }) => sum + (sheetOf(persona).has(stem) ? weight : 0), 0);
}

const sheets = new WeakMap<Persona, ReadonlySet<string>>();

function sheetOf(persona: Persona): ReadonlySet<string> {
  let sheet = sheets.get(persona);
  if (!sheet) {
    const { profession, field, knowledge, views } = persona;
    sheet = stems([profession, field, ...knowledge, ...views].join(' '));
    sheets.set(persona, sheet);
  }
  return sheet;
}

/** Words cut so that `tax`, `taxes` and `taxed` meet, and `teach` and `teacher`; Chinese ones of two characters on. */
function stems(text: string): Set<string> {
  const telling = words(foldCase(text)).filter((word) => word.length > 2 || /\p{Script=Han}{2,}/u.test(word));
  return new Set(
    telling.filter((word) => !COMMON.has(word)).map((word) => word.replace(/(?<=\p{L}{3})(?:ing|ed|es|s)$/u, '').slice(0, 5)),
  );
}

const COMMON = new Set(
  (
    'the and for are but not you our can how why who its was has had did get got all any too her his him she out per via ' +
    'what when where which would could should about your their there these those think have does this that with from will ' +
    'than them they some more most much many people really know want been into like just'
  ).split(' '),
);
