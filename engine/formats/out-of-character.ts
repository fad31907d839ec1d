import { plainApostrophes } from './wording.ts';

/**
 * What an assistant says about itself. Only in the first person: a persona may be an AI engineer, and a topic may be about
 * language models, prompts or chatbots.
 */
const PATTERNS = [
  /\bas an? (?:ai|a\.i\.|artificial intelligence|(?:large )?language model)(?=\s*(?:[,.;:!)]|$|language model|model\b|assistant|system\b|chatbot|i\b))/iu,
  /\bI(?:'m| am) (?:just |only |merely |actually )?(?:an? )(?:ai|artificial intelligence)(?=\s*(?:[,.;:!)]|$|and\b|so\b|language model|model\b|assistant|system\b|chatbot))/iu,
  /\bI(?:'m| am) (?:just |only |merely |actually )?a (?:(?:large |ai )?language model|chatbot|virtual assistant)\b/iu,
  /\bI(?: can't| cannot| am unable to|'m unable to) (?:help|assist)(?: you)?(?: with (?:that|this|your|the|such)(?: (?:request|prompt|task))?)?(?=\s*(?:[.,;!]|$))/iu,
  /\bI(?: can't| cannot) (?:fulfil?l|comply with|process) (?:that|this|your) request\b/iu,
  /\bmy (?:system prompt|training data|programming|(?:system |hidden |initial )?instructions (?:say|are|tell|were|do not|don't))\b/iu,
  /\bI(?:'ve been| was| am| have been) (?:instructed|asked|told|prompted|programmed) to (?:play|act as|role-?play|respond as|speak as|write as|answer as)\b/iu,
  /\b(?:respond|reply|stay|remain|answer)(?:ing)? in[- ]character\b/iu,
  /^(?:sure|certainly|of course|okay|absolutely)[,!.]* (?:here's|here is|here are) /iu,
  /\bals (?:eine? )?(?:KI|Sprachmodell|KI-Sprachmodell|KI-Modell|künstliche Intelligenz)(?=\s*(?:[,.]|kann|bin|habe|darf))/iu,
  /\ben tant qu(?:'IA|e modèle de langage|'intelligence artificielle)(?=\s*[,.]|\s+je\b)/iu,
  /\bcomo (?:una )?(?:IA|modelo de lenguaje|inteligencia artificial)(?=\s*[,.])/iu,
  /作为(?:一个|一名)?(?:AI|人工智能|大?语言模型)(?:语言模型|模型|助手)?[，,]?(?:我|无法|不能)/iu,
];

/** Every pattern has one of these in it: most turns have none, and are done with at once. */
const HINT =
  /\ba\.?i\b|artificial|language model|chatbot|assist|\bhelp\b|request|prompt|training data|programm|instruct|\basked\b|\btold\b|character|^(?:sure|certainly|of course|okay|absolutely)|\bKI\b|Sprachmodell|KI-|\bIA\b|langage|intelligen|lenguaje|作为/iu;

export function outOfCharacter(text: string): boolean {
  if (!HINT.test(text)) return false;
  const plain = plainApostrophes(text);
  return PATTERNS.some((pattern) => pattern.test(plain));
}
