import { checkBudget, checkPrices, leastBudget } from '../discussion/budget.ts';
import { formatNamed } from '../formats/index.ts';
import type { Models, Provider } from '../llm/provider.ts';
import { askedSections } from '../report/index.ts';
import { checkModelPrices, checkServices, leastForServices } from '../services/budget.ts';
import { fold } from '../transcript.ts';
import type { Brief, NewEvent, Transcript, Voice } from '../types.ts';

/** What is not written yet. */
export const foldNew = (events: readonly NewEvent[]): Transcript =>
  fold(
    '',
    events.map((event, i) => ({ ...event, seq: i + 1, at: new Date(), deliverAt: new Date() })),
  );

/** A discussion before it is written. */
type Planned = { brief: Brief; events: readonly NewEvent[]; team?: string };

/** Whose keys speak. */
const of = (team: string | undefined) => (team === undefined ? {} : { team });

/** Who speaks in a discussion, and what that takes at the least. */
export function capsOf(providerFor: (voice: Voice) => Provider) {
  /** Throws UserError where the provider cannot speak, or the cap cannot be held. */
  function checkCap({ brief, events, team }: Planned): void {
    const asked = foldNew(events).services;
    if (asked.length > 0) {
      checkServices(asked, brief.budget, (voice) => providerFor({ ...voice, ...of(team) }));
      return;
    }
    const { models } = providerFor({ ...brief, ...of(team) });
    if (brief.budget === undefined) return;
    checkBudget(brief.budget, models, foldNew(events), sectionsOf(brief));
  }

  /** The least that it takes of the month's caps. Throws UserError where that cannot be known. */
  function least({ brief, events, team }: Planned): number {
    const asked = foldNew(events).services;
    if (asked.length > 0) {
      checkModelPrices(asked.map(({ model }) => model));
      return leastForServices(asked);
    }
    const { models } = providerFor({ ...brief, ...of(team) });
    checkPrices(models);
    return leastBudget(models, foldNew(events), sectionsOf(brief));
  }

  /** Services are asked by their own models. */
  const modelsOf = ({ brief, team }: Pick<Planned, 'brief' | 'team'>, { services: asked }: Transcript): Models => {
    const [first] = asked;
    return first
      ? { speak: first.model, small: first.model, report: first.model }
      : providerFor({ ...brief, ...of(team) }).models;
  };

  const sectionsOf = (brief: Brief): number => askedSections(formatNamed(brief.format)?.sections ?? []).length;

  return { checkCap, least, modelsOf };
}

export type Caps = ReturnType<typeof capsOf>;
