import type { Usage } from '../../engine/types.ts';

/** What a token that was read from the cache, or written to it, is billed as; uncached = 1. */
export type Rates = { read: number; write: number };

/** Calls added up, from the usage that the adapter read off the answers. */
export class Tally {
  calls = 0;
  /** Input tokens, as if nothing were cached. */
  uncached = 0;
  /** Input as billed, in tokens at the full price. */
  billed = 0;
  output = 0;
  dollars = 0;
  private readonly rates: Rates;

  constructor(rates: Rates) {
    this.rates = rates;
  }

  add({ input, cached, cacheWrite, output, cost }: Usage): void {
    this.calls++;
    this.uncached += input + cached + cacheWrite;
    this.billed += input + cached * this.rates.read + cacheWrite * this.rates.write;
    this.output += output;
    this.dollars += cost ?? 0;
  }
}
