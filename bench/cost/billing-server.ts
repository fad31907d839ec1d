import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, answerBody, askedOf, tokensOf, type Vendor } from '../../engine/llm/model-server-wire.ts';
import type { Block, VendorCache } from './cache-rules.ts';

type Json = Record<string, unknown>;

export type BillingServer = {
  url: string;
  /** Moves the clock by which cache entries age. */
  pass(seconds: number): void;
  close(): Promise<void>;
};

/**
 * A model server on this machine that bills as the vendors do: one cache for each model, made by `cacheFor`. Tokens are
 * counted as four bytes each, a schema's too. `reply` says what the model answers.
 */
export async function startBillingServer(options: {
  cacheFor: (vendor: Vendor) => VendorCache;
  reply: (task: string, schema: Json | undefined) => string;
}): Promise<BillingServer> {
  const caches = new Map<string, VendorCache>();
  let now = 0;
  let calls = 0;

  function answered(vendor: Vendor, body: Json): Json {
    const asked = askedOf(vendor, body);
    const cache = caches.get(asked.model) ?? options.cacheFor(vendor);
    caches.set(asked.model, cache);
    const blocks = blocksOf(body);
    const { read, written, plain } = cache.bill(blocks, now);
    const text = options.reply(blocks.at(-1)?.text ?? '', asked.schema);
    const input = read + written + plain + (asked.schema ? tokensOf(JSON.stringify(asked.schema)) : 0);
    const answer: Answer = { text, finish: 'stop', cached: read, written, input, output: tokensOf(text) };
    return answerBody(asked, answer, String(++calls));
  }

  const server = createServer((request, response) => {
    const vendor: Vendor = request.url?.includes('/messages') ? 'anthropic' : 'openai';
    jsonOf(request)
      .then((body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answered(vendor, body))))
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message } }));
      });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pass: (seconds) => {
      now += seconds;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** System, then the parts of all messages, each with its mark. */
function blocksOf(body: Json): Block[] {
  const contents = [body['system'], ...listOf(body['messages']).map(({ content }) => content)];
  return contents.flatMap((content): Block[] =>
    typeof content === 'string'
      ? [{ text: content, marked: false }]
      : listOf(content).map((part) => ({
          text: String(part['text'] ?? ''),
          marked: 'cache_control' in part || 'prompt_cache_breakpoint' in part,
        })),
  );
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

async function jsonOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Json;
}
