import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Report } from '../report/report.ts';
import { fontFilesFor } from './fonts.ts';
import { pdfData } from './pdf-data.ts';

/** A folder that is not there: the template sees only what is handed to it. */
const HOME = '/simfocus-report';
const template = readFileSync(new URL('./report.typ', import.meta.url), 'utf8');

/** By the fonts that they know: a set is read once. */
const compilers = new Map<string, NodeCompiler>();

function compilerFor(text: string): NodeCompiler {
  const fontPaths = [...new Set(fontFilesFor(text).map((file) => dirname(file)))];
  const key = fontPaths.join();
  const known = compilers.get(key) ?? NodeCompiler.create({ workspace: HOME, fontArgs: [{ fontPaths }] });
  compilers.set(key, known);
  return known;
}

/** The report as PDF, with `charts` as SVG by name and `faces` as PNG by persona. */
export function reportPdf(
  report: Report,
  charts: Readonly<Record<string, string>>,
  faces: Readonly<Record<string, Buffer>>,
): Buffer {
  const names = Object.fromEntries(Object.keys(faces).map((id, i) => [id, `/face-${i}.png`]));
  const data = JSON.stringify(pdfData(report, charts, names));
  const compiler = compilerFor(data);
  compiler.resetShadow();
  compiler.addSource(`${HOME}/main.typ`, template);
  compiler.mapShadow(`${HOME}/data.json`, Buffer.from(data));
  for (const [id, name] of Object.entries(names)) compiler.mapShadow(`${HOME}${name}`, faces[id] ?? Buffer.alloc(0));
  try {
    const compiled = compiler.compile({ mainFilePath: `${HOME}/main.typ`, resetRead: true });
    const { result } = compiled;
    if (!result) throw new Error(`The PDF could not be set: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`);
    return compiler.pdf(result, { creationTimestamp: Math.floor(Date.parse(report.createdAt) / 1000) });
  } finally {
    compiler.resetShadow();
    compiler.evictCache(0);
  }
}
