import type { Browser as Chromium, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Worker } from '../../engine/discussion/worker.ts';
import { type ModelServer, startModelServer } from '../../engine/llm/model-server.ts';
import { freshDatabase } from '../../prisma/test-database.ts';
import { axeFinds, chromiumPath, keepPicture, openBrowser, openWindow } from './browser.fixture.ts';
import { startTestPanel, type TestPanel } from './panel.fixture.ts';

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 800 };

describe.skipIf(!chromiumPath)('councils in a browser', { timeout: 300_000 }, () => {
  let panel: TestPanel;
  let worker: Worker;
  let vendor: ModelServer;
  let browser: Chromium;
  let window: Awaited<ReturnType<typeof openWindow>>;
  let page: Page;
  let council = '';

  beforeAll(async () => {
    panel = await startTestPanel(await freshDatabase());
    worker = await panel.opened.engine.work({ concurrency: 5 });
    vendor = await startModelServer();
    const admin = await panel.as({ role: 'admin', name: 'Ada' });
    browser = await openBrowser();
    window = await openWindow(browser, panel.base, DESK, 'light');
    page = window.page;
    page.setDefaultTimeout(30_000);
    const [name = '', value = ''] = admin.cookie.split('=');
    await window.context.addCookies([{ name, value, url: panel.base }]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await Promise.all([worker?.close(), vendor?.close()]);
    await panel?.close();
  });

  const label = (name: string) => page.getByLabel(name, { exact: true });
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const heading = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const open = (path: string) => page.goto(panel.base + path);

  it('asks several models, with what it costs told before', async () => {
    await open('/admin/pages/councils');
    await heading('Councils');
    await page.getByRole('link', { name: 'Ask several models' }).click();
    await heading('Ask several models');
    await label('Your question').fill('Which database for a 3-person startup? <img src=x onerror=alert(1)>');
    for (const name of ['Careful (rehearsal)', 'Bold (rehearsal)', 'Frugal (rehearsal)', 'Practical (rehearsal)'])
      await page.getByRole('checkbox', { name }).check();
    await press('Estimate');
    await page.getByRole('status').filter({ hasText: 'calls' }).waitFor();
    await press('Ask');
    await heading(/^Which database for a 3-person startup\?/u);
    council = new URL(page.url()).searchParams.get('id') ?? '';
    await said(/4 of 4 answered\./u);
    await page
      .getByText(/put before .* of the others by 3 judges/u)
      .first()
      .waitFor();
    await keepPicture(page, 'council-answers');
  });

  it('expands, selects, deletes the others and sends the next with the keyboard alone', async () => {
    const key = async (name: RegExp) => {
      const button = page.getByRole('button', { name }).first();
      await expect.poll(() => button.isEnabled()).toBe(true);
      await button.focus();
      await page.keyboard.press('Enter');
    };
    await key(/^Expand answer 2$/u);
    expect(await page.getByRole('button', { name: /^Fold answer 2$/u }).getAttribute('aria-expanded')).toBe('true');
    await key(/^Select answer 2$/u);
    await said('Answer 2 is selected.');
    await key(/^Delete the others$/u);
    await said(/^The others are deleted/u);
    await expect.poll(() => page.locator('.answer').count()).toBe(1);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H2');
    await said(/The services see the questions so far and the selected answers: 2 \(/u);
    await label('The next question').fill('And for ten people?');
    await press('Send');
    await page.getByRole('region', { name: 'Question 2' }).getByText('4 of 4 answered.').waitFor();
    await press(/^Write a synthesis$/u);
    await page.getByRole('heading', { name: /^(Synthesis of|Consensus)/u }).waitFor();
  });

  it('keeps services', async () => {
    await open('/admin/pages/services');
    await heading('Services');
    await label('Name').fill('Local');
    await label('Model').fill('gpt-4o');
    await label('Or the address of a server without a key').fill(`${vendor.url}/v1`);
    await label('Temperature').fill('7');
    await press(/^Test and keep$/u);
    await page.getByText('must be from 0 to 2').or(page.locator(':invalid')).first().waitFor();
    await label('Temperature').fill('0.5');
    await page.getByRole('checkbox', { name: 'Keep it without trying it' }).check();
    await press(/^Keep$/u);
    await page.getByRole('heading', { name: /^Local/u }).waitFor();
    await press('Change Local');
    await page.getByRole('heading', { name: 'Change Local' }).waitFor();
    await press('Switch Local off');
    await said('Local is off.');
  });

  it('has no serious finding of axe, at any width, light or dark', async () => {
    const paths = {
      councils: '/admin/pages/councils?show=all&q=database',
      council: `/admin/pages/council?id=${council}`,
      ask: '/admin/pages/ask',
      services: '/admin/pages/services',
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

  it('is archived, and found among the archived', async () => {
    await open(`/admin/pages/discussion?id=${council}`);
    await heading(/^Which database/u);
    await page.waitForURL(/pages\/council\?/u);
    await press(/^Archive$/u);
    await page.locator('.badge').getByText('archived').waitFor();
    expect(await page.getByRole('button', { name: /^Send$/u }).count()).toBe(0);
    await open('/admin/pages/councils');
    await said('No councils here.');
    await label('Which').selectOption('archived');
    await label('What was asked or answered').fill('ten people');
    await press('Search');
    await page.getByRole('link', { name: /^Which database/u }).waitFor();
    expect(window.wrong.filter((line) => !/status of 4\d\d/u.test(line))).toEqual([]);
    expect(panel.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
