import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { UserError } from '../../engine/errors.ts';

/** Nothing from elsewhere, no script that we did not write into the page, and nobody may frame it. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    // AdminJS writes its styles at run time.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export const headers =
  (options: { https: boolean }): RequestHandler =>
  (_request, response, next) => {
    const nonce = randomBytes(16).toString('base64');
    response.locals['nonce'] = nonce;
    response.set({
      'Content-Security-Policy': policy(nonce),
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      // With no-referrer at all, browsers would call our own forms' origin null.
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-store',
      ...(options.https && { 'Strict-Transport-Security': 'max-age=31536000' }),
    });
    next();
  };

const SAFE = new Set(['GET', 'HEAD']);
const MOST_BYTES = 1_000_000;

/** Changes come from our own pages only: what another site makes a browser send is refused. */
export const ownOrigin =
  (publicUrl: string | undefined): RequestHandler =>
  (request, _response, next) => {
    if (SAFE.has(request.method) || isOwn(request.headers, publicUrl)) return next();
    next(new UserError('This came from another site. Open the panel itself and do it there.', 'AUTHORIZATION_FAILED'));
  };

type Headers = { origin?: string | undefined; host?: string | undefined; 'sec-fetch-site'?: string | string[] | undefined };

/** Without any word on where it comes from it is no browser, and brings no cookies that it was not given on purpose. */
export function isOwn(headers: Headers, publicUrl: string | undefined): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined) return true;
  const from = URL.canParse(origin) ? new URL(origin) : undefined;
  return from !== undefined && (from.host === host || from.origin === (publicUrl && new URL(publicUrl).origin));
}

/** Bodies are JSON (or a form, at the door), of a length that is said before, and not too long. */
export const smallBody: RequestHandler = (request, _response, next) => {
  if (SAFE.has(request.method)) return next();
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  const chunked = request.headers['transfer-encoding'] !== undefined;
  if (chunked || length > MOST_BYTES) {
    return next(new UserError('This is too long to be sent at once: 1 MB is the most.', 'VALIDATION_ERROR'));
  }
  if (length > 0 && !request.is(['json', 'urlencoded'])) {
    return next(new UserError('Send this as JSON.', 'VALIDATION_ERROR'));
  }
  next();
};
