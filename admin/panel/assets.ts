import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { bundleComponents } from './bundle.ts';
import { later } from './later.ts';

const require = createRequire(import.meta.url);
const adminjs = dirname(require.resolve('adminjs'));
const scripts = join(adminjs, 'lib/frontend/assets/scripts');
const designSystem = dirname(createRequire(join(adminjs, 'index.js')).resolve('@adminjs/design-system'));

/** AdminJS's production scripts, whatever NODE_ENV is, and our own beside them. */
const FILES: Record<string, string> = {
  '/frontend/assets/app.bundle.js': join(scripts, 'app-bundle.production.js'),
  '/frontend/assets/global.bundle.js': join(scripts, 'global-bundle.production.js'),
  '/frontend/assets/design-system.bundle.js': join(designSystem, '../bundle.production.js'),
  '/icon.svg': fileURLToPath(new URL('./ui/icon.svg', import.meta.url)),
  '/panel.css': fileURLToPath(new URL('./ui/panel.css', import.meta.url)),
};

/** Open to all: nothing of a team is in them. */
export function assets(): Router {
  const router = Router();
  for (const [path, file] of Object.entries(FILES)) {
    router.get(path, (_request, response) => response.set('Cache-Control', 'no-cache').sendFile(file, { cacheControl: false }));
  }
  const components = later(async () => {
    const script = Buffer.from(await bundleComponents());
    return (_request, response) => void response.set('Cache-Control', 'no-cache').type('text/javascript').send(script);
  });
  router.get('/frontend/assets/components.bundle.js', components.handler);
  return router;
}
