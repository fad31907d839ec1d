import { type DestinationStream, type LoggerOptions, type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;

/** What a key of either vendor, a bot token in a header or a password in a URL looks like. */
const SECRETS =
  /\b(sk-[A-Za-z0-9_-]{4,}|xox[abeprs]-[A-Za-z0-9-]{4,}|xapp-[A-Za-z0-9-]{4,})|(?<=\/\/[^\s/:@]*:)[^\s/@]+(?=@)|(?<=[Bb]earer )[^\s"']+/g;
const NAMED = ['apiKey', 'api_key', 'authorization', 'password', 'token', 'secret', 'cookie', 'databaseUrl', 'redisUrl'];

export const redact = (text: string): string => text.replace(SECRETS, '[redacted]');

/** One JSON line for each entry on standard error; secrets are taken out by name and by shape. */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    redact: { paths: NAMED.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    serializers: {
      err: (error: Error) => {
        const seen = pino.stdSerializers.err(error);
        return {
          type: seen.type,
          message: redact(seen.message),
          stack: redact(seen.stack),
          code: (error as { code?: unknown }).code,
        };
      },
    },
    hooks: {
      streamWrite: redact,
    },
  };
  return pino(options, destination ?? pino.destination({ fd: 2, sync: true }));
}

export const silentLog = (): Logger => pino({ level: 'silent' });
