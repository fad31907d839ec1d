import type { Command } from '../doing.ts';
import type { CommandSpec } from '../platform.ts';
import type { Line } from '../view.ts';

/** All commands, and what can be done in a thread. */
export const help = (commands: readonly CommandSpec[]): Command => ({
  name: 'help',
  summary: 'What you can do here',
  options: [],
  run: async (_given, { by }) => ({
    title: 'simFocus',
    lines: [
      'Personas discuss your topic in a thread, with private ballots before and after and a report that cites what was said.',
      ...commands.filter(({ adminOnly }) => !adminOnly || by.admin).map(commandLine),
      [
        { bold: 'In the thread:' },
        ' reply to ask something; name a persona to have them answer. Pause, resume, speed and stop are on the first message.',
      ],
    ],
  }),
});

const commandLine = ({ name, summary, onMessage }: CommandSpec): Line => [
  onMessage ? { bold: name } : { code: `/focus ${name}` },
  ` ${summary}${onMessage ? ' (in the menu of a message)' : ''}.`,
];
