import type { Aspect } from './aspects/aspect.ts';
import { lowerFirst } from './english.ts';
import type { Slots } from './expand.ts';
import { jobOf } from './setting.ts';
import type { Stage } from './stage.ts';
import { mention } from './topic.ts';

/** What fills the slots of a line about one aspect, spoken on one stage. */
export function slotsOf(stage: Stage, aspect: Aspect): Slots {
  const { persona, topic, dice, setting, heard, side } = stage;
  const values: Record<string, () => string | undefined> = {
    act: () => mention(topic, dice),
    deed: () => (topic.deed ? dice.pick(topic.full) : undefined),
    thing: () => topic.thing,
    people: () => setting.people,
    person: () => setting.person,
    place: () => setting.place,
    noun: () => aspect.noun,
    because: () => dice.pick(side === 'pro' ? aspect.becausePro : aspect.becauseCon),
    pro: () => dice.pick(aspect.becausePro),
    con: () => dice.pick(aspect.becauseCon),
    cond: () => dice.pick(aspect.condition),
    name: () => heard?.name,
    echo: () => heard?.echo,
    other: () => stage.other,
    mover: () => stage.mover,
    job: () => jobOf(persona),
    years: () => (persona.yearsOfExperience > 2 ? String(persona.yearsOfExperience) : undefined),
    know: () => knowledge(dice.pick(persona.knowledge)),
  };
  return (name) => values[name]?.();
}

const knowledge = (text: string | undefined) =>
  text === undefined || text.split(' ').length > 5 ? undefined : lowerFirst(text.replace(/[.;]+$/, ''));

/** A view of the sheet as a sentence of the first person; undefined for a mere catchword. */
export function viewSentence(view: string): string | undefined {
  const text = view.trim().replace(/\s+/g, ' ');
  if (text.split(' ').length < 4 && !/\p{Script=Han}/u.test(text)) return undefined;
  const third =
    /^(believe|think|prefer|want|support|oppose|see|value|trust|doubt|worrie|favour|argue|insist|fear|hope)s\s+(.*)$/i.exec(text);
  const spoken = third ? `I ${third[1]?.toLowerCase().replace('worrie', 'worry')} ${third[2]}` : text;
  return /[.!?。！？…]$/u.test(spoken) ? spoken : `${spoken}.`;
}
