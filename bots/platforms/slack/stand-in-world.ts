import type { types } from '@slack/bolt';

/** What the stand-in of Slack remembers: two workspaces, a channel in each, and all that was said. */
export type SeenMessage = {
  ts: string;
  channel: string;
  team: string;
  text: string;
  blocks: types.KnownBlock[];
  thread_ts?: string;
  user?: string;
  bot_id?: string;
  username?: string;
  icon_url?: string;
  icon_emoji?: string;
  metadata?: unknown;
  files?: { id: string; title: string; size: number }[];
  reactions: string[];
  edits: number;
  /** Of an answer that only one person sees. */
  seenBy?: string;
};
export type SeenView = { id: string; user: string; team: string; view: types.View; errors?: Record<string, string> };

export const APP_TOKEN = 'xapp-stand-in';
export const SIGNING_SECRET = 'stand-in-signing-secret';
export const TEAM = 'T0ONE';
export const OTHER_TEAM = 'T0TWO';
export const CHANNEL = 'C0ONE';
export const botToken = (team: string): string => `xoxb-${team}`;
/** Of an organisation: it reaches all its workspaces, and each call has to say which one it is about. */
export const ORG_TOKEN = 'xoxb-E1';
export const botUser = (team: string): string => `UBOT${team}`;
export const PEOPLE: Record<string, { id: string; name: string; team: string; is_admin: boolean }> = {
  anna: { id: 'U0ANNA', name: 'Anna Berg', team: TEAM, is_admin: false },
  ben: { id: 'U0BEN', name: 'Ben Okoro', team: TEAM, is_admin: false },
  cleo: { id: 'U0CLEO', name: 'Cleo Marsh', team: TEAM, is_admin: true },
  dan: { id: 'U0DAN', name: 'Dan Ito', team: OTHER_TEAM, is_admin: false },
};

export type World = {
  channels: Map<string, { team: string; joined: boolean; archived: boolean; private: boolean }>;
  messages: SeenMessage[];
  views: SeenView[];
  homes: Map<string, types.View>;
  files: Map<string, { title: string; size: number }>;
  triggers: Map<string, { user: string; team: string; used: boolean }>;
  /** What Slack, or a person, would not have liked. */
  faults: string[];
  calls: string[];
  /** Methods whose next call is stored while its answer is lost. */
  loseAnswers: string[];
  /** What the next call of a method is answered with. */
  refusals: { method: string; error: string; retryAfter?: number }[];
  scopes: string[];
  nextTs(): string;
  nextId(prefix: string): string;
};

export function newWorld(scopes: readonly string[]): World {
  let last = 0;
  return {
    channels: new Map([
      [CHANNEL, { team: TEAM, joined: true, archived: false, private: false }],
      ['C0OPEN', { team: TEAM, joined: false, archived: false, private: false }],
      ['C0HIDDEN', { team: TEAM, joined: false, archived: false, private: true }],
      ['C0TWO', { team: OTHER_TEAM, joined: true, archived: false, private: false }],
    ]),
    messages: [],
    views: [],
    homes: new Map(),
    files: new Map(),
    triggers: new Map(),
    faults: [],
    calls: [],
    loseAnswers: [],
    refusals: [],
    scopes: [...scopes],
    nextTs: () => `${Math.floor(Date.now() / 1_000)}.${String(++last).padStart(6, '0')}`,
    nextId: (prefix) => `${prefix}${++last}`,
  };
}

const IN_RICH_TEXT = ['text', 'link', 'emoji'];

/** What is checked of each message, sent or changed. */
export function inspect(
  world: World,
  what: string,
  { text = '', blocks = [] }: Partial<Pick<SeenMessage, 'text' | 'blocks'>>,
): void {
  const fault = (why: string) => world.faults.push(`${what}: ${why}`);
  if (text === '') fault('nothing for notifications');
  if (text.length > 4_000) fault(`${text.length} characters`);
  if (/<[@!#]/.test(text)) fault(`it calls somebody: ${text}`);
  if (blocks.length > 50) fault(`${blocks.length} blocks`);
  inspectBlocks(fault, blocks);
}

export function inspectBlocks(fault: (why: string) => void, blocks: readonly types.KnownBlock[]): void {
  for (const block of blocks) {
    if (block.type === 'rich_text') {
      const size = JSON.stringify(block).length;
      if (size > 12_000) fault(`a block of ${size} bytes`);
      for (const piece of piecesOf(block)) {
        if (!IN_RICH_TEXT.includes(piece.type)) fault(`${piece.type} in rich text`);
        if (piece.type === 'text' && piece.text === '') fault('an empty text');
      }
    }
    if (JSON.stringify(block).includes('"mrkdwn"')) fault('text that Slack reads as markup');
    if (block.type === 'header' && block.text.text.length > 150) fault('a header that is too long');
    if (block.type === 'actions') {
      const ids = block.elements.map((element) => ('action_id' in element ? element.action_id : ''));
      if (new Set(ids).size !== ids.length) fault(`controls with the same id: ${ids.join(', ')}`);
    }
  }
}

export const piecesOf = (block: types.RichTextBlock): types.RichTextElement[] =>
  block.elements.flatMap((part): types.RichTextElement[] =>
    part.type === 'rich_text_list' ? part.elements.flatMap((item) => item.elements) : part.elements,
  );

type Labelled = { text?: { text: string } | string; placeholder?: { text: string }; type: string; alt_text?: string };

function lineOf(block: types.KnownBlock): string {
  switch (block.type) {
    case 'rich_text':
      return block.elements
        .map((part) => {
          const lines = part.type === 'rich_text_list' ? part.elements.map(({ elements }) => elements) : [part.elements];
          const said = lines.map((pieces) => pieces.map(pieceLine).join('')).join('\n');
          return part.type === 'rich_text_quote' ? said.replace(/^/gm, '| ') : said;
        })
        .join('\n');
    case 'header':
      return `# ${block.text.text}`;
    case 'actions':
      return block.elements.map((element) => `[${labelOf(element as Labelled)}]`).join(' ');
    case 'context':
      return block.elements.map((element) => (element.type === 'image' ? '(face)' : element.text)).join(' ');
    case 'section':
      return block.text?.text ?? '';
    case 'input':
      return `${block.label.text}: …`;
    default:
      return `(${block.type})`;
  }
}

const pieceLine = (piece: types.RichTextElement): string =>
  piece.type === 'text'
    ? piece.text
    : piece.type === 'link'
      ? (piece.text ?? piece.url)
      : piece.type === 'emoji'
        ? `:${piece.name}:`
        : '?';

export const labelOf = ({ text, placeholder, type }: Labelled): string =>
  (typeof text === 'string' ? text : text?.text) ?? placeholder?.text ?? type;

export const linesOf = (blocks: readonly types.KnownBlock[]): string[] => blocks.flatMap((block) => lineOf(block).split('\n'));

/** What somebody sees in a channel, or in one thread of it. */
export function readChannel(world: World, channel: string, thread?: string, person?: string): string[] {
  const user = person && PEOPLE[person]?.id;
  return world.messages
    .filter((message) => message.channel === channel && (!thread || message.ts === thread || message.thread_ts === thread))
    .filter(({ seenBy }) => !seenBy || seenBy === user)
    .flatMap((message) => messageLines(message));
}

/** A message as people see it. */
export function messageLines(message: SeenMessage): string[] {
  const name = message.username ?? Object.values(PEOPLE).find(({ id }) => id === message.user)?.name ?? 'simFocus';
  const marks = [message.icon_emoji ?? (message.icon_url ? '(face)' : ''), message.seenBy ? '(only you)' : ''];
  const [first = '', ...rest] = message.blocks.length > 0 ? linesOf(message.blocks) : [message.text];
  const files = (message.files ?? []).map(({ title, size }) => `<file ${title}, ${size} bytes>`);
  const reactions = message.reactions.map((one) => `:${one}:`);
  const indent = message.thread_ts ? '  ' : '';
  const head = [indent + name, ...marks.filter((mark) => mark !== '')].join(' ');
  const more = [...rest, ...files, ...reactions].filter((line) => line.trim() !== '');
  return [`${head}: ${first}`, ...more.map((line) => `${indent}    ${line}`)];
}
