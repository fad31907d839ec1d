import { z } from 'zod';
import { UserError } from './errors.ts';
import { checkCharacters } from './keys/key-format.ts';
import { readMasterKey } from './keys/master-key.ts';

/** Kept as an object that shows nothing of itself when it is printed. */
const masterKey = z.string().transform((text, context) => {
  const key = readMasterKey(text);
  if (typeof key !== 'string') return key;
  context.addIssue({ code: 'custom', message: key });
  return z.NEVER;
});

/** One that cannot be sent would look like a broken connection. */
const apiKey = z.string().superRefine((text, context) => {
  try {
    checkCharacters(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof UserError ? error.message : String(error) });
  }
});

const monthly = z.coerce
  .number({ error: 'must be a number of US dollars' })
  .positive('must be more than zero')
  .max(100_000, 'must be at most 100000');

/** The settings, each explained in `.env.example`. An empty value counts as not set. */
const schema = z.object({
  databaseUrl: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgresql://user:password@host:5432/name' })
    .optional(),
  redisUrl: z.url({ protocol: /^rediss?$/, error: 'must look like redis://host:6379' }).optional(),
  dataDir: z
    .string()
    .regex(/^\P{Cc}+$/u, 'a path has no line breaks or other control characters')
    .optional(),
  host: z.string().default('127.0.0.1'),
  port: z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535).default(3000),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'must look like https://simfocus.example.org' })
    .transform((url) => url.replace(/\/+$/u, ''))
    .optional(),
  healthPort: z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535).optional(),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  concurrency: z.coerce.number({ error: 'must be a number' }).int().min(1).max(1_000).default(200),
  databasePool: z.coerce.number({ error: 'must be a number' }).int().min(2).max(200).default(16),
  maxRounds: z.coerce.number({ error: 'must be a number' }).int().min(1).max(200).default(20),
  teamBudget: monthly.optional(),
  memberBudget: monthly.optional(),
  pricesFile: z.string().optional(),
  maxDiscussionsAnHour: z.coerce.number({ error: 'must be a number' }).int().min(1).max(10_000).default(10),
  maxDiscussionsAtOnce: z.coerce.number({ error: 'must be a number' }).int().min(1).max(10_000).default(3),
  deleteLeftTeamsAfterDays: z.coerce.number({ error: 'must be a number of days' }).int().min(0).max(3_650).default(30),
  provider: z.string().optional(),
  shareKeys: z.stringbool({ error: 'must be true or false' }).default(true),
  providerFallback: z.stringbool({ error: 'must be true or false' }).default(true),
  openaiApiKey: apiKey.optional(),
  openaiBaseUrl: z.url({ protocol: /^https?$/, error: 'must look like http://127.0.0.1:11434/v1' }).optional(),
  openaiModel: z.string().optional(),
  anthropicApiKey: apiKey.optional(),
  anthropicBaseUrl: z.url({ protocol: /^https?$/, error: 'must look like https://api.anthropic.com' }).optional(),
  anthropicModel: z.string().optional(),
  masterKey: masterKey.optional(),
  masterKeyPrevious: masterKey.optional(),
  allowPrivateBaseUrls: z.stringbool({ error: 'must be true or false' }).optional(),
  discordToken: apiKey.optional(),
  discordApiUrl: z.url({ protocol: /^https?$/, error: 'must look like https://discord.com/api' }).optional(),
  discordGuildId: z
    .string()
    .regex(/^\d{15,21}$/, 'must be the id of a server, a number of about 19 digits')
    .optional(),
  slackBotToken: apiKey.optional(),
  slackAppToken: apiKey.optional(),
  slackSigningSecret: apiKey.optional(),
  slackClientId: z.string().optional(),
  slackClientSecret: apiKey.optional(),
  slackStateSecret: apiKey.optional(),
  slackApiUrl: z.url({ protocol: /^https?$/, error: 'must look like https://slack.com/api/' }).optional(),
  rehearsalLatencyMs: z.coerce.number({ error: 'must be a number' }).int().min(0).max(60_000).default(0),
});

export type Config = z.infer<typeof schema>;

export type Swallowed = { name: string; value?: string };

/** Our options that npm took for its own, as it hands them to what it runs; without a value where that was left behind. */
export function swallowedOptions(names: readonly string[], env: NodeJS.ProcessEnv = process.env): Swallowed[] {
  return names.flatMap((name) => {
    const value = env[`npm_config_${name.replaceAll('-', '_')}`];
    return value === undefined ? [] : [{ name, ...(value !== 'true' && { value }) }];
  });
}

const variable = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** Reads the settings from the environment; the only place that does. Throws UserError naming the variable. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const values = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, env[variable(name)]?.trim() || undefined] as const),
  );
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = variable(String(issue?.path[0] ?? ''));
  throw new UserError(
    `The setting ${name} is not usable: ${issue?.message.replace(/\.$/, '')}. Change it in the environment or in .env.`,
    'VALIDATION_ERROR',
    {
      field: name,
    },
  );
}
