import { strictSchema } from './json-schema.ts';
import type { ModelRequest } from './provider.ts';

/** What vendors wrap around a request and around each of its blocks takes tokens too: more than they do. */
const FRAME_BYTES = 256;
const BLOCK_BYTES = 8;

const counted = new WeakMap<ModelRequest, number>();

/** Bytes that a request takes at most on its way to a vendor; counted once for each request. */
export function requestBytes(request: ModelRequest): number {
  const known = counted.get(request);
  if (known !== undefined) return known;
  let bytes = FRAME_BYTES + Buffer.byteLength(request.system) + Buffer.byteLength(request.own);
  for (const block of request.shared) bytes += BLOCK_BYTES + Buffer.byteLength(block);
  if (request.schema) bytes += Buffer.byteLength(JSON.stringify(strictSchema(request.schema.type)));
  counted.set(request, bytes);
  return bytes;
}
