import type { LoopParts } from '../discussion/advance.ts';
import type { Limits } from '../discussion/door.ts';
import type { OwnParts } from '../personas/of-team.ts';
import type { TeamStore } from '../store/teams.ts';
import type { Service } from '../types.ts';

/** What the engine is made of. */
export type EngineParts = LoopParts &
  OwnParts & {
    limits: Limits;
    teams: TeamStore;
    /** Services that a team may ask when this provider is to speak; without it there are those of the rehearsal. */
    servicesOf?: (team: string, provider: string) => Promise<readonly Service[]>;
  };
