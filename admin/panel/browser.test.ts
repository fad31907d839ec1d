import type { Browser as Chromium, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Worker } from '../../engine/discussion/worker.ts';
import { type ModelServer, startModelServer } from '../../engine/llm/model-server.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { axeFinds, chromiumPath, keepPicture, openBrowser, openWindow } from './browser.fixture.ts';
import { startTestPanel, type TestPanel } from './panel.fixture.ts';

if (!chromiumPath) console.warn('No chromium is installed (apt-get install chromium): the tests in a browser are skipped.');

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 800 };

describe.skipIf(!chromiumPath)('the panel in a browser', { timeout: 400_000 }, () => {
  let panel: TestPanel;
  let worker: Worker;
  let vendor: ModelServer;
  let browser: Chromium;
  let window: Awaited<ReturnType<typeof openWindow>>;
  let page: Page;
  let discussion = '';

  beforeAll(async () => {
    panel = await startTestPanel(await freshDatabase());
    worker = await panel.opened.engine.work({ concurrency: 5 });
    vendor = await startModelServer();
    browser = await openBrowser();
    window = await openWindow(browser, panel.base, DESK, 'light');
    page = window.page;
    page.setDefaultTimeout(45_000);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([worker?.close(), vendor?.close()]);
    await panel?.close();
  });

  const label = (name: string) => page.getByLabel(name, { exact: true });
  const press = (name: string | RegExp) =>
    page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  const heading = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const open = (path: string) => page.goto(panel.base + path);

  it('lets the first administrator in by the link', async () => {
    const link = await panel.panel.firstAdminLink(panel.base);
    await page.goto(link ?? '');
    expect(await axeFinds(page)).toEqual([]);
    await label('Name').fill('Ada <script>alert(1)</script>');
    await label('E-mail address').fill('ada@example.org');
    await label('Password').fill('correct horse battery');
    await press('Begin');
    await heading('Dashboard');
    await said('Ada <script>alert(1)</script> (admin)');
  });

  it('takes a key once it is tested, and shows it never again', async () => {
    await open('/admin/pages/keys');
    await heading('Keys');
    await label('Name').fill('local');
    await label('Key').fill('sk-bad-browser-key-1');
    await label("Base URL, where it is not the vendor's own").fill(`${vendor.url}/v1`);
    await label('Model').fill('gpt-4o');
    await press('Test and add');
    await page.getByRole('alert').first().waitFor();
    await label('Key').fill('sk-good-browser-key-1');
    await press('Test and add');
    await said('The key works and is stored.');
    await press('Test local');
    await said('local works.');
    expect(await page.content()).not.toContain('browser-key');
  });

  it('makes a persona with sliders and chips, and lets them be heard', async () => {
    await open('/admin/resources/personas');
    await heading('Personas');
    await page.getByRole('link', { name: 'New persona' }).click();
    await heading('New persona');
    for (const [name, value] of Object.entries({
      Name: 'Nora Lind',
      Profession: 'ferry captain',
      Field: 'everyday-life',
      Gender: 'woman',
    }))
      await label(name).fill(value);
    await page.getByLabel(/^Openness/u).fill('9');
    await page.getByLabel(/^Optimism/u).fill('2');
    await page.getByRole('radio', { name: 'oppose' }).check();
    await label('Knowledge').fill('tides');
    await page.keyboard.press('Enter');
    await label('Views').fill('A timetable is a promise.');
    await press('Add to views');
    await page.getByLabel(/^Voice/u).fill('Short and dry.');
    await page.getByRole('region', { name: 'Hear them' }).getByRole('button').click();
    await page.locator('.spoken:not(:empty)').waitFor();
    await press('Save');
    await heading('Personas');
    await said('Nora Lind');
    const [row] = (await panel.opened.engine.personas('default', 'nobody')).filter(({ name }) => name === 'Nora Lind');
    expect(row).toMatchObject({ traits: { openness: 9, optimism: 2 }, stance: 'oppose', knowledge: ['tides'] });
  });

  it('puts a cast together and says which corners are empty', async () => {
    await open('/admin/resources/casts/actions/new');
    await label('Name').fill('Harbour people');
    await label('Search for somebody to add').fill('Nora');
    await press('Add Nora Lind');
    await said('Stances that nobody has: support, neutral, critical.');
    await label('Search for somebody to add').fill('Hao');
    await press('Add Hao Lin');
    await press('Save');
    await said('Harbour people');
  });

  it('starts a discussion that is watched, paused, asked and stopped', async () => {
    await open('/admin/pages/start');
    await label('Topic').fill('Should the ferry be free?');
    await label('Or a cast').selectOption('Harbour people');
    await page.getByRole('button', { name: 'Take out Nora Lind' }).waitFor();
    await label('Rounds').fill('12');
    await press('Estimate');
    await page.getByRole('status').filter({ hasText: 'calls' }).waitFor();
    await press('Start');
    await heading('Should the ferry be free?');
    discussion = new URL(page.url()).searchParams.get('id') ?? '';
    await page.locator('.turn').first().waitFor();
    await said(/^\d+ turns?/u);
    await press('Pause');
    await said('Paused.');
    await label('Ask a question').fill('Who pays, <img src=x onerror=alert(1)>?');
    await press('Ask');
    await said('Your question is asked');
    await press('Resume');
    await said('It goes on.');
    await page.locator('.turn.person').waitFor({ timeout: 60_000 });
    expect(await page.locator('.turn.person .text').textContent()).toBe('Who pays, <img src=x onerror=alert(1)>?');
    await press('Stop');
    await said(/^Stopped;/u);
    await said(/report is ready/u);
  });

  it('misses nothing and shows nothing twice when the network was away', async () => {
    const lines: { close(): Promise<void> }[] = [];
    let away = false;
    await page.routeWebSocket(/\/admin\/live$/u, (line) => {
      if (away) return void line.close();
      line.connectToServer();
      lines.push(line);
    });
    await open('/admin/pages/start');
    await label('Topic').fill('A bridge instead');
    await label('Pace').selectOption('natural');
    await label('Rounds').fill('20');
    await press('Start');
    await page.locator('.turn').first().waitFor();
    const id = new URL(page.url()).searchParams.get('id') ?? '';
    await label('Speed').selectOption('3');
    away = true;
    await window.context.setOffline(true);
    for (const line of lines.splice(0)) await line.close();
    await page.waitForTimeout(20_000);
    expect(await page.getByText(/connecting…|no live connection/u).count()).toBe(1);
    away = false;
    await window.context.setOffline(false);
    await page.waitForTimeout(12_000);
    await panel.opened.engine.stop(id, { id: 'test', name: 'Test' });
    await said(/report is ready/u);
    const turns = (await panel.opened.engine.events(id, 0))
      .filter(({ type }) => type === 'said' || type === 'asked')
      .map(({ seq }) => `seq-${seq}`);
    await expect
      .poll(() => page.locator('.turn').evaluateAll((all) => all.map((one) => (one as unknown as { id: string }).id)), {
        timeout: 20_000,
      })
      .toEqual(turns);
    window.wrong.splice(0);
  });

  it('shows the report, and downloads it', async () => {
    await open(`/admin/pages/report?id=${discussion}`);
    await heading(/^Report: Should the ferry be free\?/u);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'md', exact: true }).click();
    expect((await download).suggestedFilename()).toBe('report.md');
  });

  it('tells of all that in the audit', async () => {
    await open('/admin/resources/audit');
    await heading('Audit');
    for (const action of ['paused', 'question asked', 'stopped', 'started', 'added', 'tested']) await said(action);
    await page
      .getByRole('link', { name: /ago|just now/u })
      .first()
      .click();
    await page.getByRole('columnheader', { name: 'Before' }).waitFor();
  });

  it('has no serious finding of axe on any page, at any width, light or dark', async () => {
    const [persona] = (await panel.opened.engine.personas('default', 'nobody')).filter(({ name }) => name === 'Nora Lind');
    const paths: Record<string, string> = {
      dashboard: '/admin',
      discussions: '/admin/pages/discussions',
      search: '/admin/pages/discussions?q=ferry',
      discussion: `/admin/pages/discussion?id=${discussion}`,
      start: '/admin/pages/start',
      report: `/admin/pages/report?id=${discussion}`,
      topics: '/admin/resources/topics',
      topic: '/admin/resources/topics/actions/new',
      personas: '/admin/resources/personas',
      persona: `/admin/resources/personas/records/${persona?.id}/edit`,
      casts: '/admin/resources/casts',
      cast: '/admin/resources/casts/actions/new',
      keys: '/admin/pages/keys',
      members: '/admin/pages/members',
      settings: '/admin/pages/settings',
      audit: '/admin/resources/audit',
      account: '/admin/pages/account',
    };
    const found: Record<string, string[]> = {};
    const cookies = await window.context.cookies();
    for (const [size, scheme] of [
      [DESK, 'light'],
      [PHONE, 'light'],
      [DESK, 'dark'],
      [PHONE, 'dark'],
    ] as const) {
      const one = await openWindow(browser, panel.base, size, scheme);
      await one.context.addCookies(cookies);
      for (const [name, path] of Object.entries(paths)) {
        await one.page.goto(panel.base + path);
        await one.page.getByRole('heading', { level: 1 }).waitFor();
        await one.page.getByText('Loading…').waitFor({ state: 'detached' });
        await one.page.waitForLoadState('networkidle').catch(() => {});
        const finds = await axeFinds(one.page);
        const wide = await one.page.evaluate(
          'document.documentElement.scrollWidth > innerWidth || document.querySelector("#main").scrollWidth > document.querySelector("#main").clientWidth + 1',
        );
        if (finds.length > 0 || wide)
          found[`${name} ${size.width} ${scheme}`] = [...finds, ...(wide ? ['wider than the window'] : [])];
        await keepPicture(one.page, `${name}-${size.width}-${scheme}`);
      }
      if (one.wrong.length > 0) found[`console ${size.width} ${scheme}`] = one.wrong;
      await one.context.close();
    }
    expect(found).toEqual({});
  });

  it('asked nothing of other hosts, and broke no rule of its own policy', () => {
    expect(window.wrong.filter((line) => !/status of 4\d\d/u.test(line))).toEqual([]);
    expect(panel.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
