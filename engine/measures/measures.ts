import type { Turn } from '../types.ts';
import { agreementOpenings } from './agreement.ts';
import { speakerDistance } from './distance.ts';
import { type LengthMeasures, lengthMeasures } from './length.ts';
import { chainDepth, moderatorShare } from './moderation.ts';
import { type ParticipationMeasures, participationMeasures } from './participation.ts';
import { repetition } from './repetition.ts';

/** Null where a measure is not defined, e.g. before anybody has spoken. */
export type Measures = LengthMeasures &
  ParticipationMeasures & {
    chainDepth: number | null;
    moderatorShare: number | null;
    repetition: number | null;
    speakerDistance: number | null;
    agreementOpenings: number | null;
  };

/** All measures of a discussion. `castIds`: the whole cast, so that a persona that never spoke counts; else those who spoke. */
export function measures(turns: readonly Turn[], castIds: readonly string[] = []): Measures {
  return {
    ...lengthMeasures(turns),
    ...participationMeasures(turns, castIds),
    chainDepth: chainDepth(turns),
    moderatorShare: moderatorShare(turns),
    repetition: repetition(turns),
    speakerDistance: speakerDistance(turns),
    agreementOpenings: agreementOpenings(turns),
  };
}
