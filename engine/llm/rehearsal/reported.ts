import type { Persona } from '../../types.ts';
import { aspectsOf } from './aspects/index.ts';
import { catchphrasesOf } from './catchphrases.ts';
import { firstName, lowerFirst, thirdPerson, upperFirst } from './english.ts';
import type { Quote } from './quote.ts';

type Forms = { my: string; me: string };

const LINK =
  /^(?:And|So|But|Still|Besides|Then again|On the other hand|And yet|Against that|In practice|Mind you|For a start|My suggestion|Here is what I would do|Then there is this|Then tell me|One more thing|Then)[,:]?\s+/;
const PAST = new Set(
  'saw took came went gave told had heard got said made lost kept held ran met knew found left thought tried paid grew sat stood wrote read spent took asked once bought sold'.split(
    ' ',
  ),
);
const KEPT = /^(?:can|cannot|can't|could|would|will|won't|must|may|might|should)$/;
/** Orders: "Publish the bill …"; but not "Take buses out of the headlines and one question is left". */
const ORDER =
  /^(?:publish|put|ring|set|reward|back|ask|tie|write|try|start|keep|let|say|drop|measure|take|pay|give|name|agree|draw|run|choose|decide|fix|report|send|begin|spend|book|make|change|find|hold|build|limit|grow|cap)\b/i;
/** Orders to nobody, and sentences that lean on the one before. */
const NO_ORDER =
  /^(?:let's|let us|let me|give me|watch out|think of|first|then|only|fine|yes|agreed|right|true|exactly|fair|good point|that|they|he|she|those|these)\b|\band (?:it|you|one|a single|soon|within)\b|; by then|, and I\b/i;
const IDIOM = /^I (?:make it|keep|hear|see|read|noted|wrote|heard|am thinking|come|owe)\b/;

function forms(persona: Persona | undefined): Forms {
  const gender = persona?.gender.toLowerCase() ?? '';
  if (/^(?:f|w)/.test(gender)) return { my: 'her', me: 'her' };
  if (/^m/.test(gender)) return { my: 'his', me: 'him' };
  return { my: 'their', me: 'them' };
}

/** The sentence as somebody else tells it: "Maria would cap the spend for twelve months." Undefined where that needs more than rules. */
export function told(quote: Quote, personas: readonly Persona[]): string | undefined {
  const { speaker } = quote.turn;
  const name = firstName(speaker.name) ?? speaker.name;
  const persona = personas.find(({ id }) => id === speaker.id);
  const { my, me } = forms(persona);
  const bare = plain(quote.sentence, personas);
  const own = (text: string) =>
    text
      .replace(/\bmy\b/gi, my)
      .replace(/\bme\b/gi, me)
      .replace(/\bmine\b/gi, my);
  const rest = (from: number) => own(bare.slice(from));
  const again = (from: number) => /\b(?:I|I'[a-z]+|[Ww]e|us|[Oo]ur|[Yy]ou|[Yy]our)\b/.test(bare.slice(from));

  if (IDIOM.test(bare)) return undefined;
  const first = /^I(?:'m| am| was) /.exec(bare);
  if (first && !again(first[0].length)) return `${name} ${first[0].includes('was') ? 'was' : 'is'} ${rest(first[0].length)}`;
  const would = /^I(?:'d| would) /.exec(bare);
  if (would && !again(would[0].length)) return `${name} would ${rest(would[0].length)}`;
  const verb = /^I (?:(still|never|only|always|once) )?([a-z']+) /.exec(bare);
  if (verb?.[2] && !again(verb[0].length)) {
    const word = verb[2];
    const turned =
      word === 'have'
        ? 'has'
        : word === "don't"
          ? 'does not'
          : KEPT.test(word) || PAST.has(word) || word.endsWith('ed')
            ? word
            : thirdPerson(word);
    return `${name} ${verb[1] ? `${verb[1]} ` : ''}${turned} ${rest(verb[0].length)}`;
  }
  if (/^My /.test(bare) && !again(3)) return `${name}'s ${rest(3)}`;
  if (/[?]\s*$/.test(bare)) return again(0) ? undefined : `${name} asks: ${bare}`;
  if (ORDER.test(bare) && !NO_ORDER.test(bare)) return again(0) ? undefined : `${name} proposes to ${own(lowerFirst(bare))}`;
  if (NO_ORDER.test(bare)) return undefined;
  if (again(0) || /\b(?:my|me)\b/.test(bare)) return undefined;
  return `${name} argues that ${lowerFirst(bare)}`;
}

/** Without the link to what came before, and without the name of whom it was said to. */
export function plain(sentence: string, personas: readonly Persona[]): string {
  const names = personas.map(({ name }) => firstName(name)).filter((name) => name !== undefined);
  let bare = sentence.replace(LINK, '');
  for (const lead of personas.flatMap((persona) => catchphrasesOf(persona).leads))
    if (bare.startsWith(`${lead} `)) bare = upperFirst(bare.slice(lead.length + 1));
  for (const name of names) {
    if (bare.startsWith(`${name}, `)) bare = bare.slice(name.length + 2);
    bare = bare.replace(`, ${name},`, ',').replace(new RegExp(`, ${name}(?=[.?!]$)`), '');
  }
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

/** What is said of a turn when its words cannot be turned round. */
export function spokeOf({ turn, sentence }: Quote): string {
  const name = firstName(turn.speaker.name) ?? turn.speaker.name;
  const aspect = aspectsOf(sentence)[0] ?? aspectsOf(turn.text)[0];
  return aspect ? `${name} speaks of ${aspect.noun} from experience.` : `${name} speaks from experience.`;
}
