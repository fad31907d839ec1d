import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Config, swallowedOptions } from '../../engine/config.ts';
import { UserError } from '../../engine/errors.ts';
import { openReports, owedSections, type RenderedFile, type ReportSource, type Reports, readKept } from '../../engine/reports.ts';
import { writeFiles } from './files.ts';
import { REPORT_HELP, REPORT_OPTIONS, type ReportOptions, readReportOptions } from './report-options.ts';
import { safe } from './safe.ts';

/** `npm run report`: a report from a transcript file, without a chat and without a database; the exit code. */
export async function report(args: string[], config: Config): Promise<number> {
  const options = readReportOptions(args);
  if (options.help) {
    say(REPORT_HELP);
    return 0;
  }
  refuseSwallowed();
  const [file, ...more] = options.files;
  if (file === 'compare') return compare(more, options, config);
  if (file === undefined || more.length > 0)
    throw new UserError('Name one transcript. Try: npm run report -- talk.json --out report');
  const kept = await read(file);
  const reports = openReports(config);
  try {
    const source = await complete(kept, options, reports);
    return await write(await reports.files(source, options.forms), options.out);
  } finally {
    await reports.close();
  }
}

/** What repeats in several discussions, and what appears once. */
async function compare(files: readonly string[], { out }: ReportOptions, config: Config): Promise<number> {
  const sources = await Promise.all(files.map(read));
  const reports = openReports(config);
  try {
    return await write(await reports.compare(sources), out);
  } finally {
    await reports.close();
  }
}

function refuseSwallowed(): void {
  const [one] = swallowedOptions(REPORT_OPTIONS);
  if (one)
    throw new UserError(`npm kept --${one.name} for itself. Put -- before the file: npm run report -- talk.json --${one.name} …`);
}

async function read(file: string): Promise<ReportSource> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UserError(`The file ${file} could not be read. Check the path.`, 'VALIDATION_ERROR', { cause });
  }
  return readKept(text, file);
}

/** With the sections that are not in the file, where there is anything to write of. */
async function complete(source: ReportSource, options: ReportOptions, reports: Reports): Promise<ReportSource> {
  const owed = owedSections(source);
  if (owed.length === 0) return source;
  const { provider = reports.defaultProvider, model } = options;
  note(`Not in the file: ${owed.join(', ')}. Written now by: ${provider}.`);
  const stop = new AbortController();
  const interrupted = () => stop.abort(new UserError('Stopped; nothing was written.'));
  process.once('SIGINT', interrupted);
  try {
    return await reports.ask(source, { provider, ...(model && { model }) }, stop.signal);
  } finally {
    process.off('SIGINT', interrupted);
  }
}

async function write(files: readonly RenderedFile[], folder: string): Promise<number> {
  const { written, unwritten } = await writeFiles(
    files.map(({ name, bytes }) => ({
      path: join(folder, name),
      what: dirname(name) === '.' ? 'report' : 'chart',
      text: bytes,
      makeFolder: true,
    })),
  );
  for (const path of written) say(path);
  for (const line of unwritten) note(line);
  return unwritten.length === 0 ? 0 : 1;
}

const say = (line: string): void => void process.stdout.write(`${safe(line)}\n`);
const note = (line: string): void => void process.stderr.write(`${safe(line)}\n`);
