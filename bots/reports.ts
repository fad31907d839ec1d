import { UserError } from '../engine/errors.ts';
import type { DiscussionId } from '../engine/types.ts';
import { missingRow } from './controls.ts';
import type { Doing } from './doing.ts';
import { citedTurns, linksToTurns, linkToThread } from './links.ts';
import type { Attachment, View } from './view.ts';
import { stateWords } from './wording.ts';

/** The report of whatever is written by now, as files; its claims link to what was said in the thread. */
export async function reportView(doing: Doing, id: DiscussionId): Promise<View> {
  const { engine } = doing;
  const [{ discussion, transcript }, { json }] = await Promise.all([engine.status(id), engine.report(id)]);
  if (transcript.turns.length === 0) {
    throw new UserError('Nothing has been said yet, so there is nothing to report.', 'INVALID_TRANSITION');
  }
  const cited = citedTurns(json);
  const turns = transcript.turns.filter(({ n }) => cited.has(n));
  const [found, url] = await Promise.all([linksToTurns(doing, id, turns), linkToThread(doing, id, 'end')]);
  const links = Object.fromEntries(found);
  const buttons = [...missingRow(discussion), ...(url ? [{ label: 'To the end of the thread', url }] : [])];
  const name = fileName(discussion.brief.topic);
  const [{ markdown }, pdf] = await Promise.all([engine.report(id, links), pdfOf(doing, id, links, `${name}.pdf`)]);
  return {
    title: discussion.brief.topic,
    lines: [stateWords(discussion), ...(pdf ? [] : ['The PDF could not be made; the log says why.']), [{ italic: json.label }]],
    files: [{ name: `${name}.md`, type: 'text/markdown', data: Buffer.from(markdown) }, ...(pdf ? [pdf] : [])],
    ...(buttons.length > 0 && { buttons: [buttons] }),
  };
}

async function pdfOf(
  { engine, log }: Doing,
  id: DiscussionId,
  links: Readonly<Record<number, string>>,
  name: string,
): Promise<Attachment | undefined> {
  try {
    const [file] = await engine.reportFiles(id, ['pdf'], links);
    return file && { name, type: file.type, data: Buffer.from(file.bytes) };
  } catch (error) {
    log.error({ err: error, discussion: id }, 'a report could not be drawn as PDF');
    return undefined;
  }
}

/** Letters and digits of a topic, fit for any file system. */
function fileName(topic: string): string {
  const words =
    topic
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let name = '';
  for (const word of words) {
    if (name.length + 1 + word.length > 60) break;
    name = name === '' ? word : `${name}-${word}`;
  }
  return name || 'discussion';
}
