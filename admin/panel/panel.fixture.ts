import { randomBytes } from 'node:crypto';
import { readConfig } from '../../engine/config.ts';
import { openLog } from '../../engine/log.ts';
import { type OpenEngine, openEngine, providers, type QueueBoard } from '../../engine/open.ts';
import { openPrisma } from '../../prisma/client.ts';
import type { NewMember } from '../accounts/members.ts';
import { addMember } from '../accounts/members.ts';
import { startAdmin } from '../server.ts';
import { openPanel, type Panel, type PanelParts } from './panel.ts';

/** A whole panel on a database of its own, with whatever it logged. */
export type TestPanel = {
  base: string;
  opened: OpenEngine;
  panel: Panel;
  logged: string[];
  /** A browser of this member, logged in. */
  as(member: Partial<NewMember> & { role: NewMember['role'] }): Promise<Browser>;
  close(): Promise<void>;
};

export async function startTestPanel(
  databaseUrl: string,
  settings: Record<string, string> = {},
  board?: QueueBoard,
  parts: Partial<Pick<PanelParts, 'socketsEach' | 'logInsAMinute' | 'changesAMinute' | 'publicUrl'>> = {},
): Promise<TestPanel> {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    PROVIDER: 'rehearsal',
    ALLOW_PRIVATE_BASE_URLS: 'true',
    MASTER_KEY: randomBytes(32).toString('base64'),
    MAX_DISCUSSIONS_AN_HOUR: '1000',
    MAX_DISCUSSIONS_AT_ONCE: '1000',
    ...settings,
  });
  const logged: string[] = [];
  const log = openLog('warn', { write: (line: string) => void logged.push(line) });
  const opened = await openEngine(config, log, () => {}, { ownQueue: true });
  const panel = await openPanel({
    ...opened,
    ...(board && { board }),
    providers,
    log,
    logInsAMinute: 1_000,
    changesAMinute: 1_000,
    ...parts,
  });
  const server = await startAdmin(opened.engine, { host: '127.0.0.1', port: 0, log, panel });
  const prisma = openPrisma(opened.pool);
  let number = 0;
  return {
    base: server.url,
    opened,
    panel,
    logged,
    async as({
      role,
      team = 'default',
      name = role,
      email = `${role}${++number}@example.org`,
      password = 'correct horse battery',
    }) {
      await addMember(prisma, { team, role, name, email, password });
      const browser = new Browser(server.url);
      const answer = await browser.form('/admin/login', { email, password });
      if (answer.status !== 303) throw new Error(`The log-in answered ${answer.status}`);
      return browser;
    },
    async close() {
      // A server waits for its open sockets, which are the panel's to end.
      await Promise.all([panel.close(), server.close(), board?.close()]);
      await opened.close();
    },
  };
}

/** What a browser sends, and its cookies. */
export class Browser {
  readonly base: string;
  cookie = '';
  constructor(base: string) {
    this.base = base;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      origin: this.base,
      ...(this.cookie && { cookie: this.cookie }),
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(this.base + path, { ...init, headers, redirect: 'manual' });
    const [set] = response.headers.getSetCookie();
    if (set) this.cookie = set.split(';')[0] ?? '';
    return response;
  }

  get = (path: string) => this.fetch(path, { headers: { accept: 'application/json' } });

  page = (path: string) => this.fetch(path, { headers: { accept: 'text/html' } });

  post = (path: string, input: unknown = {}) =>
    this.fetch(path, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });

  form = (path: string, fields: Record<string, string>) =>
    this.fetch(path, { method: 'POST', headers: { accept: 'text/html' }, body: new URLSearchParams(fields) });

  /** Throws what the panel said where it did not do it. */
  async do<T>(path: string, input?: unknown): Promise<T> {
    const response = await (input === undefined ? this.get(`/admin/do${path}`) : this.post(`/admin/do${path}`, input));
    const body = (await response.json()) as { data: T; errors?: { message: string }[] };
    if (!response.ok) throw new Error(`${response.status}: ${body.errors?.[0]?.message}`);
    return body.data;
  }
}
