/**
 * One side of any topic, with what people say about it. The lines are templates (see expand.ts): `{a|b}` one of these,
 * `[x]` may be left out, `<slot>` is filled from the topic, the persona or the turn that is answered.
 */
export type Aspect = {
  name: string;
  /** A noun phrase, as in "it comes down to the running costs". */
  noun: string;
  /** Words that show that a turn is about this. */
  spot: RegExp;
  /** Claims for and against. */
  pro: readonly string[];
  con: readonly string[];
  ask: readonly string[];
  /** With `+ ` or `- ` in front: speaks for or against, and is left to those who do. */
  story: readonly string[];
  number: readonly string[];
  propose: readonly string[];
  /** Clauses that fit behind "if" and "provided that". */
  condition: readonly string[];
  /** What one adds to somebody's idea without judging it. */
  build: readonly string[];
  /** Up to eight words. */
  shortPro: readonly string[];
  shortCon: readonly string[];
  /** Clauses that fit behind "because". */
  becausePro: readonly string[];
  becauseCon: readonly string[];
};
