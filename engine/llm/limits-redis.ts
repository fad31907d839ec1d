import { Redis } from 'ioredis';
import type { WindowStore } from './limits.ts';
import { writeUnlessChanged } from './write-unless-changed.ts';

const READ = `
local t = redis.call('TIME')
return { t[1] * 1000 + math.floor(t[2] / 1000), redis.call('GET', KEYS[1]) }`;
const WRITE = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;
const ANSWER_MS = 2_000;

/** The windows on Redis, one value for each key, by the clock of Redis. */
export function redisWindows(url: string, options: { prefix?: string } = {}): WindowStore {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS, connectTimeout: ANSWER_MS });
  // What fails is told by the call that it fails.
  redis.on('error', () => {});
  const nameOf = (keyId: string) => `${options.prefix ?? 'simfocus'}:limit:${keyId}`;
  return {
    name: 'Redis',
    async change(keyId, edit, keepMs) {
      const name = nameOf(keyId);
      await writeUnlessChanged(
        async () => {
          const [now, text] = (await redis.eval(READ, 1, name)) as [number, string | null];
          return { now, text: text ?? undefined, mark: text ?? '' };
        },
        edit,
        async (text, before) => (await redis.eval(WRITE, 1, name, before, text, Math.ceil(keepMs))) === 1,
      );
    },
    close: async () => redis.disconnect(),
  };
}
