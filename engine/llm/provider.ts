import type { ZodType } from 'zod';
import type { Step } from '../formats/format.ts';
import type { Transcript, Usage } from '../types.ts';
import type { NotNow } from './failure.ts';

/**
 * One question to a model. What all speakers of a round share comes first and stays byte for byte the same
 * (`system`, then `shared`), so that vendors can cache it; what is the speaker's own comes last (`own`).
 */
export type ModelRequest = {
  /** The step's key: for logs, and for scripts in tests. */
  key: string;
  /** What it is asked for: a provider that steps in answers with its own model for this. */
  role: keyof Models;
  model: string;
  system: string;
  /** Blocks in order: topic and cast, then one block for each turn. */
  shared: readonly string[];
  /** The speaker's own sheet and the task. */
  own: string;
  maxOutputTokens: number;
  /** Left out by adapters whose model does not take one. */
  temperature?: number;
  /** Present: the reply must carry `data` of this form. */
  schema?: { name: string; type: ZodType };
  /** What the prompt was made from, for a provider that does not read prose (rehearsal). */
  scene: Scene;
};

export type Scene = {
  transcript: Transcript;
  step: Step;
  /** Why the first answer was refused, when this is the second. */
  problem?: string;
};

export type ModelReply = {
  text: string;
  data?: unknown;
  /** The model as the vendor names it in its answer. */
  model: string;
  /** The model that was asked, where a key is for another one than the request names. */
  asked?: string;
  usage: Usage;
  /** The key that it was asked with: an id of the store, or `environment/<provider>`. */
  key?: string;
  /** The answer stopped at the output limit. */
  cut?: boolean;
};

/** Which model speaks, which does the small work (ballots, framing), which writes the report. */
export type Models = { speak: string; small: string; report: string };

/**
 * A model vendor. Throws RetryError when time may mend it, UserError when a person must act; never retries by itself.
 */
export interface Provider {
  readonly name: string;
  readonly models: Models;
  /**
   * `onText` gets the text of the answer as it is written, where the vendor can stream it; it counts only once the whole
   * answer is there.
   */
  generate(request: ModelRequest, signal: AbortSignal, onText?: (delta: string) => void): Promise<ModelReply>;
  /** All models that may answer for a role, where the keys are for different ones. */
  answering?(role: keyof Models): readonly string[];
  /** Why no call can be made now, as far as is known without making one. */
  cannot?(): NotNow | undefined;
  /** The cheapest call that proves that the key and the endpoint work; throws as `generate` does. */
  check(signal: AbortSignal): Promise<void>;
}
