import type { Logger } from '../../../engine/log.ts';
import type { Installations, Received } from '../../../engine/open.ts';
import type { People } from '../../platform.ts';
import type { View } from '../../view.ts';
import type { Showing } from './blocks.ts';
import type { Directory } from './people-of.ts';
import type { Quota } from './quota.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** What everything that comes in from Slack needs. */
export type Desk = {
  people: People;
  workspaces: Workspaces;
  installations: Installations;
  directory: Directory;
  received: Received;
  showing(workspace: Workspace, view?: View): Promise<Showing>;
  /** Of messages, within what Slack allows a workspace. */
  changes: Quota;
  log: Logger;
};
