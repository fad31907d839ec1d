import { createHash } from 'node:crypto';
import express, { type Response, Router } from 'express';
import { RetryError } from '../../engine/errors.ts';
import type { Logger } from '../../engine/log.ts';
import { htmlPage, type ShareDesk, STYLE, type Visit } from '../../engine/shares.ts';

/** Nothing runs, nothing is loaded, and only our own style is taken. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'interest-cohort=()',
  'Cache-Control': 'no-store',
};

/** Shared reports at `/r/<slug>`; a password comes by the form on the page, and never in an address. */
export function sharePages(desk: ShareDesk, options: { publicUrl?: string; log: Logger }): Router {
  const { publicUrl, log } = options;
  const router = Router();
  const imageOf = publicUrl === undefined ? undefined : (slug: string) => new URL(`/r/${slug}/preview.png`, publicUrl).href;
  const failed = (response: Response, error: unknown) => {
    if (!(error instanceof RetryError)) log.error({ err: error }, 'a shared page could not be shown');
    response.status(503).type('html').send(notice('Not now', 'The report cannot be shown at the moment. Try again in a minute.'));
  };

  router.use((_request, response, next) => {
    response.set(HEADERS);
    next();
  });
  router.get('/:slug', async (request, response) => {
    try {
      answer(response, await desk.visit(request.params.slug, undefined, imageOf));
    } catch (error) {
      failed(response, error);
    }
  });
  router.post('/:slug', express.urlencoded({ extended: false, limit: '4kb', parameterLimit: 4 }), async (request, response) => {
    const given: unknown = request.body?.password;
    try {
      answer(response, await desk.visit(request.params.slug, typeof given === 'string' ? given : '', imageOf));
    } catch (error) {
      failed(response, error);
    }
  });
  router.get('/:slug/preview.png', async (request, response) => {
    try {
      const image = await desk.image(request.params.slug);
      if (image) response.type('png').send(Buffer.from(image));
      else answer(response, { kind: 'none' });
    } catch (error) {
      failed(response, error);
    }
  });
  // What cannot be read as a form is nobody's password.
  router.use((_request, response) => answer(response, { kind: 'none' }));
  router.use((_error: unknown, _request: express.Request, response: Response, _next: express.NextFunction) => {
    response.status(400).type('html').send(notice('Not understood', 'Go back and try again.'));
  });
  return router;
}

function answer(response: Response, visit: Visit): void {
  switch (visit.kind) {
    case 'page':
      response.type('html').send(visit.html);
      return;
    case 'password':
      response
        .status(visit.wrong ? 403 : 200)
        .type('html')
        .send(passwordPage(visit.wrong));
      return;
    case 'later':
      response.status(429).set('Retry-After', '900').type('html').send(notice('Too many tries', 'Try again in 15 minutes.'));
      return;
    case 'none':
      response
        .status(404)
        .type('html')
        .send(notice('Nothing here', 'There is no report at this address, or it is no longer shared.'));
  }
}

const ROBOTS = [{ name: 'robots', content: 'noindex, nofollow' }];

const notice = (title: string, text: string): string =>
  htmlPage({ title, meta: ROBOTS, body: `<main id="report"><h1>${title}</h1><p>${text}</p></main>` });

const passwordPage = (wrong: boolean): string =>
  htmlPage({
    title: 'Password',
    meta: ROBOTS,
    body: `<main id="report"><h1>This report is protected</h1>${wrong ? '<p class="warn" role="alert">That is not the password.</p>' : ''}
<form method="post"><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="off" required maxlength="200"><button>Show the report</button></form></main>`,
  });
