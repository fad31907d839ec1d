import { MOST_KEEP_DAYS, PANEL_ROLES, type PanelRole, type TeamSettings } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import { type Command, panelPerson, teamHere } from '../doing.ts';
import type { Line, View } from '../view.ts';

const CLEAR = ['control-role', 'start-role', 'blocked-words', 'panel-role', 'keep-days'] as const;
const MOST_WORDS = 500;
const WHAT_ROLES_DO: Record<PanelRole, string> = {
  viewer: 'viewer: reads',
  editor: 'editor: starts discussions, writes personas',
  admin: 'admin: everything',
};

/** What a team settles for itself: shown, and changed by whoever may manage it. */
export const settings: Command = {
  name: 'settings',
  summary: 'Who may start and control discussions here, words that are not allowed, and the panel',
  adminOnly: true,
  options: [
    { name: 'control-role', summary: 'who may control every discussion', kind: 'role' },
    { name: 'start-role', summary: 'who may start discussions; without it everybody', kind: 'role' },
    {
      name: 'blocked-words',
      summary: 'refused in topics and questions; with commas between them',
      kind: 'text',
      most: 4_000,
      several: true,
    },
    {
      name: 'panel-role',
      summary: 'what members may do in the panel, unless it was chosen for one of them there',
      kind: 'text',
      most: 20,
      choices: PANEL_ROLES.map((role) => ({ label: WHAT_ROLES_DO[role], value: role })),
    },
    {
      name: 'keep-days',
      summary: 'what was said is deleted so many days after the last of it; 0 keeps it',
      kind: 'number',
      least: 0,
      most: MOST_KEEP_DAYS,
      whole: true,
    },
    {
      name: 'clear',
      summary: 'takes a setting away',
      kind: 'text',
      most: 20,
      choices: CLEAR.map((name) => ({ label: name, value: name })),
    },
  ],
  run: async (given, doing) => {
    const { teams, place, by, panel } = doing;
    if (!by.admin) throw new UserError('Only those who manage this team may change its settings.', 'AUTHORIZATION_FAILED');
    const { clear } = given;
    const controlRole = given['control-role'] ?? (clear === 'control-role' ? null : undefined);
    const startRole = given['start-role'] ?? (clear === 'start-role' ? null : undefined);
    const panelRole = given['panel-role'] ?? (clear === 'panel-role' ? null : undefined);
    const keepDays = given['keep-days'] ?? (clear === 'keep-days' ? 0 : undefined);
    const words = given['blocked-words'] ?? (clear === 'blocked-words' ? '' : undefined);
    const change = {
      ...(controlRole !== undefined && { controlRole: controlRole === null ? null : String(controlRole) }),
      ...(startRole !== undefined && { startRole: startRole === null ? null : String(startRole) }),
      ...(panelRole !== undefined && { panelRole: panelRole === null ? null : roleNamed(String(panelRole)) }),
      ...(keepDays !== undefined && { keepDays: Number(keepDays) || null }),
      ...(words !== undefined && { blockedWords: wordsOf(String(words)) }),
    };
    const changes = Object.keys(change).length > 0;
    const { settings: before } = await teams.team(place.platform, place.team);
    if (!changes) return settingsView(before, false);
    const { settings: after } = await teams.change(place.platform, place.team, change);
    await panel?.settingsChanged(teamHere(doing), panelPerson(doing), before, after);
    return settingsView(after, true);
  },
};

function roleNamed(text: string): PanelRole {
  const role = PANEL_ROLES.find((one) => one === text.trim().toLowerCase());
  if (role) return role;
  throw new UserError(`There is no role "${text}" in the panel. There is: ${PANEL_ROLES.join(', ')}.`, 'VALIDATION_ERROR', {
    field: 'panel-role',
  });
}

function wordsOf(text: string): string[] {
  const words = [...new Set(text.split(/[,\n]/u).map((word) => word.trim().toLowerCase()))].filter((word) => word !== '');
  if (words.length <= MOST_WORDS) return words;
  throw new UserError(`There are ${words.length} words, and ${MOST_WORDS} are the most.`, 'VALIDATION_ERROR', {
    field: 'blocked-words',
  });
}

function settingsView(
  { controlRole, startRole, blockedWords, panelRole = 'viewer', keepDays }: TeamSettings,
  changed: boolean,
): View {
  const whoStarted = 'whoever started it and those who manage the team';
  const control: Line = controlRole ? [{ role: controlRole }, `, ${whoStarted}`] : whoStarted;
  return {
    ...(changed && { tone: 'good' as const }),
    title: changed ? 'Settings changed' : 'Settings',
    fields: [
      { name: 'May start', value: startRole ? { role: startRole } : 'everybody' },
      { name: 'May control', value: control },
      { name: 'Blocked words', value: blockedWords.length > 0 ? blockedWords.join(', ') : 'none' },
      { name: 'Members in the panel', value: `${WHAT_ROLES_DO[panelRole]}; those who manage this team: everything` },
      { name: 'What was said is kept', value: keepDays ? `for ${keepDays} days` : 'without an end' },
    ],
  };
}
