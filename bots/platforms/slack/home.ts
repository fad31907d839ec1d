import type { types } from '@slack/bolt';
import type { View } from '../../view.ts';
import { plainText, shown } from './blocks.ts';
import type { Desk } from './desk.ts';
import { OPEN_DIALOG } from './interactions.ts';
import { asked } from './refusals.ts';
import { PLATFORM } from './workspaces.ts';

/** Blocks that the page may hold. */
const MOST = 100;

const OPENER: types.ActionsBlock = {
  type: 'actions',
  elements: [
    { type: 'button', action_id: OPEN_DIALOG, text: plainText('New focus group', 75), style: 'primary', value: OPEN_DIALOG },
  ],
};

/** The app's own page, for whoever looks at it. */
export async function showHome(
  desk: Desk,
  team: string,
  user: string,
  missing: (team: string) => Promise<View | undefined>,
): Promise<void> {
  const workspace = await desk.workspaces.of(team);
  const [by, lacks] = await Promise.all([desk.directory.person(workspace, user), missing(team)]);
  const views = await desk.people.home(by, { platform: PLATFORM, team });
  const all = lacks ? [...views, lacks] : views;
  const blocks: types.KnownBlock[] = [];
  for (const one of all) blocks.push(...shown(one, await desk.showing(workspace, one)).blocks, { type: 'divider' });
  const view: types.HomeView = { type: 'home', blocks: [OPENER, ...blocks].slice(0, MOST) };
  await asked(() => workspace.client().views.publish({ user_id: user, view }));
}
