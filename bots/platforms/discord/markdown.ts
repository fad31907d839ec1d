/** What people and models wrote, as Markdown of Discord that pings nobody, hides nothing and breaks nothing. Pure. */

/** Parts a sequence that Discord would turn into something else; nobody sees it. */
const GAP = '\u200b';

const UNSEEN = new RegExp(
  '(?![\\n\\t])\\p{Cc}|\\p{Noncharacter_Code_Point}|' +
    '[\\u00ad\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\u{e0000}-\\u{e0fff}]',
  'gu',
);
/** Stands for a code span that was put aside; no text holds it. */
const ASIDE = '\ufdd0';
const EVERYONE = /@(?=everyone|here)/gi;
/** Mentions of people, roles, channels, commands and guild pages, emojis, times. */
const TAGS = /<(?=@|#|\/|a?:\w|id:|t:|sound:)/g;
const INVITES = /(discord)(?=(?:app)?\s*\.\s*(?:gg|com\s*\/\s*invite|li|me|io\b))|(?<=discordapp)(?=\s*\.\s*com\s*\/\s*invite)/gi;

/** No pings, no invites, nothing that cannot be seen: holds in code as elsewhere. */
const tame = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, '')
    .replace(EVERYONE, `@${GAP}`)
    .replace(TAGS, `<${GAP}`)
    .replace(INVITES, (_, word: string | undefined) => `${word ?? ''}${GAP}`);

/** A word of ours or of people as plain text: nothing in it is markup, a mention or a link. */
export const plain = (text: string): string =>
  tame(text)
    .replace(/[\\*_~`[\]]/g, '\\$&')
    .replace(/\|\|/g, '\\|\\|')
    .replace(/:\/\//g, `:${GAP}//`)
    .replace(/^(\s*)(#{1,3}\s|-#?\s|\+\s|>)/gm, '$1\\$2')
    .replace(/^(\s*\d+)\.(?=\s)/gm, '$1\\.');

/**
 * What a model wrote: its emphasis, lists and code stay, each made whole; headings are bold lines, links show where they
 * lead, nothing hides or pings.
 */
export function harmless(text: string): string {
  const parts = tame(text).trim().split('```');
  const open = parts.length % 2 === 0;
  if (open && parts.at(-1)?.trim() === '') {
    parts.pop();
    return whole(parts);
  }
  return open ? `${whole(parts)}\n\`\`\`` : whole(parts);
}

/** Every other part stands between fences. */
const whole = (parts: readonly string[]): string =>
  parts
    .map((part, i) => (i % 2 === 1 ? part : prose(part)))
    .join('```')
    .trim();

const prose = (text: string): string =>
  text
    .replace(/\n{3,}/g, '\n\n')
    .split('\n\n')
    .map(paragraph)
    .join('\n\n');

function paragraph(text: string): string {
  const spans: string[] = [];
  // Code spans are put aside; what backticks are left have no other half.
  const open = text
    .replace(/(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)/gs, (span) => `${ASIDE}${spans.push(span) - 1}${ASIDE}`)
    .replace(/`/g, '\\`');
  const safe = open.split('\n').map(line).join('\n');
  return paired(safe).replace(/\ufdd0(\d+)\ufdd0/g, (_, i: string) => spans[Number(i)] ?? '');
}

function line(text: string): string {
  const heading = /^\s*#{1,3}\s+(.+?)\s*#*\s*$/.exec(text)?.[1];
  if (heading !== undefined) return /[*_]/.test(heading) ? unmasked(heading) : `**${unmasked(heading)}**`;
  return unmasked(text)
    .replace(/^(\s*)-#(?=\s)/, '$1\\-#')
    .replace(/^(\s*)>>>/, '$1\\>>>')
    .replace(/^(\s*)#(?=#{0,2}\s)/, '$1\\#');
}

/** A link tells where it leads. */
const unmasked = (text: string): string => text.replace(/\](?=\()/g, `]${GAP}`).replace(/\]:(?=\s)/g, `]${GAP}:`);

/** Whatever opens is closed: the one that is left over is a character like others. */
function paired(text: string): string {
  let result = text;
  for (const mark of ['**', '__', '~~', '||']) {
    if ((result.split(mark).length - 1) % 2 === 0) continue;
    const last = result.lastIndexOf(mark);
    result = `${result.slice(0, last)}\\${mark[0]}\\${mark[1]}${result.slice(last + 2)}`;
  }
  return result;
}
