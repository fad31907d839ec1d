import type { Browser as Chromium, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Worker } from '../../engine/discussion/worker.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { chromiumPath, keepPicture, openBrowser, openWindow } from './browser.fixture.ts';
import { startTestPanel, type TestPanel } from './panel.fixture.ts';

describe.skipIf(!chromiumPath)('a link to evidence', { timeout: 120_000 }, () => {
  let panel: TestPanel;
  let worker: Worker;
  let browser: Chromium;
  let page: Page;
  let discussion = '';

  beforeAll(async () => {
    panel = await startTestPanel(await freshDatabase());
    worker = await panel.opened.engine.work({ concurrency: 5 });
    const admin = await panel.as({ role: 'admin', name: 'Ada' });
    browser = await openBrowser();
    const window = await openWindow(browser, panel.base, { width: 1280, height: 900 }, 'light');
    page = window.page;
    page.setDefaultTimeout(20_000);
    const [name = '', value = ''] = admin.cookie.split('=');
    await window.context.addCookies([{ name, value, url: panel.base }]);
    const made = await admin.do<{ id: string }>('/start', {
      topic: 'Should our city make buses free?',
      options: { rounds: 3 },
      personas: 4,
      pace: 'fast',
    });
    discussion = made.id;
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await worker?.close();
    await panel?.close();
  });

  /** Whether the whole window shows the marked turn, and which it is. */
  const shown = () =>
    page.evaluate(`(() => {
      const turn = document.querySelector('.turn[data-target]');
      const box = turn?.getBoundingClientRect();
      return turn && {
        id: turn.querySelector('.who').id,
        inside: box.top >= 0 && box.bottom <= innerHeight,
        focused: document.activeElement === turn,
      };
    })()`);

  it('of a report leads to the turn, which is marked and in view', async () => {
    await expect
      .poll(async () => (await panel.opened.engine.get(discussion))?.reportStatus, { timeout: 60_000 })
      .toMatch(/ready|partial/u);
    await page.goto(`${panel.base}/admin/pages/report?id=${discussion}`);
    await page.getByText('Rehearsal: no model was asked').waitFor();
    await keepPicture(page, 'evidence-report');
    const links = page.getByRole('link', { name: /^turn \d+$/u });
    const label = (await links.last().textContent()) ?? '';
    await links.last().click();
    const turn = Number(label.replace(/\D/gu, ''));
    expect(turn).toBeGreaterThan(1);
    await expect.poll(shown).toEqual({ id: `turn-${turn}`, inside: true, focused: true });
    await keepPicture(page, 'evidence-turn');
  });

  it('leads there when the page is opened by it, and on to another; who scrolls on is left alone', async () => {
    const said = (await panel.opened.engine.events(discussion, 0)).filter(({ type }) => type === 'said');
    await page.goto(`${panel.base}/admin/pages/discussion?id=${discussion}#seq-${said.at(-1)?.seq}`);
    await expect.poll(shown).toEqual({ id: `turn-${said.length}`, inside: true, focused: true });
    await page.evaluate("location.hash = '#turn-2'");
    await expect.poll(shown).toEqual({ id: 'turn-2', inside: true, focused: true });
    await page.getByRole('button', { name: /^Helpful/u }).click();
    await page.getByText('Helpful (1)').waitFor();
    expect(await shown()).toMatchObject({ id: 'turn-2', inside: false });
  });

  it('beside it tells what a fork will cost before anything starts; what is not there has nothing to press', async () => {
    await page.goto(`${panel.base}/admin/pages/discussion?id=${discussion}`);
    await page.getByRole('button', { name: 'Fork from turn 2', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Fork from turn 2' });
    await dialog.getByText(/^Costs nothing\. .* calls\.$/u).waitFor();
    await keepPicture(page, 'evidence-fork');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await panel.opened.engine.list({ team: 'default', limit: 10 })).toHaveLength(1);
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.getByRole('dialog', { name: 'Run again' }).getByRole('button', { name: 'Start it' }).click();
    await page.waitForURL((url) => url.searchParams.get('id') !== discussion);
    expect(await panel.opened.engine.list({ team: 'default', limit: 10 })).toHaveLength(2);
    await page.getByText(/^\d+ turns?.* · no report yet/u).waitFor();
    await page.locator('.turn').nth(2).waitFor();
    await keepPicture(page, 'evidence-running');
    await page.goto(`${panel.base}/admin/pages/start`);
    await page.getByText('A topic is missing.').waitFor();
    await keepPicture(page, 'evidence-start');
    await page.goto(`${panel.base}/admin/pages/discussion?id=nope`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('button', { name: /Helpful/u }).count()).toBe(0);
  });

  it('is not needed to see what comes next, and that a question waits', async () => {
    const by = { id: 'test', name: 'Test' };
    const { engine } = panel.opened;
    const { id } = await engine.start({
      ...(await engine.status(discussion)).discussion.brief,
      by,
      team: 'default',
      personas: 3,
      pace: 'natural',
      options: { rounds: 2 },
    });
    await page.goto(`${panel.base}/admin/pages/discussion?id=${id}`);
    const expected = page.getByText(/ is next…$/u);
    await page.locator('.turn').first().waitFor();
    await expected.waitFor();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText('Paused.').waitFor();
    expect(await expected.count()).toBe(0);
    await page.getByLabel('Ask a question').fill('Who  pays for it?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByText('Your question waits').waitFor();
    await keepPicture(page, 'evidence-asked');
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.locator('.turn.person[id]').waitFor();
    await page.getByText('Your question waits').waitFor({ state: 'detached' });
    // What is shown in one moment: a turn may come at any time. What comes after a line is told just behind it.
    await page.waitForTimeout(500);
    const seen = await page.evaluate<{ before: number; next: string }>(
      "({ before: document.querySelectorAll('.turn[id]').length, next: document.querySelector('.expected').textContent })",
    );
    const turns = page.locator('.turn[id] .who strong');
    await expect.poll(() => turns.count(), { timeout: 40_000 }).toBeGreaterThan(seen.before);
    expect(`${await turns.nth(seen.before).textContent()} is next…`).toBe(seen.next);
    await engine.stop(id, by);
  });
});
