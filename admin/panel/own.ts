import { DEFAULT_TEAM, type Engine } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { Discussion } from '../../engine/types.ts';
import type { Member } from '../accounts/members.ts';
import { UUID } from './table.ts';

/** Whoever runs the installation: an administrator of its own team, and not of one that came from a chat platform. */
export const runsIt = ({ team, role }: Pick<Member, 'team' | 'role'>): boolean => team === DEFAULT_TEAM && role === 'admin';

/** A discussion of the member's team; another team's is answered like one that does not exist. Throws UserError. */
export async function ownDiscussion(engine: Engine, { team }: Pick<Member, 'team'>, id: string): Promise<Discussion> {
  const discussion = UUID.test(id) ? await engine.get(id) : undefined;
  if (discussion?.team === team) return discussion;
  throw new UserError(
    'There is no such discussion. It may have been deleted; look in the list of discussions.',
    'RESOURCE_NOT_FOUND',
  );
}
