import { countWords, words } from '../../text.ts';

/** The little English grammar that rehearsal needs. */

const set = (text: string) => new Set(text.split(/\s+/));

/** Verbs as they stand behind "should we" and "how might we". */
export const BASE_VERBS = set(
  `accept act adapt add address adopt allow appoint ask attract automate avoid ban be become begin block boost bring build buy call
  cancel cap change charge choose clean close collect combine compete cover create cut deal decide decrease defend define delay delete
  deliver design develop distribute do double drop earn eat educate eliminate employ enable encourage end enforce engage ensure
  establish expand explain explore extend fight find finish fire fix focus forbid force found fund get give go grow handle have help hire hold
  host ignore implement improve include increase install introduce invest invite join keep kill launch lead learn leave legalise
  legalize let limit listen live lower maintain make manage measure meet merge migrate mine move nationalise nationalize offer open
  organise organize own pay permit pick plan plant play prepare prevent print privatise privatize produce prohibit promote protect
  provide publish push put quit raise reach read rebuild receive recruit redesign reduce reform refuse regulate release remove rename rent
  replace require rescue respond restrict rethink retain reveal reward rewrite run save scrap sell send separate serve set share ship shorten
  show shut simplify solve speak spend split start stay stop store strengthen study subsidise subsidize support switch take talk tax teach
  tell tear test track train transform travel treat trust try turn understand unify update upgrade use vote wait want watch wear win
  work write`,
);

/** Words that carry no topic of their own. */
export const STOP_WORDS = set(
  `a about above across after again against all almost alone along already also although always am among an and another any anybody anyone
  anything are around as at away back be became because been before behind being below between both but by came can cannot come could
  did do does doing done down during each either else enough even ever every everybody everyone everything few for from further gave get
  gets give given go goes going gone got had has have having he her here hers him his how however i if in instead into is it its itself
  just keep kept knew know last least less let like little lot made make makes many may maybe me mean might mine more most much must my
  myself near never next no nobody none nor not nothing now of off often on once one only or other others our ours out over own per
  perhaps put quite rather really said same saw say says see seen she should since so some somebody someone something sometimes soon still
  such take taken than that the their theirs them then there these they thing things think this those though three through till to today
  together told too took two under until up upon us use used usually very was way we well went were what whatever when where whether
  which while who whole whom whose why will with within without would yes yet you your yours yourself`,
);

const DOUBLING = set(
  'ban begin bet cap cut dig drop fit get hit let permit plan put quit rid run scrap set ship shut sit slip split stop swap tap win',
);
const VOWEL_SOUND = /^(?:[aeio]|u(?!ni|s[aeiu]|ti))/i;

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Lower-cases a sentence's first letter, unless its first word is "I", a name in capitals or a shorthand such as "AI". */
export function lowerFirst(text: string): string {
  const first = /^[\p{L}\p{N}'’-]+/u.exec(text)?.[0] ?? '';
  return first === 'I' || /^I['’]/.test(first) || /^.*\p{Lu}/u.test(first.slice(1))
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1);
}

export function gerund(verb: string): string {
  if (DOUBLING.has(verb)) return `${verb}${verb.at(-1)}ing`;
  if (verb.endsWith('ie')) return `${verb.slice(0, -2)}ying`;
  if (/[^eoy]e$/.test(verb) && verb !== 'be') return `${verb.slice(0, -1)}ing`;
  return `${verb}ing`;
}

export const withArticle = (noun: string): string => `${VOWEL_SOUND.test(noun) ? 'an' : 'a'} ${noun}`;

/** "bus driver" from "Bus Driver"; "UX researcher" keeps its capitals. */
export const common = (phrase: string): string =>
  phrase
    .split(' ')
    .map((word) => (/^\p{Lu}[\p{Ll}'’-]*$/u.test(word) ? word.toLowerCase() : word))
    .join(' ');

const TITLE = /^(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame)\.?$/i;

/** How a person is addressed; undefined where a name holds nothing that can be said. */
export function firstName(name: string): string | undefined {
  const parts = name
    .replace(/[^\p{L}\p{M}\p{N}'’ -]/gu, ' ')
    .split(/\s+/)
    .filter((part) => part !== '' && !TITLE.test(part));
  const first = parts[0]?.slice(0, 24);
  return first && countWords(first) > 0 ? first : undefined;
}

const THIRD: Record<string, string> = { be: 'is', have: 'has', do: 'does', go: 'goes' };

/** "wants" from "want". */
export function thirdPerson(verb: string): string {
  if (THIRD[verb]) return THIRD[verb];
  if (/(?:s|x|z|ch|sh)$/.test(verb)) return `${verb}es`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return `${verb}s`;
}

const SIMPLE = /^[\x20-\x7e\n]*$/;

/** Lower-cased words. Plain English takes a fast way that counts as `Intl.Segmenter` does. */
export function tokens(text: string): string[] {
  const lower = text.toLowerCase();
  if (!SIMPLE.test(lower)) return words(lower);
  return lower.match(/[a-z0-9]+(?:['.][a-z0-9]+)*/g) ?? [];
}
