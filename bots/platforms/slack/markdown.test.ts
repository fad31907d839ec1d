import { describe, expect, it } from 'vitest';
import { markdownParts } from './markdown.ts';
import { fallback } from './plain.ts';
import { type Piece, plainOf, richBlocks } from './rich-text.ts';

const parts = (markdown: string) => markdownParts(markdown);
const one = (markdown: string): Piece[] =>
  parts(markdown).flatMap((part): Piece[] =>
    part.type === 'rich_text_list' ? part.elements.flatMap((item) => item.elements) : part.elements,
  );

describe('Markdown in Slack', () => {
  it('keeps bold, italics, struck out, code and links', () => {
    expect(one('**Yes**, *maybe*, ~~no~~, `x<y` and [this](https://example.com/a?b=1&c=2)')).toEqual([
      { type: 'text', text: 'Yes', style: { bold: true } },
      { type: 'text', text: ', ' },
      { type: 'text', text: 'maybe', style: { italic: true } },
      { type: 'text', text: ', ' },
      { type: 'text', text: 'no', style: { strike: true } },
      { type: 'text', text: ', ' },
      { type: 'text', text: 'x<y', style: { code: true } },
      { type: 'text', text: ' and ' },
      { type: 'link', url: 'https://example.com/a?b=1&c=2', text: 'this' },
    ]);
    expect(one('***both***')).toEqual([{ type: 'text', text: 'both', style: { italic: true, bold: true } }]);
  });

  it('calls nobody: every element is plain text or a link to the web', () => {
    const wicked =
      '<!channel> <!here|x> <@U1> <@U0LABANNA1|anna> <#C1> <!subteam^S1> @channel :tada: &lt;!everyone&gt; ' +
      '[x](javascript:alert(1)) [y](slack://user?id=U1) <https://evil.example|good> <b onclick="x">b</b> ![p](https://e.example/p.png)';
    const found = one(wicked);
    expect(new Set(found.map(({ type }) => type))).toEqual(new Set(['text', 'link']));
    for (const each of found) if (each.type === 'link') expect(each.url).toMatch(/^https:\/\//);
    const plain = plainOf(parts(wicked));
    for (const kept of ['<!channel>', '<@U1>', '<!subteam^S1>', '@channel', ':tada:', '<!everyone>', '<b onclick="x">']) {
      expect(plain).toContain(kept);
    }
    expect(fallback(plain)).not.toMatch(/[<>]/);
  });

  it('shows text that is not Markdown as it stands', () => {
    for (const text of ['2 * 3 * 4 = 24', 'snake_case_name and a_b_c', '5 < 6 && 7 > 6', 'a ~ b', '#hashtag', 'C:\\dir']) {
      expect(plainOf(parts(text))).toBe(text);
    }
  });

  it('has lists in lists, each with its own indent, and goes on counting', () => {
    expect(parts('1. one\n2. two\n   - a\n   - b\n3. three')).toEqual([
      expect.objectContaining({ type: 'rich_text_list', style: 'ordered', indent: 0 }),
      expect.objectContaining({ type: 'rich_text_list', style: 'bullet', indent: 1 }),
      expect.objectContaining({ type: 'rich_text_list', style: 'ordered', indent: 0, offset: 2 }),
    ]);
    expect(plainOf(parts('- **x** y\n\n  more\n- z'))).toBe('x y\nmore\nz');
  });

  it('draws quotes, code, headings, rules and tables', () => {
    expect(parts('# Top\ntext\n\n> said **so**\n\n```js\nif (a < b) {}\n```\n---\nend').map(({ type }) => type)).toEqual([
      'rich_text_section',
      'rich_text_quote',
      'rich_text_preformatted',
      'rich_text_section',
    ]);
    expect(plainOf(parts('| name | cost |\n|---|--:|\n| bus | 1 |\n| tram, `new` | 20 |'))).toBe(
      ['name      | cost', '----------+-----', 'bus       | 1', 'tram, new | 20'].join('\n'),
    );
  });

  it('leaves right-to-left text, emoji and joined characters whole', () => {
    const text = 'שלום עולם — مرحبا 👩‍👩‍👧‍👦 🇩🇪 e\u0301';
    expect(plainOf(parts(text))).toBe(text);
  });

  it('leaves out halves of characters and what cannot be seen, which Slack would not take', () => {
    const plain = plainOf(parts('a\u0000b \ud83d c\u001b[31m \udc00 **d\u0007**'));
    expect(plain.isWellFormed()).toBe(true);
    expect(encodeURIComponent(plain)).not.toMatch(/%(0[0-8]|1B)/);
    expect(plain).toMatch(/^a.?b . c\[31m . d$/u);
  });

  it('is nothing where there is nothing', () => {
    for (const empty of ['', ' \n ', '```\n```', '- ']) expect(richBlocks(parts(empty))).toEqual([]);
  });
});

describe('12,000 characters', () => {
  const words = Array.from({ length: 1_800 }, (_, i) => `word${i}`);
  const all = words.join(' ');

  it.each([
    ['one paragraph', all],
    ['a quote', `> ${all}`],
    ['a list', words.map((word) => `- ${word}`).join('\n')],
    ['a list of two points', `- ${all}\n- x`],
    ['code', `\`\`\`\n${all}\n\`\`\``],
    ['many paragraphs', words.join('\n\n')],
  ])('%s: blocks of at most 3,000, and no word is cut or lost', (_name, markdown) => {
    const blocks = richBlocks(parts(markdown));
    expect(blocks.length).toBeLessThan(50);
    for (const block of blocks) expect(plainOf(block.elements).length).toBeLessThanOrEqual(3_200);
    const found = blocks
      .map((block) => plainOf(block.elements))
      .join(' ')
      .match(/word\d+/g);
    expect(found).toEqual(words);
  });

  it('parts a text without spaces between characters, not inside one', () => {
    const family = '👩‍👩‍👧‍👦';
    const blocks = richBlocks(parts(family.repeat(600)));
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(plainOf(block.elements).replaceAll(family, '')).toBe('');
  });

  it('has a fallback of at most 4,000, also when every character is escaped', () => {
    for (const text of [all, '&'.repeat(5_000), 'a < b & c > d '.repeat(500)]) {
      const told = fallback(text);
      expect(told.length).toBeLessThanOrEqual(4_000);
      expect(told.length).toBeGreaterThan(3_000);
      expect(told).not.toMatch(/&(?!amp;|lt;|gt;)/);
    }
    expect(fallback(all)).toMatch(/ word\d+…$/);
  });
});
