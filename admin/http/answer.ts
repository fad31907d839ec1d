import type { ErrorRequestHandler, Response } from 'express';
import { type ErrorCode, RetryError, UserError } from '../../engine/errors.ts';
import type { Logger } from '../../engine/log.ts';
import { html, page } from './html.ts';

const STATUS: Record<ErrorCode, number> = {
  VALIDATION_ERROR: 400,
  RESOURCE_NOT_FOUND: 404,
  AUTHENTICATION_FAILED: 401,
  AUTHORIZATION_FAILED: 403,
  RATE_LIMIT_EXCEEDED: 429,
  API_KEY_INVALID: 400,
  DISCUSSION_LIMIT_REACHED: 429,
  INVALID_TRANSITION: 409,
  LLM_API_ERROR: 502,
  UNAVAILABLE: 503,
};

export type Told = { status: number; code: ErrorCode | 'INTERNAL_ERROR'; message: string; field?: string };

/** What a person is told of an error; anything that is no error for people is logged, and told in one plain sentence. */
export function told(error: unknown, log: Logger): Told {
  if (error instanceof UserError) {
    const { code, message, field } = error;
    return { status: STATUS[code], code, message, ...(field && { field }) };
  }
  if (error instanceof RetryError)
    return { status: 503, code: 'UNAVAILABLE', message: `${error.message} Try again in a moment.` };
  const status = (error as { status?: unknown }).status;
  // A request that Express or a parser of it could not read.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, code: 'VALIDATION_ERROR', message: 'This request cannot be read. Reload the page and try again.' };
  }
  log.error({ err: error }, 'the panel met a bug');
  const message = 'Something went wrong on our side; the log of the server says what.';
  return { status: 500, code: 'INTERNAL_ERROR', message };
}

export const errorJson = ({ code, message, field }: Told) => ({ errors: [{ code, message, ...(field && { field }) }] });

/** A page for who looks at one, JSON for scripts. */
export const errors =
  (log: Logger): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const answer = told(error, log);
    if (request.accepts(['json', 'html']) === 'html') send(response, answer);
    else response.status(answer.status).json(errorJson(answer));
  };

const send = (response: Response, { status, message }: Told): void => {
  response
    .status(status)
    .type('html')
    .send(page('Not possible', html`<h1>This did not work</h1><p>${message}</p><p><a href="/admin">To the panel</a></p>`));
};
