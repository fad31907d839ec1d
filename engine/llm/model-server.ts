import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { keyOf, modelsOf, refusalOf } from './model-server-keys.ts';
import { filled, linesOf, prose, wordsAskedFor } from './model-server-play.ts';
import { errorEvent, eventsOf } from './model-server-stream.ts';
import { type Answer, type Asked, answerBody, askedOf, digest, errorBody, tokensOf, type Vendor } from './model-server-wire.ts';

/**
 * What goes wrong with one model call. `truncated`: the answer ends half-way, as if it were whole; `cut-off`: its connection
 * breaks; `stream-error`: the vendor says so in the middle of a stream; `cut`: at the output limit.
 */
export type Trouble =
  | {
      kind:
        | 'none'
        | 'hang'
        | 'reset'
        | 'not-json'
        | 'truncated'
        | 'cut-off'
        | 'stream-error'
        | 'refuse'
        | 'empty'
        | 'misfit'
        | 'cut';
    }
  | { kind: 'status'; status: number; headers?: Record<string, string>; type?: string; message?: string; param?: string };

export type ModelServerCall = {
  /** Of the request's body: equal for identical requests, streamed or not. */
  hash: string;
  vendor: Vendor;
  model: string;
  key: string;
  /** Undefined where nothing went wrong. */
  trouble?: Trouble;
  /** As it counted them; undefined where it did not answer. */
  tokens?: number;
  startedAt: number;
  endedAt?: number;
  /** HTTP status; undefined while open, and where nothing was sent. */
  status?: number;
  /** The client left before the answer was sent. */
  clientGone: boolean;
};

export type ModelServerStats = {
  calls: number;
  /** Calls whose body had been sent before. */
  repeats: number;
  inFlight: number;
  maxInFlight: number;
  log: readonly ModelServerCall[];
  /** The last bodies, for tests that look at the wire. */
  bodies: readonly Record<string, unknown>[];
};

export type ModelServer = {
  /** Without a path: Anthropic's base URL; OpenAI's is this and `/v1`. */
  url: string;
  close(): Promise<void>;
  stats(): ModelServerStats;
  /** Calls that were open at that moment. */
  inFlightAt(at: Date | number): number;
  /** One for each of the next model calls, in order. */
  trouble(...next: Trouble[]): void;
};

export type ModelServerOptions = {
  port?: number;
  latencyMs?: number;
  /** What goes wrong with a call for which `trouble` has nothing. */
  troubleFor?: (asked: Asked, n: number) => Trouble | undefined;
  /** Between the words of a streamed answer. */
  wordMs?: number;
  /** What the model says; undefined: what it would have said. */
  reply?: (asked: Asked, n: number) => string | undefined;
};

const ROUTES: Record<string, Vendor> = { '/v1/chat/completions': 'openai', '/v1/messages': 'anthropic' };
const KEPT_BODIES = 200;

/**
 * A stand-in for both vendors on this machine, for tests and the crash tool. A key with `bad` in it is refused, one with
 * `quota` has none left. Answers depend on nothing but the request's body.
 */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const log: ModelServerCall[] = [];
  const bodies: Record<string, unknown>[] = [];
  const seen = new Set<string>();
  const kept = new Set<string>();
  const troubles: Trouble[] = [];
  let repeats = 0;
  let inFlight = 0;
  let maxInFlight = 0;

  async function modelCall(request: IncomingMessage, response: ServerResponse, vendor: Vendor): Promise<void> {
    const text = await textOf(request);
    const body = JSON.parse(text) as Record<string, unknown>;
    const asked = askedOf(vendor, body);
    const { stream: streamed, stream_options: streaming, ...asksFor } = body;
    const head = { hash: digest(JSON.stringify(asksFor)), vendor, model: asked.model, key: keyOf(request) };
    const call: ModelServerCall = { ...head, startedAt: Date.now(), clientGone: false };
    const n = log.push(call) - 1;
    if (bodies.push(body) > KEPT_BODIES) bodies.shift();
    if (seen.has(call.hash)) repeats++;
    seen.add(call.hash);
    maxInFlight = Math.max(maxInFlight, ++inFlight);
    const gone = new AbortController();
    response.once('close', () => {
      inFlight--;
      call.endedAt = Date.now();
      call.clientGone = !response.writableEnded;
      if (response.headersSent) call.status = response.statusCode;
      gone.abort();
    });
    const trouble = troubles.shift() ?? options.troubleFor?.(asked, n) ?? { kind: 'none' };
    if (trouble.kind !== 'none') call.trouble = trouble;
    if (options.latencyMs) await sleep(options.latencyMs, undefined, { signal: gone.signal }).catch(() => {});
    if (gone.signal.aborted || trouble.kind === 'hang') return;
    if (trouble.kind === 'reset') return void request.socket.resetAndDestroy();
    if (trouble.kind === 'not-json')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>busy</html>');
    if (trouble.kind === 'status') {
      const { status, headers, type = 'server_error', message = 'Something went wrong.', param } = trouble;
      return send(response, status, errorBody(vendor, type, message, param), headers);
    }
    const refusal = refusalOf(request, asked);
    if (refusal) return send(response, refusal.status, errorBody(vendor, refusal.type, refusal.message));
    const answer = answerTo(asked, call.hash, trouble, kept, options.reply?.(asked, n));
    call.tokens = answer.input + answer.output;
    const id = `${call.hash}${n}`;
    if (streamed === true) {
      const counted = (streaming as { include_usage?: boolean } | undefined)?.include_usage === true;
      return stream(response, eventsOf(asked, answer, id, counted), asked, trouble);
    }
    const json = JSON.stringify(answerBody(asked, answer, id));
    const half = json.slice(0, json.length / 2);
    response.writeHead(200, { 'content-type': 'application/json' });
    if (trouble.kind === 'cut-off') return void response.write(half, () => request.socket.destroy());
    response.end(trouble.kind === 'truncated' || trouble.kind === 'stream-error' ? half : json);
  }

  async function stream(response: ServerResponse, events: readonly string[], asked: Asked, trouble: Trouble): Promise<void> {
    const breaks = trouble.kind === 'truncated' || trouble.kind === 'cut-off' || trouble.kind === 'stream-error';
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of breaks ? events.slice(0, events.length / 2) : events) {
      response.write(event);
      if (options.wordMs) await sleep(options.wordMs);
    }
    if (trouble.kind === 'cut-off') return void response.write(': ', () => response.destroy());
    response.end(trouble.kind === 'stream-error' ? errorEvent(asked) : '');
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://model-server');
    const vendor = ROUTES[pathname];
    if (request.method === 'POST' && vendor) {
      modelCall(request, response, vendor).catch((error: unknown) =>
        response.destroy(error instanceof Error ? error : undefined),
      );
    } else if (pathname === '/v1/models' || pathname.startsWith('/v1/models/')) {
      models(request, response, decodeURIComponent(pathname.slice('/v1/models/'.length)));
    } else {
      send(response, 404, errorBody('openai', 'not_found', `Unknown address: ${pathname}`));
    }
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(options.port ?? 0, '127.0.0.1', done);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stats: () => ({ calls: log.length, repeats, inFlight, maxInFlight, log, bodies }),
    inFlightAt: (at) =>
      log.filter(({ startedAt, endedAt }) => startedAt <= +at && (endedAt ?? Number.POSITIVE_INFINITY) > +at).length,
    trouble: (...next) => void troubles.push(...next),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function answerTo(asked: Asked, hash: string, trouble: Trouble, kept: Set<string>, given: string | undefined): Answer {
  const task = asked.blocks.at(-1) ?? '';
  const say = (): string =>
    asked.schema
      ? JSON.stringify(filled(asked.schema, hash, linesOf(asked.blocks.join('\n'))))
      : prose(hash, wordsAskedFor(task));
  let text = given ?? say();
  if (trouble.kind === 'empty') text = '';
  if (trouble.kind === 'misfit') text = '{"nothing": "that was asked for"';
  if (trouble.kind === 'refuse') text = 'I cannot help with that.';
  const most = trouble.kind === 'cut' ? Math.min(asked.limit, 10) : asked.limit;
  const cut = tokensOf(text) > most;
  if (cut) text = text.slice(0, most * 4);
  const finish = trouble.kind === 'refuse' ? 'refusal' : cut ? 'length' : 'stop';
  return { text, finish, output: tokensOf(text), ...cacheUse(asked, kept) };
}

/** Prefixes of whole blocks are kept from the first time on, whatever their length, where the vendor may keep them. */
function cacheUse({ vendor, model, blocks, cacheable }: Asked, kept: Set<string>): Pick<Answer, 'input' | 'cached' | 'written'> {
  let prefix = model;
  let input = 0;
  let cached = 0;
  let end = 0;
  for (const [i, block] of blocks.entries()) {
    prefix = digest(`${prefix}|${block}`);
    input += tokensOf(block);
    if (i >= cacheable) continue;
    end = input;
    if (kept.has(prefix)) cached = input;
    kept.add(prefix);
  }
  return { input, cached, written: vendor === 'anthropic' ? end - cached : 0 };
}

function models(request: IncomingMessage, response: ServerResponse, one: string): void {
  const vendor: Vendor = request.headers['anthropic-version'] ? 'anthropic' : 'openai';
  const ids = modelsOf(vendor);
  const refusal = refusalOf(request, { vendor, model: one || (ids[0] ?? '') });
  if (refusal) {
    send(response, refusal.status, errorBody(vendor, refusal.type, refusal.message));
    return;
  }
  const info = (id: string): Record<string, unknown> => ({
    id,
    object: 'model',
    type: 'model',
    display_name: id,
    created: 0,
    owned_by: 'local',
  });
  send(response, 200, one ? info(one) : { object: 'list', data: ids.map(info), has_more: false, first_id: null, last_id: null });
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
