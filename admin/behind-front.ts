import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Takes a port in a process of its own, answers there what a platform wants answered at once, and hands every other
 * connection on, byte for byte, to the socket `inner`: after a line with the address of whoever connected.
 */
export type Front = (at: { host: string; port: number; inner: string }) => Promise<{ port: number; close(): Promise<void> }>;

/** Longer than any address. */
const MOST_LINE = 64;

/** The server behind its front: what reaches it looks as if it had come directly. */
export async function listenBehind(
  front: Front,
  server: Server,
  at: { host: string; port: number },
): Promise<Awaited<ReturnType<Front>>> {
  const folder = await mkdtemp(join(tmpdir(), 'simfocus-'));
  const inner = process.platform === 'win32' ? `\\\\.\\pipe\\${folder.replace(/\W+/g, '-')}` : join(folder, 'front');
  const door = createServer((socket) => introduced(socket, server));
  await new Promise<void>((resolve, reject) => door.once('error', reject).listen(inner, resolve));
  const closed = async () => {
    door.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const taken = await front({ ...at, inner });
    return {
      port: taken.port,
      async close() {
        await taken.close();
        await closed();
      },
    };
  } catch (error) {
    await closed();
    throw error;
  }
}

/** Reads the line, and gives the rest to the server. */
function introduced(socket: Socket, server: Server): void {
  let seen = Buffer.alloc(0);
  const read = (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk]);
    const end = seen.indexOf('\n');
    if (end < 0 && seen.length <= MOST_LINE) return;
    socket.off('data', read);
    if (end < 0) return void socket.destroy();
    socket.pause();
    Object.defineProperty(socket, 'remoteAddress', { value: seen.subarray(0, end).toString() });
    if (seen.length > end + 1) socket.unshift(seen.subarray(end + 1));
    server.emit('connection', socket);
    socket.resume();
  };
  socket.on('data', read);
  socket.on('error', () => socket.destroy());
}
