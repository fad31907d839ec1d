import type { ModelServer, Trouble } from './model-server.ts';
import type { ContractTrouble } from './provider.contract.ts';

/** The troubles of the contract as the stand-in makes them; a rate limit and an error of the server are the vendor's own. */
export const troublesOf = (server: ModelServer, own: Record<'rate-limit' | 'server-error', Trouble>) => {
  const troubles: Record<ContractTrouble, Trouble> = {
    ...own,
    reset: { kind: 'reset' },
    'not-json': { kind: 'not-json' },
    truncated: { kind: 'truncated' },
    'cut-off': { kind: 'cut-off' },
    'stream-error': { kind: 'stream-error' },
    misfit: { kind: 'misfit' },
    empty: { kind: 'empty' },
    refusal: { kind: 'refuse' },
    hang: { kind: 'hang' },
  };
  return (kind: ContractTrouble): void => server.trouble(troubles[kind]);
};
