import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed, MessageFlags, RawFile } from 'discord.js';
import type { Attachment, FaceLine, Line, Picture, Tone, View } from '../../view.ts';
import { componentsOf } from './components.ts';
import { cut, oneLine } from './cut.ts';
import { lineMarkdown } from './inline.ts';
import { plain } from './markdown.ts';

/** A message as it is sent or edited: whole, so that nothing of what it replaces stays. */
export type Message = {
  content: string;
  embeds: APIEmbed[];
  components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  attachments: { id: string; filename: string; description?: string }[];
  /** Nobody is ever told of it by its text. */
  allowed_mentions: { parse: [] };
  flags?: MessageFlags;
};
export type Rendered = { body: Message; files: RawFile[] };
/** The picture of a face as an address that Discord can fetch. */
export type FaceUrl = (avatar: string | undefined) => Promise<string | undefined>;

export const MOST_CONTENT = 2_000;
const MOST_DESCRIPTION = 4_096;
const MOST_EMBEDDED = 6_000;
const MOST_FACES = 9;
const LEAST_FACE = 80;
const FOOTER = 20;

const COLOURS: Record<Tone, number | undefined> = {
  plain: undefined,
  step: 0x5865f2,
  good: 0x2e9e5b,
  warning: 0xe0a100,
  bad: 0xd23f3f,
};

export const quiet = (content: string): Message => ({
  content,
  embeds: [],
  components: [],
  attachments: [],
  allowed_mentions: { parse: [] },
});

/** A view as a message. */
export async function messageOf(view: View, faceUrl: FaceUrl): Promise<Rendered> {
  const pictures = view.image ? [view.image] : [];
  const files = [...pictures.map(pictureFile), ...(view.files ?? []).map(attachedFile)].slice(0, 10);
  const shown = isSpoken(view)
    ? { content: linesWithin(view.lines ?? [], MOST_CONTENT), embeds: [] }
    : await embedded(view, faceUrl);
  const components = componentsOf(view);
  const empty = shown.content === '' && shown.embeds.length === 0 && files.length === 0 && components.length === 0;
  return {
    body: {
      ...shown,
      content: empty ? '…' : shown.content,
      components,
      attachments: files.map(({ name, description }, i) => ({
        id: String(i),
        filename: name,
        ...(description && { description }),
      })),
      allowed_mentions: { parse: [] },
    },
    files: files.map(({ name, data, contentType }) => ({ name, data, contentType })),
  };
}

/** A few plain lines are said, not framed. */
const isSpoken = ({ tone = 'plain', title, fields, faces, image }: View): boolean =>
  tone === 'plain' && !title && !fields?.length && !faces?.length && !image;

async function embedded(view: View, faceUrl: FaceUrl): Promise<{ content: string; embeds: APIEmbed[] }> {
  const colour = COLOURS[view.tone ?? 'plain'];
  const title = view.title ? cut(plain(oneLine(view.title)), 256) : undefined;
  const fields = (view.fields ?? []).slice(0, 25).map(({ name, value }) => ({
    name: cut(plain(oneLine(name)), 256) || '…',
    value: linesWithin([value], 1_024) || '…',
    inline: true,
  }));
  const taken = (title?.length ?? 0) + fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  const faces = (view.faces ?? []).slice(0, MOST_FACES);
  // What there is to say comes first, but for a little of each face; the faces share what room is left.
  const free = MOST_EMBEDDED - taken - FOOTER;
  const description = linesWithin(view.lines ?? [], Math.max(0, Math.min(MOST_DESCRIPTION, free - faces.length * LEAST_FACE)));
  const room = Math.floor((free - description.length) / Math.max(1, faces.length));
  const rest = (view.faces?.length ?? 0) - faces.length;
  const main: APIEmbed = {
    ...(colour !== undefined && { color: colour }),
    ...(title && { title }),
    ...(description && { description }),
    ...(fields.length > 0 && { fields }),
    ...(view.image && { image: { url: `attachment://${fileName(view.image.name)}` } }),
    ...(rest > 0 && { footer: { text: `and ${rest} more` } }),
  };
  const hasMain = title !== undefined || description !== '' || fields.length > 0 || view.image !== undefined;
  const cards = await Promise.all(faces.map((face) => cardOf(face, room, colour, faceUrl)));
  return { content: '', embeds: [...(hasMain ? [main] : []), ...cards] };
}

async function cardOf(face: FaceLine, room: number, colour: number | undefined, faceUrl: FaceUrl): Promise<APIEmbed> {
  const name = cut(oneLine(face.name), Math.min(256, Math.floor(room / 2))) || '…';
  const url = await faceUrl(face.avatar);
  const description = linesWithin([face.line], Math.max(0, Math.min(300, room - name.length - 12)));
  return {
    ...(colour !== undefined && { color: colour }),
    author: { name, ...(url && { icon_url: url }) },
    ...(description && { description }),
  };
}

/** As many lines as there is room for; the first that does not fit is cut between words where it is plain text, or left out. */
function linesWithin(lines: readonly Line[], most: number): string {
  let text = '';
  for (const [i, line] of lines.entries()) {
    const next = `${i === 0 ? '' : '\n'}${lineMarkdown(line)}`;
    if (text.length + next.length <= most) {
      text += next;
      continue;
    }
    const room = most - text.length - 2;
    const rest = typeof line === 'string' && room > 20 ? cutPlain(line, room) : '…';
    return most < 3 ? text : `${text}${text && rest !== '…' ? '\n' : ''}${rest}`.slice(0, most);
  }
  return text;
}

/** Escaping makes a text longer. */
function cutPlain(text: string, most: number): string {
  for (let length = most; length > 10; length = Math.floor(length * 0.8)) {
    const shown = plain(cut(text, length));
    if (shown.length <= most) return shown;
  }
  return '…';
}

type File = { name: string; data: Buffer; contentType: string; description?: string };
const fileName = (name: string): string => name.replace(/[^\w.-]+/g, '_').slice(-100) || 'file';
const pictureFile = ({ png, name, alt }: Picture): File => ({
  name: fileName(name),
  data: png,
  contentType: 'image/png',
  description: cut(alt, 1_024),
});
const attachedFile = ({ name, type, data }: Attachment): File => ({ name: fileName(name), data, contentType: type });
