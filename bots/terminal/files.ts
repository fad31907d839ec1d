import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** `unwritten`: a plain sentence for each file that could not be written. */
export type Outcome = { written: string[]; unwritten: string[] };
export type File = { path: string; what: string; text: string | Uint8Array; makeFolder?: boolean };

const REASONS: Record<string, string> = {
  ENOSPC: 'there is no room left',
  EDQUOT: 'there is no room left for this user',
  EACCES: 'it is not allowed there',
  EPERM: 'it is not allowed there',
  EROFS: 'the disk is read-only',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder does not exist',
  EISDIR: 'it is a folder',
};

/** Each by itself: one that cannot be written does not keep the others back. */
export async function writeFiles(files: readonly File[]): Promise<Outcome> {
  const outcome: Outcome = { written: [], unwritten: [] };
  for (const { path, what, text, makeFolder } of files) {
    try {
      // What was talked about is nobody else's business.
      if (makeFolder) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(path, text);
      outcome.written.push(path);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      outcome.unwritten.push(`The ${what} could not be written to ${path}: ${REASONS[code] ?? `the system says ${code}`}.`);
    }
  }
  return outcome;
}
