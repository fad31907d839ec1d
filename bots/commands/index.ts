import type { Command, PeopleParts } from '../doing.ts';
import { again } from './again.ts';
import { ask } from './ask.ts';
import { casts } from './casts.ts';
import { check } from './check.ts';
import { councils } from './councils.ts';
import { discuss } from './discuss.ts';
import { fork, forkFromHere } from './fork.ts';
import { help } from './help.ts';
import { panel } from './panel.ts';
import { personas } from './personas.ts';
import { report } from './report.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';

/** All commands, in the order in which people see them. One more: a file here and a line. */
export function commandsOf(parts: Pick<PeopleParts, 'engine'>): Command[] {
  const commands = [
    start(parts),
    ask,
    councils,
    personas,
    casts,
    status,
    report,
    stop,
    fork,
    again,
    check,
    settings,
    panel,
    discuss,
    forkFromHere,
  ];
  return [...commands, help(commands)];
}
