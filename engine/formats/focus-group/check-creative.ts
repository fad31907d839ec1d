import type { Transcript } from '../../types.ts';
import { escapeRegExp, firstName } from '../names.ts';
import { plainApostrophes } from '../wording.ts';

/** How turns begin that turn something down, by language; the exceptions begin alike and do not. */
const REFUSALS = [
  // English ("no" also Spanish)
  /^(?:no|nope|nah)(?!\p{L})(?!-| (?:one|body|doubt|wonder|matter|problem|question|surprise|limits?|need|more|longer|worries)\b| (?:solo|sólo|solamente|hay duda|cabe duda))/iu,
  /^(?:but|however|although|unfortunately|sadly|never(?! mind)|impossible|wrong|nonsense|rubbish)\b/iu,
  /^not(?! (?:only|just|to mention|long ago|bad|least)\b)\b/iu,
  /^(?:yes|yeah|sure|right|true|fair(?: enough| point)?|ok(?:ay)?|maybe|nice(?: idea)?|good (?:idea|point)|interesting)\b[,.;]? (?:but|however|except)\b/iu,
  /^I (?:strongly |respectfully |really )?(?:disagree|object|doubt|oppose|reject)\b/iu,
  /^I (?:do not|don't) (?:really )?(?:agree|think|believe|like|see how|buy|support|accept)\b/iu,
  /^I (?:can't|cannot) (?:really )?(?:agree|see how|support|accept)\b/iu,
  /^I(?: am|'m) (?:not (?:sure|convinced|so sure|certain|a fan)|against|sceptical|skeptical|afraid (?:that|not|it))/iu,
  /^(?:that|this|it|they|these|those|your idea|the idea)(?: really| simply| just)? (?:won't|will (?:not|never)|can't|cannot|doesn't|does not|would(?:n't| not| never)|never|don't|do not|fails?)\b/iu,
  /^(?:that|this|it|your idea|the idea)(?: is|'s)(?:n't| not)(?! only| just| bad)\b/iu,
  /^(?:that|this|it|your idea|the idea)(?: is|'s)(?: just| simply)? (?:wrong|impossible|unrealistic|nonsense|a bad|too (?:expensive|risky|hard|late|much|slow|complicated|far))\b/iu,
  /^(?:the|my|one|our) (?:(?:only|main|big|real) )?(?:problem|trouble|flaw|issue|catch|objection)(?: here| with| is|'s)/iu,
  /^you(?:'re| are) (?:wrong|mistaken|missing)\b/iu,
  /^bad idea\b/iu,
  // German
  /^(?:nein|nee|nö|aber|jedoch|allerdings|leider|niemals|unsinn|quatsch|unmöglich|falsch)(?!\p{L})/iu,
  /^nicht(?! (?:nur|zuletzt|bloß|umsonst))(?!\p{L})/iu,
  /^(?:ja|gut|schön|stimmt|nette idee|gute idee)[,.]? (?:aber|allerdings)(?!\p{L})/iu,
  /^ich (?:bin (?:dagegen|nicht|skeptisch)|stimme (?:dem |dir |da )?nicht|glaube (?:das )?nicht|sehe das anders|bezweifle|finde (?:das |es )?nicht|widerspreche)/iu,
  /^(?:das|dies|es) (?:geht|funktioniert|klappt|wird|stimmt|ist|reicht|kann|bringt)(?: so| doch| aber)? (?:nicht(?! nur)|nie|falsch|unmöglich|unsinn|nichts)(?!\p{L})/iu,
  // French
  /^(?:non(?! seulement)|mais|cependant|pourtant|toutefois|malheureusement|jamais|hélas)(?!\p{L})/iu,
  /^(?:oui|d'accord|certes|bonne idée),? (?:mais|sauf que)(?!\p{L})/iu,
  /^je (?:ne (?:suis|crois|pense|vois) pas|doute|m'oppose|refuse)(?!\p{L})/iu,
  /^(?:ça|cela|ce|ceci) (?:ne |n')|^c'est (?:impossible|faux|irréaliste|pas )/iu,
  // Spanish
  /^(?:pero|sin embargo|lamentablemente|desafortunadamente|desgraciadamente|jamás|nunca|imposible)(?!\p{L})/iu,
  /^(?:sí|si|vale|bien|buena idea|claro),? (?:pero|aunque)(?!\p{L})/iu,
  /^(?:yo )?(?:no (?:estoy|creo|pienso|veo)|dudo|discrepo|me opongo)(?!\p{L})/iu,
  /^(?:eso|esto|esa idea)(?: simplemente)? (?:no|nunca|es imposible|es falso)(?!\p{L})/iu,
  // Chinese
  /^不(?![仅只但单妨如错愧得])/u,
  /^(?:但|可是|然而|没用|没可能|恐怕|遗憾|可惜|我(?:不|反对|怀疑|很怀疑))/u,
  /^(?:这|那)(?:个|样)?(?:想法|主意|办法)?(?:不(?![仅只但])|行不通|没用|太(?:贵|难|冒险|复杂))/u,
  /^(?:是的?|对|好的?|好主意|嗯)[，,。 ]*(?:但|可是|不过|然而)/u,
];

/** Words before the first one that counts. */
const LEAD_IN =
  /^(?:(?:well|hmm+|hm|um|uh|oh|ah|er|look|listen|honestly|actually|sorry|nun|na ja|naja|tja|ehrlich gesagt|eh bien|bon|alors|euh|bueno|pues|mira|嗯|呃|那个)(?:[,.…!—–，。]+\s*|\s+(?=(?:no|nein|non|mais|pero|but)\b)))+/iu;

/** Creative rounds live by "yes, and": a turn that opens with a no is asked for again. */
export function checkCreative(transcript: Transcript, text: string): string | undefined {
  const bare = plainApostrophes(text).replace(/^[\s"“„«*_([—–-]+/u, '');
  const opening = withoutVocative(transcript, bare.replace(LEAD_IN, '')).replace(LEAD_IN, '');
  if (!REFUSALS.some((pattern) => pattern.test(opening))) return undefined;
  return 'You opened with a no, a but or a criticism: this is a "yes, and" round, so begin with what you add to the idea.';
}

/** "Maria, …" before the turn proper. */
function withoutVocative(transcript: Transcript, text: string): string {
  const names = transcript.personas.flatMap(({ name }) => [name, firstName(name)]).map(escapeRegExp);
  if (names.length === 0) return text;
  return text.replace(new RegExp(`^(?:${names.join('|')})\\s*[,，:—–-]\\s*`, 'iu'), '');
}
