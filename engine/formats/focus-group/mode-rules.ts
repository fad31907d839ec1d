import type { Mode } from './options.ts';
import type { Side } from './sides.ts';

/** The rule of a mode, as all in the room know it. */
export const ROOM_RULES: Record<Mode, string> = {
  free: 'It is an open talk: everybody may agree, doubt, tell, ask and change their mind.',
  debate:
    'It is a structured debate: some argue for the proposition, some against it, some are neutral; each keeps to the side they were given.',
  creative:
    'It is a creative round with one rule, "yes, and": take what was said and add to it. Nobody criticises or turns down an idea, above all not at the start of a turn.',
  consensus:
    'It is a search for consensus: proposals, objections and amendments, towards one statement that all can sign. Who cannot sign may say so: dissent is kept.',
};

/** The same rule, as a reminder in each turn. */
export const TURN_RULES: Record<Mode, string> = {
  free: '',
  debate: '',
  creative: 'Yes, and: do not open with a no, a but or a doubt; criticise nothing.',
  consensus: 'Speak for what you could sign; an objection comes with an amendment.',
};

export function sideRule(side: Side, proposition: string): string {
  if (side === 'neutral')
    return `You take no side on the proposition “${proposition}”: weigh both sides and ask what is missing.`;
  return `You argue ${side === 'pro' ? 'FOR' : 'AGAINST'} the proposition “${proposition}”, whatever you thought before; keep to that side.`;
}
