import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../engine/log.ts';
import { queueBoard } from '../../engine/queue/board.ts';
import { bullmqQueue, migrateQueue } from '../../engine/queue/bullmq.ts';
import type { Queue } from '../../engine/queue/queue.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { axeFinds, chromiumPath, keepPicture, openBrowser, openWindow } from './browser.fixture.ts';
import { startTestPanel, type TestPanel } from './panel.fixture.ts';

let panel: TestPanel;
let queue: Queue;
const WAITS = '6f3bd3a2-1c4e-4ad2-8d9a-000000000001';
beforeAll(async () => {
  const url = await freshDatabase();
  await migrateQueue(url);
  queue = bullmqQueue({ kind: 'postgres', url }, silentLog());
  await queue.wake(WAITS);
  panel = await startTestPanel(url, {}, queueBoard({ kind: 'postgres', url }, silentLog()));
});
afterAll(async () => {
  await panel.close();
  await queue.close();
});

describe('the page of the queues', () => {
  it('shows what waits in the real queues, and has all its files from here', async () => {
    const admin = await panel.as({ role: 'admin' });
    const page = await admin.page('/admin/queues');
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toMatch(/https?:\/\//u);
    expect(html).toMatch(/<a href="\/admin"[^>]*>Back to the panel</u);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*base-uri 'self'/u);
    const scripts = [...html.matchAll(/(?:src|href)="(static\/[^"]+)"/gu)].map(([, path]) => path);
    expect(scripts.length).toBeGreaterThan(3);
    for (const path of scripts) expect((await admin.get(`/admin/queues/${path}`)).status, path).toBe(200);
    const { queues } = (await (await admin.get('/admin/queues/api/queues')).json()) as {
      queues: { name: string; counts: Record<string, number>; readOnlyMode: boolean }[];
    };
    expect(queues).toMatchObject([{ name: 'simfocus-wake', counts: { waiting: 1 }, readOnlyMode: true }]);
    expect(await admin.do('/dashboard')).toMatchObject({
      queues: [{ name: 'simfocus-wake', label: 'Discussions that have something to do', waiting: 1 }],
    });
    expect(await (await panel.as({ role: 'admin', team: 'discord:1' })).do('/dashboard')).not.toHaveProperty('queues');
    const one = await admin.get('/admin/queues/api/queues?activeQueue=simfocus-wake&status=waiting&page=1');
    expect(await one.text()).toContain(WAITS);
  });

  it('changes nothing', async () => {
    const admin = await panel.as({ role: 'admin' });
    for (const [method, path] of [
      ['PUT', '/api/queues/pause'],
      ['PUT', '/api/queues/simfocus-wake/empty'],
      ['PUT', '/api/queues/simfocus-wake/obliterate'],
      ['POST', '/api/queues/simfocus-wake/add'],
    ] as const) {
      const answer = await admin.fetch(`/admin/queues${path}`, { method, headers: { accept: 'application/json' } });
      expect(answer.status, path).toBe(403);
    }
    expect(await queue.depth()).toMatchObject({ waiting: 1 });
  });

  it('is for administrators of the installation, and for nobody else', async () => {
    const others = [
      await panel.as({ role: 'viewer' }),
      await panel.as({ role: 'editor' }),
      await panel.as({ role: 'admin', team: 'discord:1' }),
    ];
    for (const path of ['', '/', '/api/queues', '/static/images/logo.svg', '/queue/simfocus-wake']) {
      for (const other of others) {
        const answer = await other.get(`/admin/queues${path}`);
        expect(answer.status, path).toBe(403);
        expect(await answer.text()).not.toContain('simfocus-wake');
      }
      const stranger = await fetch(`${panel.base}/admin/queues${path}`, { headers: { accept: 'application/json' } });
      expect(stranger.status, path).toBe(401);
    }
  });

  it.skipIf(!chromiumPath)(
    'has names for all that can be pressed, and no serious finding of axe, at any width, light or dark',
    async () => {
      const [name = '', value = ''] = (await panel.as({ role: 'admin' })).cookie.split('=');
      const browser = await openBrowser();
      const found: Record<string, string[]> = {};
      for (const width of [1280, 375]) {
        for (const scheme of ['light', 'dark'] as const) {
          const { page, context } = await openWindow(browser, panel.base, { width, height: 900 }, scheme);
          await context.addCookies([{ name, value, url: panel.base }]);
          for (const path of ['', '/queue/simfocus-wake']) {
            await page.goto(`${panel.base}/admin/queues${path}`);
            await page.getByText('simfocus-wake').first().waitFor({ state: 'attached' });
            await page.waitForLoadState('networkidle');
            const finds = await axeFinds(page);
            if (finds.length > 0) found[`${path} ${width} ${scheme}`] = finds;
            await keepPicture(page, `queues${path === '' ? '' : '-one'}-${width}-${scheme}`);
          }
          await context.close();
        }
      }
      await browser.close();
      expect(found).toEqual({});
    },
    120_000,
  );

  it('logs no bug', () => expect(panel.logged).toEqual([]));
});
