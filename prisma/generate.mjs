// Writes the database client into prisma/generated. Works offline: Prisma's command wants a schema engine, which it would
// download and which it does not need to generate; any program that exists stands in for it. Nothing is done twice.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(import.meta.url);
const schema = join(folder, 'schema.prisma');
const stamp = join(folder, 'generated', '.made-from');

const wanted = createHash('sha256').update(readFileSync(schema)).update(require('prisma/package.json').version).digest('hex');

if (!existsSync(join(folder, 'generated', 'client.ts')) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  // biome-ignore lint/style/noProcessEnv: set, not read; Prisma's command takes it from nowhere else
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = process.execPath;
  // biome-ignore lint/style/noProcessEnv: set, not read; its look for updates takes it from nowhere else
  process.env.CHECKPOINT_DISABLE = '1';
  const args = [require.resolve('prisma/build/index.js'), 'generate', '--schema', schema, '--no-hints'];
  const run = spawnSync(process.execPath, args, { cwd: join(folder, '..'), encoding: 'utf8' });
  if (run.status !== 0) {
    process.stderr.write(
      `The database client could not be generated into ${join(folder, 'generated')}.\n${run.stdout ?? ''}${run.stderr ?? ''}`,
    );
    if (run.error) process.stderr.write(`${run.error.message}\n`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
