import { foldCase } from '../formats/names.ts';
import { words } from '../text.ts';

/** The words of a text that tell what it is about, brought to a common form; in the order of the text, with repeats. */
export function terms(text: string): string[] {
  return words(foldCase(text))
    .filter((word) => (word.length > 1 || UNSPACED.test(word)) && !/^\p{N}+$/u.test(word) && !COMMON.has(word))
    .map(stem);
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** English endings, longest first, with the letters that must be left: `planner`, `planning` and `plans` meet. */
const ENDINGS: readonly [ending: string, left: number][] = [
  ['ation', 3],
  ['ment', 4],
  ['ness', 4],
  ['ing', 4],
  ['ion', 4],
  ['ers', 4],
  ['ed', 4],
  ['er', 4],
  ['or', 4],
  ['al', 4],
  ['ly', 4],
];

/** A light stemmer: it need not give words, only the same form for kin. Words of other languages pass nearly as they are. */
export function stem(word: string): string {
  if (!/^[a-z]+$/u.test(word)) return word;
  let root = singular(word);
  const ending = ENDINGS.find(([end, left]) => root.endsWith(end) && root.length - end.length >= left);
  if (ending) root = root.slice(0, -ending[0].length).replace(/([bdgmnprt])\1$/u, '$1');
  return root.length > 4 ? root.replace(/[eiy]$/u, '') : root;
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/u.test(word)) return word.slice(0, -2);
  if (word.length > 3 && /[^suai]s$/u.test(word)) return word.slice(0, -1);
  return word;
}

/** What any question may be made of, in the languages that are asked most. */
const COMMON = new Set(
  (
    'a about after again against all also always an and another any are as at away back be because been before being best better ' +
    'between both but by can cannot come could did do does doing done down each either else even ever every everybody everyone few ' +
    'first for from get give go goes going good had has have having he her here him his how if in instead into is it its just keep ' +
    'less let like little long look lot make makes making many may me might more most much must my need needs never new next no nobody ' +
    'nor not nothing now of off often old on once one only or other our out over own people per put really right same see shall she ' +
    'should since so some somebody something still such take than that the their them then there these they thing things think this ' +
    'those through time to today together too under until up upon us use used using very want wants was way we well were what when where ' +
    'whether which while who whom whose why will with without would year years yes yet you your two three four five six seven eight ' +
    'nine ten eleven twelve hundred thousand percent day days company companies idea ideas discuss discussion ' +
    'das dem den der des die ein eine einen einer es ist im mit nicht oder sich sie soll sollen sollte sollten und uns unser unsere ' +
    'von wie wir zu zum zur auf aus bei fur ' +
    'au aux avec ce cette dans de devrait doit du elle en est et faut il la le les leur mais nous ou par pas plus pour que qui son ' +
    'sont sur un une vous ' +
    'como con debe debemos deberia el ella los las mas para pero por porque se ser sin su una y o e i da do na os um uma nao'
  ).split(' '),
);
