import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Fold } from '../../transcript.ts';
import type { DiscussionEvent } from '../../types.ts';
import { answerSteps } from '../questions.ts';
import { focusGroup } from './focus-group.ts';

/**
 * Logs that version 1 wrote. A discussion that was begun with this version goes on as it would have: whoever changes what
 * comes next raises the version, and keeps the old one for the discussions that are running.
 */
const goldenLog = (mode: string): DiscussionEvent[] =>
  JSON.parse(readFileSync(new URL(`./golden/v1-${mode}.json`, import.meta.url), 'utf8'), (key, value) =>
    key === 'at' || key === 'deliverAt' ? new Date(value) : value,
  );

describe('a golden log of version 1', () => {
  for (const mode of ['free', 'debate', 'creative', 'consensus']) {
    it(`is what ${mode} would write today`, () => {
      expect(focusGroup.version).toBe(1);
      const events = goldenLog(mode);
      const fold = new Fold('golden');
      let replayed = 0;
      for (const event of events) {
        if (event.type === 'said' || event.type === 'decided') {
          const owed = [...answerSteps(fold.transcript), ...focusGroup.next(fold.transcript)].map((step) => step.key);
          expect(owed, event.key).toContain(event.key);
          replayed++;
        }
        if (event.type === 'ended') expect(focusGroup.next(fold.transcript)).toEqual([]);
        fold.add([event]);
      }
      expect(replayed).toBeGreaterThan(25);
      const [opened] = events;
      if (opened?.type !== 'opened') throw new Error('A log begins with opened');
      const { topic, options } = opened.brief;
      expect(focusGroup.plan({ topic, options, personas: fold.transcript.personas, seed: opened.seed })).toEqual(opened.plan);
    });
  }
});
