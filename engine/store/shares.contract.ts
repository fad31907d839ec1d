import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewShare, ShareStore } from './shares.ts';

/** What every store of shares promises. `discussion` makes one that may be shared. */
export function sharesContract(
  name: string,
  open: () => Promise<{ shares: ShareStore; discussion(): Promise<string>; close(): Promise<void> }>,
) {
  describe(`shares: ${name}`, () => {
    let at: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      at = await open();
    }, 60_000);
    afterAll(() => at.close());
    const wanted = async (more: Partial<NewShare> = {}): Promise<NewShare> => {
      const by = { id: 'u1', name: 'Uma "O\'Hara"' };
      return {
        slug: randomUUID(),
        team: randomUUID(),
        discussion: await at.discussion(),
        transcript: true,
        names: false,
        createdBy: by,
        ...more,
      };
    };

    it('keeps what was wanted, and shows no password but to whoever opens it', async () => {
      const share = await wanted({ password: 'hash', expiresAt: new Date(Date.now() + 60_000) });
      const made = await at.shares.create(share);
      expect(made).toMatchObject({
        slug: share.slug,
        team: share.team,
        transcript: true,
        names: false,
        hasPassword: true,
        visits: 0,
      });
      expect(made).not.toHaveProperty('password');
      expect(await at.shares.list(share.team)).toEqual([made]);
      expect(await at.shares.list(share.team, share.discussion)).toEqual([made]);
      expect(await at.shares.list(share.team, randomUUID())).toEqual([]);
      expect(await at.shares.open(share.slug)).toEqual({ ...made, password: 'hash' });
    });

    it('opens none that is over, revoked or not there', async () => {
      const over = await wanted({ expiresAt: new Date(Date.now() - 1) });
      const revoked = await wanted();
      await at.shares.create(over);
      await at.shares.create(revoked);
      expect(await at.shares.revoke(revoked.team, revoked.slug)).toBe(true);
      for (const slug of [over.slug, revoked.slug, randomUUID(), '']) expect(await at.shares.open(slug)).toBeUndefined();
    });

    it("gives nothing of another team's, and takes nothing of it back", async () => {
      const share = await wanted();
      await at.shares.create(share);
      const stranger = randomUUID();
      expect(await at.shares.list(stranger)).toEqual([]);
      expect(await at.shares.list(stranger, share.discussion)).toEqual([]);
      expect(await at.shares.revoke(stranger, share.slug)).toBe(false);
      expect(await at.shares.open(share.slug)).toBeDefined();
    });

    it('counts visits and guesses, those at once too, and guesses anew after the window', async () => {
      const { id, slug, team } = await at.shares.create(await wanted({ password: 'hash' }));
      await Promise.all([at.shares.visited(id), at.shares.visited(id)]);
      expect((await at.shares.list(team))[0]).toMatchObject({ visits: 2, visitedAt: expect.any(Date) });
      const counts = await Promise.all(Array.from({ length: 5 }, () => at.shares.guessed(id, 60_000)));
      expect(counts.sort()).toEqual([1, 2, 3, 4, 5]);
      await at.shares.guessedRight(id);
      expect(await at.shares.guessed(id, 60_000)).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(await at.shares.guessed(id, 10)).toBe(1);
      expect(await at.shares.open(slug)).toBeDefined();
    });
  });
}
