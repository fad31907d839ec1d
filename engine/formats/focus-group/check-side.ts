import { sentences } from '../../text.ts';
import { plainApostrophes } from '../wording.ts';
import type { Side } from './sides.ts';

/**
 * Plain declarations only ("I am against this"): what it means to be against anything more special, for one side or the
 * other, a list of words cannot know.
 */
const THING = '(?:this|that|it|(?:the|this|that)(?: whole)? (?:proposition|proposal|idea|motion|plan|statement))';
/** The clause ends there: "I am against it becoming worse" is about something else. */
const END = String.raw`(?=\s*(?:$|[.,;!)—–]|because\b|and\b|since\b|too\b|completely\b|entirely\b|fully\b|strongly\b))`;
const STOP = String.raw`(?=\s*(?:$|[.;!]))`;
const VERY = '(?: (?:strongly|firmly|fully|completely|totally|absolutely|still|wholeheartedly|simply|clearly|also))?';

const all = (...patterns: string[]): RegExp[] => patterns.map((pattern) => new RegExp(pattern, 'iu'));

const FOR = all(
  String.raw`\bI${VERY} (?:support|endorse|back) ${THING}${END}`,
  String.raw`\bI(?: am|'m)${VERY} (?:in favou?r(?: of ${THING})?|for ${THING})${END}`,
  String.raw`\bI${VERY} agree with (?:the|this) (?:proposition|proposal|motion|statement)${END}`,
  String.raw`\bich bin (?:klar |ganz )?dafür${STOP}`,
  String.raw`\bje suis (?:tout à fait )?(?:pour|favorable)${STOP}`,
  String.raw`\bestoy (?:totalmente )?a favor${STOP}`,
  '我(?:完全|坚决)?(?:支持|赞成)(?:这个(?:提议|观点|主张|建议)?)?(?=[。，！；]|$)',
);
const AGAINST = all(
  String.raw`\bI${VERY} (?:oppose|reject) ${THING}${END}`,
  String.raw`\bI(?: am|'m)${VERY} (?:against|opposed to) ${THING}${END}`,
  String.raw`\bI(?: am|'m)${VERY} (?:against|opposed)${STOP}`,
  String.raw`\bI${VERY} disagree with (?:the|this) (?:proposition|proposal|motion|statement)${END}`,
  String.raw`\bich bin (?:klar |ganz )?dagegen${STOP}`,
  String.raw`\bje suis (?:tout à fait )?(?:contre|opposée?)${STOP}`,
  String.raw`\bestoy (?:totalmente )?en contra${STOP}`,
  '我(?:完全|坚决)?反对(?:这个(?:提议|观点|主张|建议)?)?(?=[。，！；]|$)',
);

/** Conditions, denials, memories and what others say. Looked for before the declaration, in its sentence. */
const REPORTED =
  /\b(?:if|whether|unless|suppose|imagine|once|used to|not|never|says?|said|claims?|wenn|ob|falls|nicht|si)\b|n't\b|如果|不是|以为/iu;

/** Debate: the side was given; a turn that declares for the other one is asked for again. */
export function checkSide(side: Side, text: string): string | undefined {
  if (side === 'neutral') return undefined;
  const own = plainApostrophes(text).replace(/"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»/gu, '…');
  const declares = (sentence: string) => {
    const at = (side === 'pro' ? AGAINST : FOR).map((pattern) => sentence.search(pattern)).filter((index) => index >= 0);
    return at.some((index) => !REPORTED.test(sentence.slice(0, index)));
  };
  if (!sentences(own).some((sentence) => !/[?？]\s*$/u.test(sentence) && declares(sentence))) return undefined;
  const [theirs, yours] = side === 'pro' ? ['against', 'for'] : ['for', 'against'];
  return `You declared yourself ${theirs} the proposition: in this debate you argue ${yours} it.`;
}
