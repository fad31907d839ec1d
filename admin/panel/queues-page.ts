import type { RequestHandler } from 'express';
import { UserError } from '../../engine/errors.ts';
import type { QueueBoard } from '../../engine/open.ts';
import type { Member } from '../accounts/members.ts';
import { runsIt } from './own.ts';
import { NAMES_SCRIPT, NAMES_STYLE } from './queues-names.ts';

const BASE = '/admin/queues';

/**
 * BullMQ's queues by bull-board, for whoever runs the installation: they hold ids of every team. They are looked at and
 * not changed: what is owed stands in the database, and the sweep puts it back.
 */
export function queuesPage(board: QueueBoard): RequestHandler {
  let page: Promise<RequestHandler> | undefined;
  return async (request, response, next) => {
    const member = response.locals['member'] as Member;
    if (!runsIt(member)) throw new UserError('This is for whoever runs the installation.', 'AUTHORIZATION_FAILED');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new UserError('Queues are looked at here, and changed by the engine alone.', 'AUTHORIZATION_FAILED');
    if (request.path === '/names.js') {
      response.type('js').send(NAMES_SCRIPT);
      return;
    }
    // Nearly nobody asks for it, and it takes its time to load.
    page ??= bullBoard(board);
    page.catch(() => {
      page = undefined;
    });
    const show = await page;
    fromHere(response);
    await show(request, response, next);
  };
}

async function bullBoard(board: QueueBoard): Promise<RequestHandler> {
  const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/express'),
  ]);
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(BASE);
  const { replaceQueues } = createBullBoard({
    queues: [],
    serverAdapter,
    options: { uiConfig: { boardTitle: 'simFocus' } },
  });
  const router = serverAdapter.getRouter() as RequestHandler;
  return async (request, response, next) => {
    const queues = await board.queues();
    await Promise.all(queues.map((queue) => queue.waitUntilReady()));
    replaceQueues(
      queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, description: QUEUE_TELLS[queue.name] ?? '' })),
    );
    router(request, response, next);
  };
}

/** What stands in each queue. */
export const QUEUE_TELLS: Record<string, string> = {
  'simfocus-wake': 'Discussions that have something to do',
  'simfocus-discord-wake': 'Threads in Discord that something is to be posted in',
  'simfocus-slack-wake': 'Threads in Slack that something is to be posted in',
};

/** Its own place for links is a menu that nobody looks into. */
const WAY_BACK =
  '<a href="/admin" style="position:fixed;right:1rem;bottom:1rem;z-index:1000;padding:.5rem 1rem;border-radius:.4rem;background:#0b5c86;color:#fff;font:600 16px system-ui,sans-serif">Back to the panel</a>';

const NAMED = `<style>${NAMES_STYLE}</style><script type="module" src="${BASE}/names.js"></script>`;

/** Its page loads a font from elsewhere, and says by a base address where its own files are. */
function fromHere(response: Parameters<RequestHandler>[1]): void {
  const send = response.send.bind(response);
  response.send = (body) => {
    if (typeof body !== 'string' || !body.trimStart().startsWith('<!DOCTYPE html>')) return send(body);
    const policy = String(response.get('Content-Security-Policy')).replace("base-uri 'none'", "base-uri 'self'");
    response.set('Content-Security-Policy', policy);
    return send(body.replace(/<link[^>]*fonts\.googleapis\.com[^>]*>/u, '').replace(/<body[^>]*>/u, `$&${WAY_BACK}${NAMED}`));
  };
}
