import type { TeamSettings } from '../../engine/engine.ts';
import { UserError } from '../../engine/errors.ts';
import type { Command } from '../doing.ts';
import type { Line, View } from '../view.ts';

const CLEAR = ['control-role', 'start-role', 'blocked-words'] as const;
const MOST_WORDS = 500;

/** What a team settles for itself: shown, and changed by whoever may manage it. */
export const settings: Command = {
  name: 'settings',
  summary: 'Who may start and control discussions here, and words that are not allowed',
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
      name: 'clear',
      summary: 'takes a setting away',
      kind: 'text',
      most: 20,
      choices: CLEAR.map((name) => ({ label: name, value: name })),
    },
  ],
  run: async (given, { teams, place, by }) => {
    if (!by.admin) throw new UserError('Only those who manage this team may change its settings.', 'AUTHORIZATION_FAILED');
    const { clear } = given;
    const controlRole = given['control-role'] ?? (clear === 'control-role' ? null : undefined);
    const startRole = given['start-role'] ?? (clear === 'start-role' ? null : undefined);
    const words = given['blocked-words'] ?? (clear === 'blocked-words' ? '' : undefined);
    const change = {
      ...(controlRole !== undefined && { controlRole: controlRole === null ? null : String(controlRole) }),
      ...(startRole !== undefined && { startRole: startRole === null ? null : String(startRole) }),
      ...(words !== undefined && { blockedWords: wordsOf(String(words)) }),
    };
    const changes = Object.keys(change).length > 0;
    const team = changes ? await teams.change(place.platform, place.team, change) : await teams.team(place.platform, place.team);
    return settingsView(team.settings, changes);
  },
};

function wordsOf(text: string): string[] {
  const words = [...new Set(text.split(/[,\n]/u).map((word) => word.trim().toLowerCase()))].filter((word) => word !== '');
  if (words.length <= MOST_WORDS) return words;
  throw new UserError(`There are ${words.length} words, and ${MOST_WORDS} are the most.`, 'VALIDATION_ERROR', {
    field: 'blocked-words',
  });
}

function settingsView({ controlRole, startRole, blockedWords }: TeamSettings, changed: boolean): View {
  const whoStarted = 'whoever started it and those who manage the team';
  const control: Line = controlRole ? [{ role: controlRole }, `, ${whoStarted}`] : whoStarted;
  return {
    ...(changed && { tone: 'good' as const }),
    title: changed ? 'Settings changed' : 'Settings',
    fields: [
      { name: 'May start', value: startRole ? { role: startRole } : 'everybody' },
      { name: 'May control', value: control },
      { name: 'Blocked words', value: blockedWords.length > 0 ? blockedWords.join(', ') : 'none' },
    ],
  };
}
