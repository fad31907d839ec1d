import { words } from '../../text.ts';
import { BASE_VERBS, STOP_WORDS } from './english.ts';

/** Words that English does not have, of the languages that are most often typed in Latin letters. */
const FOREIGN = new Set(
  (
    'der die das und ist sind wir ihr nicht ein eine einen sollen soll sollte sollten für mit auf wie warum wer zahlt zahlen den dem ' +
    'le les des est sont nous vous une pour dans avec faut doit devrait devons pourquoi comment quel quelle qui ' +
    'el los las una unos para con debe deben debemos deberíamos nuestra nuestro por qué cómo quién ' +
    'il gli della dovremmo perché nella dobbiamo os uma não devemos nossa het een moeten wij niet voor onze ska vi och är'
  ).split(' '),
);

/** By its letters, and where those are Latin by its little words; a text that has none counts as English. */
export function languageOf(text: string): 'english' | 'other' {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 0 && latin < letters / 2) return 'other';
  const list = words(text.toLowerCase());
  const foreign = list.filter((word) => FOREIGN.has(word)).length;
  const english = list.filter((word) => !FOREIGN.has(word) && (STOP_WORDS.has(word) || BASE_VERBS.has(word))).length;
  return foreign > english ? 'other' : 'english';
}
