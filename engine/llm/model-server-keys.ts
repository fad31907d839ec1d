import type { IncomingMessage } from 'node:http';
import type { Asked, Vendor } from './model-server-wire.ts';
import prices from './prices.json' with { type: 'json' };

/** Which keys and models the stand-in for a vendor knows. */

/** As either SDK sends it; empty where none came. */
export const keyOf = ({ headers }: IncomingMessage): string =>
  String(headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '') ?? '');

/** A key with `bad` in it is refused, one with `quota` has none left; a model without a price is not known. */
export function refusalOf(
  request: IncomingMessage,
  { vendor, model }: Pick<Asked, 'vendor' | 'model'>,
): { status: number; type: string; message: string } | undefined {
  const key = keyOf(request);
  if (key === '' || key.includes('bad')) {
    return vendor === 'anthropic'
      ? { status: 401, type: 'authentication_error', message: 'invalid x-api-key' }
      : { status: 401, type: 'invalid_api_key', message: `Incorrect API key provided: ${key}.` };
  }
  if (key.includes('quota')) {
    return vendor === 'anthropic'
      ? { status: 400, type: 'invalid_request_error', message: 'Your credit balance is too low to access the Anthropic API.' }
      : {
          status: 429,
          type: 'insufficient_quota',
          message: 'You exceeded your current quota, please check your plan and billing details.',
        };
  }
  if (model in prices.models) return undefined;
  return vendor === 'anthropic'
    ? { status: 404, type: 'not_found_error', message: `model: ${model}` }
    : { status: 404, type: 'model_not_found', message: `The model '${model}' does not exist` };
}

export const modelsOf = (vendor: Vendor): string[] =>
  Object.keys(prices.models).filter((id) => id !== 'rehearsal' && id.startsWith('claude') === (vendor === 'anthropic'));
