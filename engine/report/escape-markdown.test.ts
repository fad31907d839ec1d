import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from './escape-markdown.ts';

const J = '\u2060';
const H = '\u200A';

describe('escapeMarkdown', () => {
  it('leaves plain prose as it is', () => {
    const prose = 'It costs 3.5 times more, she said: "no, don\'t" (really) – 70 % of us; too dear! 价格太高了。 Übermaß?';
    expect(escapeMarkdown(prose)).toBe(prose);
  });

  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['![i](data:x)', '!\\[i\\](data:x)'],
    ['<https://evil.example>', `&lt;https:/${H}/evil${J}.example&gt;`],
    ['www.evil.example', `www${J}.evil${J}.example`],
    ['me@evil.example', `me@${H}evil${J}.example`],
    ['@everyone <@123>', `@${H}everyone &lt;@${H}123&gt;`],
    ['# Title', '\\# Title'],
    ['> said', '&gt; said'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['1. item', '1\\. item'],
    ['23) item', '23\\) item'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['`code` ```x', '\\`code\\` \\`\\`\\`x'],
    ['~~~', '\\~\\~\\~'],
    ['**b** _i_ ~~s~~', '\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~'],
    ['a | b', 'a \\| b'],
    ['[^1]: note', '\\[\\^1\\]: note'],
    ['$1+x$ $$5$$', '$1+x\\$ \\$$5\\$\\$'],
    ['//evil', `/${H}/evil`],
    ['$x$ {{ y }}', '\\$x\\$ \\{\\{ y \\}\\}'],
    ['a \\', 'a \\\\'],
    ['\\<b>', '\\\\&lt;b&gt;'],
  ])('%s', (hostile, escaped) => {
    expect(escapeMarkdown(hostile)).toBe(escaped);
  });

  it('keeps to one line, so that no block can start inside a text', () => {
    expect(escapeMarkdown('a\n# b\r\n\n\u2028- c\td')).toBe('a \\# b - c d');
  });

  it('takes out what is not seen but acts', () => {
    expect(escapeMarkdown('a\u202Eb\u2066c\u200Fd\u0000e\u001B[31mf\u200Bg\uFEFFh\u{E0041}i\uD800')).toBe(
      'abcde\\[31mfghi\uFFFD',
    );
    expect(escapeMarkdown('👩‍👩‍👧 नमस्‍ते')).toBe('👩‍👩‍👧 नमस्‍ते');
  });
});
