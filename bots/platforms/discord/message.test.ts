import type { APIEmbed } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { View } from '../../view.ts';
import { messageOf } from './message.ts';

const noFace = async () => undefined;
const weight = (embeds: readonly APIEmbed[]) =>
  embeds.reduce(
    (sum, { title, description, author, footer, fields }) =>
      [title, description, author?.name, footer?.text, ...(fields ?? []).flatMap(({ name, value }) => [name, value])].reduce(
        (all, text) => all + (text?.length ?? 0),
        sum,
      ),
    0,
  );

describe('messageOf', () => {
  it('says a few plain lines, and frames what has a tone, a title or faces', async () => {
    const said = await messageOf({ lines: [[{ bold: 'Ann asks: ' }, 'why *not*?']] }, noFace);
    expect(said.body).toMatchObject({ content: '**Ann asks:** why \\*not\\*?', embeds: [], allowed_mentions: { parse: [] } });
    const framed = await messageOf({ tone: 'bad', title: 'No', lines: ['So it is.'] }, noFace);
    expect(framed.body).toMatchObject({ content: '', embeds: [{ title: 'No', description: 'So it is.', color: 0xd23f3f }] });
  });

  it('takes a name, a label and an address for what they are', async () => {
    const view: View = {
      title: '@everyone <@1>',
      fields: [{ name: '**x**', value: { link: 'a](b', url: 'https://a.example/(x)' } }],
      faces: [{ name: '@here', avatar: 'ann', line: { link: 'no', url: 'javascript:alert(1)' } }],
      buttons: [
        [
          { label: 'Go', url: 'ftp://x' },
          { label: 'Open', url: 'https://a.example' },
        ],
      ],
    };
    const { body } = await messageOf(view, async () => 'https://a.example/ann.png');
    const [main, face] = body.embeds;
    expect(main?.title).toBe('@\u200beveryone <\u200b@1>');
    expect(main?.fields?.[0]).toMatchObject({ name: '\\*\\*x\\*\\*', value: '[a\\](b](https://a.example/%28x%29)' });
    expect(face).toMatchObject({ author: { name: '@here', icon_url: 'https://a.example/ann.png' }, description: 'no' });
    expect(body.components).toHaveLength(1);
    expect(body.components[0]?.components).toMatchObject([{ label: 'Open', url: 'https://a.example/' }]);
  });

  it('keeps within the limits of Discord, whatever it is given, and cuts no word', async () => {
    const words = Array.from({ length: 900 }, (_, i) => `wörd${i}`).join(' ');
    const view: View = {
      title: words,
      lines: [words, words],
      fields: Array.from({ length: 30 }, (_, i) => ({ name: `f${i}`, value: words.slice(0, 100) })),
      faces: Array.from({ length: 12 }, (_, i) => ({ name: `Person ${i}`, line: words })),
      buttons: Array.from({ length: 7 }, (_, i) => [{ label: words, action: { name: 'a', about: String(i) } }]),
    };
    const { body } = await messageOf(view, noFace);
    expect(weight(body.embeds)).toBeLessThanOrEqual(6_000);
    expect(body.embeds.length).toBeLessThanOrEqual(10);
    expect(body.components).toHaveLength(5);
    expect(body.embeds[0]?.title?.length).toBeLessThanOrEqual(256);
    expect(body.embeds[0]?.title).toMatch(/wörd\d+…$/);
    expect(body.embeds[0]?.description).toMatch(/ wörd\d+…$/);
    const said = await messageOf({ lines: [words] }, noFace);
    expect(said.body.content.length).toBeLessThanOrEqual(2_000);
    expect(said.body.content).toMatch(/ wörd\d+…$/);
  });

  it('names pictures and files, and tells in words what a picture shows', async () => {
    const { body, files } = await messageOf(
      {
        image: { png: Buffer.from('p'), name: 'ballots.png', alt: 'Two of five moved.' },
        files: [{ name: 'the report (1).md', type: 'text/markdown', data: Buffer.from('# r') }],
      },
      noFace,
    );
    expect(body.embeds[0]?.image).toEqual({ url: 'attachment://ballots.png' });
    expect(body.attachments).toEqual([
      { id: '0', filename: 'ballots.png', description: 'Two of five moved.' },
      { id: '1', filename: 'the_report_1_.md' },
    ]);
    expect(files.map(({ name }) => name)).toEqual(['ballots.png', 'the_report_1_.md']);
  });

  it('is never empty', async () => {
    expect((await messageOf({}, noFace)).body.content).toBe('…');
  });
});
