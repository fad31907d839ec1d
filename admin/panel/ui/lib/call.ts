/** What the server told a person. */
export class Told extends Error {
  readonly field: string | undefined;
  readonly status: number;
  constructor(message: string, status: number, field?: string) {
    super(message);
    this.status = status;
    this.field = field;
  }
}

type Envelope = { data?: unknown; errors?: { message: string; field?: string }[] };

async function fetched(url: string, init: RequestInit): Promise<Envelope & Record<string, unknown>> {
  const headers = { accept: 'application/json', ...(init.body != null && { 'content-type': 'application/json' }) };
  const response = await fetch(url, { ...init, headers, credentials: 'same-origin' }).catch(() => undefined);
  if (!response) throw new Told('The server does not answer. Check the connection and try again.', 0);
  if (response.status === 401) location.assign('/admin/login');
  const body = (await response.json().catch(() => ({}))) as Envelope & Record<string, unknown>;
  if (response.ok) return body;
  const [problem] = body.errors ?? [];
  throw new Told(problem?.message ?? `The server answered with ${response.status}.`, response.status, problem?.field);
}

export const ask = async <T>(path: string): Promise<T> => (await fetched(`/admin/do${path}`, {})).data as T;

export const send = async <T = null>(path: string, input: unknown = {}): Promise<T> =>
  (await fetched(`/admin/do${path}`, { method: 'POST', body: JSON.stringify(input) })).data as T;

/** AdminJS's own addresses, for tables. */
export const table = async <T>(path: string, input?: unknown): Promise<T> =>
  (await fetched(
    `/admin/api/resources/${path}`,
    input === undefined ? {} : { method: 'POST', body: JSON.stringify(input) },
  )) as T;
