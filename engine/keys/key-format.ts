import { UserError } from '../errors.ts';

/** What a person enters for one key. */
export type KeyEntry = { provider: string; secret: string; baseUrl?: string; model?: string };

type Vendor = { provider: string; name: string; host: RegExp; start: string };
type Beginning = { start: string; vendor: string; provider: string; at?: string; use?: string };

const VENDORS: readonly Vendor[] = [
  { provider: 'openai', name: 'OpenAI', host: /(^|\.)openai\.com$/, start: 'sk-' },
  { provider: 'anthropic', name: 'Anthropic', host: /(^|\.)anthropic\.com$/, start: 'sk-ant-' },
];

/** Who gives out keys that begin so; the first that fits counts. `at`: where it speaks like OpenAI. */
const BEGINNINGS: readonly Beginning[] = [
  { start: 'sk-ant-admin', vendor: 'Anthropic', provider: 'anthropic', use: 'an admin key, which cannot ask models' },
  { start: 'sk-ant-', vendor: 'Anthropic', provider: 'anthropic' },
  { start: 'sk-or-', vendor: 'OpenRouter', provider: 'openai', at: 'https://openrouter.ai/api/v1' },
  { start: 'sk-admin-', vendor: 'OpenAI', provider: 'openai', use: 'an admin key, which cannot ask models' },
  { start: 'sk-', vendor: 'OpenAI', provider: 'openai' },
  { start: 'gsk_', vendor: 'Groq', provider: 'openai', at: 'https://api.groq.com/openai/v1' },
  { start: 'xai-', vendor: 'xAI', provider: 'openai', at: 'https://api.x.ai/v1' },
  { start: 'AIza', vendor: 'Google', provider: 'openai', at: 'https://generativelanguage.googleapis.com/v1beta/openai' },
];

const LIKE_A_KEY = /^(sk-|gsk_|xai-|AIza)/;
const SHORTEST = 20;
const LONGEST = 1_000;

/** Throws UserError when this cannot be a key for there. The message never holds the key. */
export function checkKeyFormat({ provider, secret, baseUrl }: KeyEntry): void {
  const vendor = VENDORS.find((one) => one.provider === provider);
  if (!vendor) throw unknownProvider(provider);
  checkCharacters(secret);
  // Undefined: a server of somebody else, whose keys may look like anything.
  const endpoint = baseUrl ? VENDORS.find(({ host }) => host.test(hostOf(baseUrl))) : vendor;
  const known = BEGINNINGS.find(({ start }) => secret.startsWith(start));
  if (known?.use && known.provider === endpoint?.provider) {
    throw refused(`This is ${known.use} (${known.start}…): make an ordinary API key.`);
  }
  if (known && !belongs(known, provider, endpoint)) {
    const where = known.at ? `${known.provider} with the base URL ${known.at}` : known.provider;
    throw refused(`This looks like ${article(known.vendor)} ${known.vendor} key (${known.start}…): add it under ${where}.`);
  }
  if (!endpoint) return;
  const kind = `${article(endpoint.name)} ${endpoint.name} key`;
  if (!known) {
    throw refused(
      `This does not look like ${kind}: those begin with ${endpoint.start}. Copy it again, or give the base URL of the server it is for.`,
    );
  }
  if (secret.length < SHORTEST) throw refused(`This is too short for ${kind}. Copy the whole key.`);
}

/** Servers of others may give out keys like OpenAI's; a key of Anthropic's goes to Anthropic, or to who speaks like it. */
function belongs(known: Beginning, provider: string, endpoint: Vendor | undefined): boolean {
  if (endpoint) return known.provider === endpoint.provider && !known.at;
  return known.vendor !== 'Anthropic' || provider === 'anthropic';
}

/** Throws UserError for what no vendor can have given out, whichever it is. The message never holds the key. */
export function checkCharacters(secret: string): void {
  if (secret === '') throw refused('There is no key. Paste it, or send it to standard input.');
  if (/[\r\n]/.test(secret)) throw refused('The key has a line break in it. Copy it as one line, and only one key.');
  if (/^["'`“”‘’]|["'`“”‘’]$/.test(secret)) throw refused('The key has quotation marks around it. Leave them out.');
  if (/^bearer\s/i.test(secret)) throw refused('Leave out the word Bearer: only the key itself.');
  if (/^[A-Za-z_]+=/.test(secret))
    throw refused('This is a whole setting. Leave out what stands before the key, up to the equals sign.');
  if (/\s/.test(secret)) throw refused('The key has a space in it. Copy it again, without spaces.');
  if (/…|\*{3}|\.{3}/.test(secret)) throw refused('This is a key with its middle left out, as it is shown. Copy the whole key.');
  if (!/^[\x21-\x7e]+$/.test(secret))
    throw refused('The key has a character in it that no key has, perhaps one that does not show. Copy it again.');
  if (secret.length > LONGEST) throw refused('This is too long for a key. Copy only the key.');
}

/** A name is shown everywhere: one that is a key is refused, without being repeated. */
export function checkKeyName(name: string): void {
  if (LIKE_A_KEY.test(name)) {
    throw new UserError(
      'That is a key, not a name. The key is asked for; and make a new one, since this one was shown.',
      'VALIDATION_ERROR',
      {
        field: 'name',
      },
    );
  }
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u.test(name)) {
    throw new UserError('A name has 1 to 60 letters, digits, spaces, dots, dashes or underscores.', 'VALIDATION_ERROR', {
      field: 'name',
    });
  }
}

export function checkModelName(model: string): void {
  if (/^[\p{L}\p{N}][\p{L}\p{N}._:/@+-]{0,199}$/u.test(model) && !LIKE_A_KEY.test(model)) return;
  throw new UserError('That is not the name of a model. Give it as the vendor writes it.', 'VALIDATION_ERROR', {
    field: 'model',
  });
}

function unknownProvider(provider: string): UserError {
  const names = VENDORS.map((one) => one.provider).join(', ');
  const told = provider === 'rehearsal' ? 'Rehearsal asks no model and takes no key.' : 'No key can be kept for that provider.';
  return new UserError(`${told} There is: ${names}.`, 'VALIDATION_ERROR', { field: 'provider' });
}

const hostOf = (baseUrl: string | undefined): string => (baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '');
const article = (name: string): string => (/^[AEIOU]/.test(name) ? 'an' : 'a');
const refused = (message: string): UserError => new UserError(message, 'API_KEY_INVALID', { field: 'key' });
