import type { Action } from '../doing.ts';
import { again } from './again.ts';
import { ask } from './ask.ts';
import { cancel } from './cancel.ts';
import {
  archive,
  askAgain,
  councils,
  deleteAnswer,
  expand,
  next,
  others as otherAnswers,
  select,
  synthesis,
  unselect,
} from './council.ts';
import { fork } from './fork.ts';
import { pause, resume, speed, stop } from './lifecycle.ts';
import { missing } from './missing.ts';
import { rate } from './rate.ts';
import { byName, cast, others, preview, recast } from './recast.ts';
import { report } from './report.ts';
import { start } from './start.ts';

/** What buttons, selects and dialogs do. One more: a file here and a line. */
export const actions: readonly Action[] = [
  start,
  recast,
  cast,
  others,
  byName,
  preview,
  cancel,
  pause,
  resume,
  speed,
  stop,
  ask,
  report,
  missing,
  fork,
  again,
  rate,
  expand,
  select,
  unselect,
  deleteAnswer,
  otherAnswers,
  next,
  askAgain,
  synthesis,
  archive,
  councils,
];

export const actionNamed = (name: string): Action | undefined => actions.find((action) => action.name === name);
