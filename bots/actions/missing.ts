import { controlledBy } from '../access.ts';
import { report } from '../controls.ts';
import { type Action, speakerOf } from '../doing.ts';

/** Sections of the report that could not be written are asked for again, and nothing else. */
export const missing: Action = {
  name: 'missing',
  async act({ about }, doing) {
    await controlledBy(doing, about);
    await doing.engine.retrySections(about, speakerOf(doing));
    const lines = ['The missing sections are being written; the others stay as they are. Ask for the report in a minute.'];
    return { answer: { tone: 'step', lines, buttons: [[report(about)]] } };
  },
};
