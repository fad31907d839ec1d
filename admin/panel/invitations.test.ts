import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../prisma/test-database.ts';
import { axeFinds, chromiumPath, keepPicture, openBrowser, openWindow } from './browser.fixture.ts';
import { startTestPanel, type TestPanel } from './panel.fixture.ts';

describe.skipIf(!chromiumPath)('invitations in a browser', { timeout: 60_000 }, () => {
  let panel: TestPanel;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    panel = await startTestPanel(await freshDatabase());
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await panel?.close();
  });

  it('are made for a name, copied, listed and withdrawn', async () => {
    const admin = await panel.as({ role: 'admin', name: 'Ada' });
    const { context, page } = await openWindow(browser, panel.base, { width: 1280, height: 900 }, 'light');
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: panel.base });
    const [name = '', value = ''] = admin.cookie.split('=');
    await context.addCookies([{ name, value, url: panel.base }]);
    page.setDefaultTimeout(15_000);
    await page.goto(`${panel.base}/admin/pages/members`);
    const make = page.getByRole('button', { name: 'Make a link' });
    await make.click();
    expect(await page.locator('code.link').count()).toBe(0);
    await page.getByLabel('Name', { exact: true }).fill('Fay');
    await make.click();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('The link is copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(await page.locator('code.link').textContent());
    await keepPicture(page, 'invitations');
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: 'Withdraw the invitation of Fay' }).click();
    await page.getByText('The invitation of Fay is withdrawn.').waitFor();
    await page.getByText('Not used yet').waitFor({ state: 'detached' });
  });
});
