import { describe, expect, it } from 'vitest';
import { harmless, plain } from './markdown.ts';

const seen = (text: string) => text.replaceAll('\u200b', '·');

describe('harmless', () => {
  it('pings nobody and shows no mention, in prose and in code', () => {
    for (const bad of [
      '@everyone',
      '@here',
      '@HERE',
      '<@1>',
      '<@!1>',
      '<@&1>',
      '<#1>',
      '</focus start:1>',
      '<id:home>',
      '<:x:1>',
      '<a:x:1>',
      '<t:1>',
    ]) {
      for (const text of [`so ${bad} it is`, `\`\`\`\n${bad}\n\`\`\``, `\`${bad}\``, `**${bad}**`]) {
        const shown = harmless(text);
        expect(shown, text).not.toContain(bad);
        expect(shown.replaceAll('\u200b', ''), text).toBe(text);
      }
    }
  });

  it('is not fooled by an invisible character in a mention or an invite', () => {
    expect(seen(harmless('@\u200beveryone @ev\u200beryone <\u2060@1>'))).toBe('@·everyone @·everyone <·@1>');
    expect(seen(harmless('dis\u200bcord.gg/x'))).toBe('discord·.gg/x');
  });

  it('breaks invites, however they are written', () => {
    for (const [text, broken] of [
      ['https://discord.gg/abc', 'https://discord·.gg/abc'],
      ['DISCORD.GG/abc', 'DISCORD·.GG/abc'],
      ['discord.com/invite/abc', 'discord·.com/invite/abc'],
      ['discordapp.com/invite/abc', 'discord·app·.com/invite/abc'],
    ] as const) {
      expect(seen(harmless(text))).toBe(broken);
    }
    expect(harmless('https://discord.com/channels/1/2/3')).toBe('https://discord.com/channels/1/2/3');
  });

  it('lets a link lead only where it says', () => {
    expect(seen(harmless('Log in [at your bank](https://evil.example "x")'))).toBe(
      'Log in [at your bank]·(https://evil.example "x")',
    );
    expect(harmless('See https://example.org/a_b')).toBe('See https://example.org/a_b');
  });

  it('closes a code fence that does not close, and drops one that holds nothing', () => {
    expect(harmless('Look:\n```js\nconst a = 1')).toBe('Look:\n```js\nconst a = 1\n```');
    expect(harmless('Look:\n```js\na\n```\nDone')).toBe('Look:\n```js\na\n```\nDone');
    expect(harmless('Look:\n```')).toBe('Look:');
    expect(harmless('```\na\n``` and ```\nb')).toBe('```\na\n``` and ```\nb\n```');
  });

  it('leaves code in a fence as it is', () => {
    const code = '```ts\n# not a heading\nconst a = b[0](c) ** 2; // `x\n```';
    expect(harmless(code)).toBe(code);
  });

  it('makes a mark that has no other half a character', () => {
    expect(harmless('**Bold** and **more')).toBe('**Bold** and \\*\\*more');
    expect(harmless('a || b')).toBe('a \\|\\| b');
    expect(harmless('~~gone~~ __under__')).toBe('~~gone~~ __under__');
    expect(harmless('a `tick\n\nand `code` here')).toBe('a \\`tick\n\nand `code` here');
    expect(harmless('`**` is bold, **here**')).toBe('`**` is bold, **here**');
  });

  it('shows headings as bold lines, and no text of the size of our own reply line', () => {
    expect(harmless('# My view\nIt is **so**.\n## Why ##')).toBe('**My view**\nIt is **so**.\n**Why**');
    expect(harmless('# A *big* one')).toBe('A *big* one');
    expect(harmless('-# ↩ Maria')).toBe('\\-# ↩ Maria');
    expect(harmless('>>> all of it')).toBe('\\>>> all of it');
    expect(harmless('> quoted\n- one\n1. two')).toBe('> quoted\n- one\n1. two');
    expect(harmless('#1 on my list')).toBe('#1 on my list');
  });

  it('shows nothing that cannot be seen, and no writing direction turned around', () => {
    expect(harmless('a\u202eb\u0007c\r\nd')).toBe('abc\nd');
    expect(harmless('👩‍👩‍👧 می‌خواهم')).toBe('👩‍👩‍👧 می‌خواهم');
  });

  it('at most doubles what it is given', () => {
    for (const piece of ['@everyone', '<@1>', '[](', '**', '`', '# a\n', 'discord.gg']) {
      expect(harmless(piece.repeat(200)).length).toBeLessThanOrEqual(piece.length * 400 + 8);
    }
  });
});

describe('plain', () => {
  it('shows the words as they were written, as nothing but words', () => {
    expect(plain('**a** _b_ `c` ~~d~~ ||e||')).toBe('\\*\\*a\\*\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\|\\|e\\|\\|');
    expect(seen(plain('[x](https://a.example) @everyone <@1>'))).toBe('\\[x\\](https:·//a.example) @·everyone <·@1>');
    expect(plain('# a\n- b\n> c\n1. d')).toBe('\\# a\n\\- b\n\\> c\n1\\. d');
    expect(plain('Should our city make buses free? Yes - 50 % of us say so.')).toBe(
      'Should our city make buses free? Yes - 50 % of us say so.',
    );
  });
});
