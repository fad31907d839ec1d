import { type TeamSettings, teamOf } from '../engine/engine.ts';
import { UserError } from '../engine/errors.ts';
import type { Discussion, DiscussionId } from '../engine/types.ts';
import { type Doing, speakerOf } from './doing.ts';

/** Who may do what. Ids come from people: each is checked against the team and the place that the platform vouches for. */

const settingsOf = async ({ teams, place }: Doing): Promise<TeamSettings> =>
  (await teams.team(place.platform, place.team)).settings;

const hasRole = async ({ by }: Doing, role: string | undefined): Promise<boolean> =>
  role !== undefined && (await by.roles()).includes(role);

export const startedIt = (doing: Doing, { startedBy }: Discussion): boolean => startedBy.id === speakerOf(doing).id;

/** Throws UserError where the team lets only members with a role start. */
export async function checkMayStart(doing: Doing): Promise<void> {
  if (doing.by.admin) return;
  const { startRole } = await settingsOf(doing);
  if (startRole === undefined || (await hasRole(doing, startRole))) return;
  throw new UserError(
    'In this team only members with a certain role may start a discussion. Ask an admin for the role.',
    'AUTHORIZATION_FAILED',
  );
}

export async function mayControl(doing: Doing, discussion: Discussion): Promise<boolean> {
  if (doing.by.admin || startedIt(doing, discussion)) return true;
  const { controlRole } = await settingsOf(doing);
  return hasRole(doing, controlRole);
}

/**
 * The discussion, if it is of this team and this person may see it: those in its channel, whoever started it, and those
 * who may control it. Anything else is answered like an id that there is not.
 */
export async function discussionFor(doing: Doing, id: DiscussionId): Promise<Discussion> {
  const discussion = await doing.engine.get(id);
  const ours = discussion?.team === teamOf(doing.place.platform, doing.place.team);
  if (discussion && ours && (await maySee(doing, discussion))) return discussion;
  throw new UserError('There is no such discussion here. It may have been deleted.', 'RESOURCE_NOT_FOUND');
}

/** The same for somebody who wants to steer it. */
export async function controlledBy(doing: Doing, id: DiscussionId): Promise<Discussion> {
  const discussion = await discussionFor(doing, id);
  if (await mayControl(doing, discussion)) return discussion;
  throw new UserError(
    `Only ${discussion.startedBy.name}, who started it, and members whom the team lets do it may do that.`,
    'AUTHORIZATION_FAILED',
  );
}

export async function maySee(doing: Doing, discussion: Discussion): Promise<boolean> {
  if (startedIt(doing, discussion)) return true;
  // A draft is shown to one person.
  if (discussion.status === 'draft') return false;
  const at = await doing.threads.get(discussion.id);
  if (at && (at.channel === doing.place.channel || at.channel === doing.place.thread)) return true;
  return mayControl(doing, discussion);
}
