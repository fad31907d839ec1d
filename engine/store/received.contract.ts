import { describe, expect, it } from 'vitest';
import type { Received } from './received.ts';

export function receivedContract(name: string, open: () => Promise<{ received: Received; close(): Promise<void> }>): void {
  describe(`received (${name})`, () => {
    it('is new once, and then tells since when it is known', async () => {
      const { received, close } = await open();
      const start = Date.now() - 1_000;
      expect(await received.before('event/1')).toBeUndefined();
      const at = await received.before('event/1');
      expect(at?.getTime()).toBeGreaterThan(start);
      expect(await received.before('event/1')).toEqual(at);
      expect(await received.before('event/2')).toBeUndefined();
      await close();
    });

    it('is new to one of many who ask at the same time', async () => {
      const { received, close } = await open();
      const told = await Promise.all(Array.from({ length: 20 }, () => received.before('event/3').then((at) => at ?? 'new')));
      expect(told.filter((each) => each === 'new')).toHaveLength(1);
      await close();
    });

    it('is new again once it is forgotten', async () => {
      const { received, close } = await open();
      await received.before('event/4');
      await received.forget('event/4');
      expect(await received.before('event/4')).toBeUndefined();
      await close();
    });
  });
}
