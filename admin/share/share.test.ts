import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { by, harness, request, watched } from '../../engine/discussion/harness.fixture.ts';
import { silentLog } from '../../engine/log.ts';
import { openShareDesk, type Share } from '../../engine/shares.ts';
import { memoryShares } from '../../engine/store/memory-shares.ts';
import { type AdminServer, startAdmin } from '../server.ts';

const { engine } = harness();
const shares = memoryShares();
const desk = openShareDesk(shares, engine);
let server: AdminServer;
let id: string;
let open: Share;
let team: string;

beforeAll(async () => {
  server = await startAdmin(engine, {
    host: '127.0.0.1',
    port: 0,
    log: silentLog(),
    shares: desk,
    publicUrl: 'https://focus.example',
  });
  const worker = await engine.work({ concurrency: 2 });
  const discussion = await engine.start(request({ topic: '<b>Free</b> buses?' }));
  ({ id, team } = discussion);
  await engine.ask(id, {
    messageId: 'm1',
    asker: { id: 'discord:77', name: 'Dana Scully' },
    text: 'I am Dana, what does it cost?',
  });
  await watched(engine, id);
  await worker.close();
  open = await desk.share(team, { discussion: id, transcript: true }, by);
}, 60_000);
afterAll(async () => {
  await server.close();
  await engine.close();
});

const get = (path: string, init: RequestInit = {}) => fetch(`${server.url}/r/${path}`, { redirect: 'manual', ...init });
const guess = (slug: string, password: string) => get(slug, { method: 'POST', body: new URLSearchParams({ password }) });

describe('a shared report', () => {
  it('is a page without scripts that nobody indexes, frames or keeps, and counts who reads it', async () => {
    const response = await get(open.slug);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:;/u,
    );
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(html).toContain('&lt;b&gt;Free&lt;/b&gt; buses?');
    expect(html).not.toMatch(/<script|<b>|onerror=|javascript:/iu);
    expect(html).toContain('Synthetic: 4 personas');
    expect(html).toContain(`<meta property="og:image" content="https://focus.example/r/${open.slug}/preview.png">`);
    expect((await desk.list(team)).find(({ slug }) => slug === open.slug)?.visits).toBe(1);
  });

  it('names no member and no id of one, unless the sharer allows it', async () => {
    const hidden = await (await get(open.slug)).text();
    expect(hidden).toContain('Member');
    expect(hidden).not.toMatch(/Dana|Scully|discord:77/u);
    const named = await desk.share(team, { discussion: id, transcript: true, names: true }, by);
    expect(await (await get(named.slug)).text()).toContain('Dana Scully');
  });

  it('shows what was said only if the sharer wants it', async () => {
    const short = await desk.share(team, { discussion: id }, by);
    const html = await (await get(short.slug)).text();
    expect(html).not.toContain('id="turn-');
    expect(html).not.toContain('href="#turn-');
    expect(await (await get(open.slug)).text()).toContain('id="turn-1"');
  });

  it('has a picture for those who show links with one', async () => {
    const response = await get(`${open.slug}/preview.png`);
    const png = Buffer.from(await response.arrayBuffer());
    expect([response.headers.get('content-type'), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['image/png', 1200, 630]);
  });

  it('gives one answer for what is over, revoked, wrong or no slug at all', async () => {
    const over = await shares.create({ ...open, slug: 'A'.repeat(22), createdBy: by, expiresAt: new Date(Date.now() - 1) });
    const revoked = await desk.share(team, { discussion: id }, by);
    await desk.revoke(team, revoked.slug);
    const answers = await Promise.all(
      [over.slug, revoked.slug, 'B'.repeat(22), 'x', '..%2f..%2fetc', '%00', `${open.slug}x`].flatMap((slug) => [
        get(slug),
        guess(slug, 'whatever'),
        get(`${slug}/preview.png`),
      ]),
    );
    const seen = await Promise.all(
      answers.map(async (response) =>
        JSON.stringify([response.status, [...response.headers].filter(([name]) => name !== 'date'), await response.text()]),
      ),
    );
    expect(new Set(seen).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });

  it('takes as long for one as for the other', async () => {
    const revoked = await desk.share(team, { discussion: id, password: 'correct horse' }, by);
    await desk.revoke(team, revoked.slug);
    const times = { revoked: [] as number[], wrong: [] as number[] };
    for (let i = 0; i < 60; i++) {
      for (const [kind, slug] of [
        ['revoked', revoked.slug],
        ['wrong', 'C'.repeat(22)],
      ] as const) {
        const began = performance.now();
        await (await guess(slug, 'correct horse')).arrayBuffer();
        times[kind].push(performance.now() - began);
      }
    }
    const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
    // One that looked at the password would take 15 ms and more.
    expect(Math.abs(median(times.revoked) - median(times.wrong))).toBeLessThan(5);
  });

  it('asks for its password on a page, never in an address, and lets few guesses through', async () => {
    const locked = await desk.share(team, { discussion: id, password: 'correct horse' }, by);
    const form = await get(`${locked.slug}?password=correct%20horse`);
    expect(await form.text()).toContain('<form method="post">');
    expect((await get(`${locked.slug}/preview.png`)).status).toBe(404);
    expect((await guess(locked.slug, 'correct horse')).status).toBe(200);
    const statuses: number[] = [];
    for (let i = 0; i < 15; i++) statuses.push((await guess(locked.slug, `guess ${i}`)).status);
    expect(statuses).toEqual([...Array(10).fill(403), ...Array(5).fill(429)]);
    // Not even the right one, until the window is over.
    expect((await guess(locked.slug, 'correct horse')).status).toBe(429);
    expect(JSON.stringify(await desk.list(team))).not.toMatch(/argon2|correct horse/u);
  });

  it("is made and revoked by the discussion's team alone", async () => {
    await expect(desk.share('discord:other', { discussion: id }, by)).rejects.toThrow('no such discussion');
    await expect(desk.revoke('discord:other', open.slug)).rejects.toThrow('no such share');
    expect(await desk.list('discord:other')).toEqual([]);
    await expect(desk.share(team, { discussion: id, password: 'short' }, by)).rejects.toThrow('8 to 200');
    await expect(desk.share(team, { discussion: id, expiresAt: new Date(0) }, by)).rejects.toThrow('over at once');
    expect((await get(open.slug)).status).toBe(200);
  });
});
