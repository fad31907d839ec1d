import type { Step } from '../formats/format.ts';
import type { NotNow } from '../llm/failure.ts';
import type { Models } from '../llm/provider.ts';
import type { Voice } from '../types.ts';
import type { LoopParts } from './advance.ts';
import { serviceOf } from './service.ts';
import { type Speakers, speakersFor } from './speakers.ts';
import type { Standing } from './standing.ts';

/** Who speaks for a discussion at this moment. */
export class Speaking {
  private readonly standing: Pick<Standing, 'transcript' | 'discussion'>;
  private readonly parts: Pick<LoopParts, 'providerFor' | 'fallbacks'>;

  constructor(standing: Pick<Standing, 'transcript' | 'discussion'>, parts: Pick<LoopParts, 'providerFor' | 'fallbacks'>) {
    this.standing = standing;
    this.parts = parts;
  }

  /** With the keys of the discussion's team. */
  private voice(voice: Voice): Voice {
    return { ...voice, team: this.standing.discussion.team };
  }

  private get all(): Speakers {
    return speakersFor(this.voice(this.standing.transcript.brief), this.parts);
  }

  /** Of providers that all have to wait the first. */
  readonly models = (): Models => {
    const { all } = this;
    return (all.find((speaker) => speaker.cannot?.() === undefined) ?? all[0]).models;
  };

  /** A service speaks for itself: nobody steps in for it. */
  readonly of = (step: Step): Speakers => {
    const service = serviceOf(step);
    return service ? [this.parts.providerFor(this.voice(service))] : this.all;
  };

  /** Why the provider that was chosen cannot speak now; services are not chosen for one another. */
  get chosenCannot(): NotNow | undefined {
    return this.standing.transcript.services.length > 0 ? undefined : this.all[0].cannot?.();
  }
}
