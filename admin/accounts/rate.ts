import { UserError } from '../../engine/errors.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';

/** At most `most` in `seconds`, for one key, over all processes; throws UserError with the time until the next one. */
export async function limited(prisma: PrismaClient, key: string, most: number, seconds: number, what: string): Promise<void> {
  const [window] = await prisma.$queryRaw<{ count: number; left: number }[]>`
    INSERT INTO rate_window AS w (key, count, starts_at) VALUES (${key}, 1, now())
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN w.starts_at <= now() - make_interval(secs => ${seconds}::int) THEN 1 ELSE w.count + 1 END,
      starts_at = CASE WHEN w.starts_at <= now() - make_interval(secs => ${seconds}::int) THEN now() ELSE w.starts_at END
    RETURNING count, ceil(extract(epoch FROM starts_at + make_interval(secs => ${seconds}::int) - now()))::int AS left`;
  if (!window || window.count <= most) return;
  const wait = window.left > 90 ? `${Math.ceil(window.left / 60)} minutes` : `${Math.max(1, window.left)} seconds`;
  throw new UserError(`Too many ${what}. Try again in ${wait}.`, 'RATE_LIMIT_EXCEEDED');
}

/** Windows that are over say nothing any more. */
export async function forgetWindows(prisma: PrismaClient): Promise<void> {
  await prisma.$executeRaw`DELETE FROM rate_window WHERE starts_at < now() - interval '2 hours'`;
}
