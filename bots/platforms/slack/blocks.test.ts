import type { types } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import type { View } from '../../view.ts';
import { actionOf } from './action-id.ts';
import { type Showing, shown } from './blocks.ts';
import { faceIcon } from './faces.ts';
import { aboutOf, answersOf, commandModal, formModal } from './modal.ts';
import { inspect, linesOf, newWorld } from './stand-in-world.ts';

const plain: Showing = { avatars: { url: () => undefined, png: async () => undefined }, roleName: (id: string) => `team-${id}` };
const pictured: Showing = {
  ...plain,
  avatars: { ...plain.avatars, url: (avatar: string) => `https://faces.example/${avatar}.png` },
};
const faults = (view: View, showing = plain): string[] => {
  const world = newWorld([]);
  inspect(world, 'view', shown(view, showing));
  return world.faults;
};

const inputsIn = (blocks: readonly object[]) => blocks.filter((block): block is types.InputBlock => 'element' in block);

describe('a view in Slack', () => {
  it('shows data as it stands, and calls nobody', () => {
    const wicked = '<!channel> *b* _i_ `c` <@U1> &lt; :tada: <https://x.example|y>';
    const view: View = {
      tone: 'warning',
      title: wicked,
      lines: [
        wicked,
        [{ bold: wicked }, { italic: wicked }, { code: wicked }, { link: wicked, url: 'javascript:alert(1)' }, { role: 'S1' }],
      ],
      fields: [{ name: wicked, value: wicked }],
      faces: [{ name: wicked, avatar: 'a', line: wicked }],
      buttons: [[{ label: wicked, action: { name: 'x', about: 'y' } }]],
    };
    for (const showing of [plain, pictured]) {
      const { text, blocks } = shown(view, showing);
      expect(text).not.toMatch(/[<>]/);
      expect(faults(view, showing)).toEqual([]);
      expect(linesOf(blocks).filter((line) => line.includes(wicked)).length).toBeGreaterThan(4);
    }
    expect(shown(view, plain).text).toContain('@team-S1');
  });

  it('stays within what Slack holds, however much there is', () => {
    const view: View = {
      title: 'x'.repeat(400),
      lines: Array.from({ length: 300 }, (_, i) => `Line ${i} ${'word '.repeat(20)}`),
      faces: Array.from({ length: 60 }, (_, i) => ({ name: `P${i}`, avatar: `p${i}`, line: 'y'.repeat(90) })),
      buttons: [[{ label: 'z'.repeat(200), action: { name: 'n', about: 'a'.repeat(80) } }]],
    };
    for (const showing of [plain, pictured]) expect(faults(view, showing)).toEqual([]);
  });

  it('leaves out buttons that cannot be pressed, and keeps apart those of one action', () => {
    const view: View = {
      buttons: [
        [
          { label: 'Slow', action: { name: 'speed', about: 'd', argument: '1' } },
          { label: 'Fast', action: { name: 'speed', about: 'd', argument: '2' } },
          { label: 'Never', action: { name: 'stop', about: 'd' }, disabled: true },
          { label: 'Docs', url: 'https://example.com' },
        ],
        [{ label: 'Gone', action: { name: 'x', about: 'd' }, disabled: true }],
      ],
    };
    const { blocks } = shown(view, plain);
    expect(linesOf(blocks)).toEqual(['[Slow] [Fast] [Docs]']);
    const [row] = blocks;
    const fast = row?.type === 'actions' ? row.elements[1] : undefined;
    expect(actionOf(fast && 'value' in fast ? fast.value : undefined)).toEqual({ name: 'speed', about: 'd', argument: '2' });
    for (const value of [undefined, '', 'x', '{}', '[1,2]', '["a"]']) expect(actionOf(value)).toBeUndefined();
  });

  it('has a face for each persona: a picture, or else an emoji of its own', () => {
    expect(faceIcon(pictured.avatars, 'walter-simmons')).toEqual({ icon_url: 'https://faces.example/walter-simmons.png' });
    const [one, other] = ['walter-simmons', 'christoph-brandt'].map((id) => faceIcon(plain.avatars, id).icon_emoji);
    expect(one).toMatch(/^:\w+:$/);
    expect(other).not.toBe(one);
  });
});

describe('a dialog in Slack', () => {
  it('asks for each option in its own way, and for the channel where there is none', () => {
    const spec = {
      name: 'start',
      summary: '',
      options: [
        { name: 'topic', summary: 'What', kind: 'text' as const, most: 200, required: true },
        { name: 'mode', summary: 'How', kind: 'text' as const, most: 20, choices: [{ label: 'Free', value: 'free' }] },
        { name: 'personas', summary: 'Who', kind: 'text' as const, most: 900, suggests: true, several: true },
        { name: 'budget', summary: 'Most', kind: 'number' as const, least: 0.01, most: 100, whole: false },
        { name: 'file', summary: 'Background', kind: 'file' as const, mostBytes: 10 },
        { name: 'role', summary: 'Who may', kind: 'role' as const },
      ],
    };
    const choices = { personas: [{ label: 'Ann', value: 'Ann' }] };
    const { blocks, private_metadata } = commandModal(spec, {}, { choices, given: { topic: 'Buses' } });
    const inputs = inputsIn(blocks).map(({ block_id, element, optional }) => `${block_id} ${element.type}${optional ? '?' : ''}`);
    expect(inputs).toEqual([
      'channel of the thread conversations_select',
      'topic plain_text_input',
      'mode static_select?',
      'personas multi_static_select?',
      'budget number_input?',
      'file file_input?',
    ]);
    expect(aboutOf(private_metadata ?? '')).toEqual({ command: 'start' });
    for (const foreign of ['', 'x', '{}', '"command"', 'null']) expect(aboutOf(foreign)).toBeUndefined();
  });

  it('brings back what was written and chosen', () => {
    const state = {
      topic: { answer: { value: 'Buses' } },
      empty: { answer: { value: ' ' } },
      none: { answer: { selected_option: null } },
      mode: { answer: { selected_option: { value: 'free' } } },
      personas: { answer: { selected_options: [{ value: 'Ann' }, { value: 'Bo' }] } },
      channel: { answer: { selected_conversation: 'C1' } },
      file: { answer: { files: [{ name: 'a.txt' }] } },
    };
    expect(answersOf(state)).toEqual({
      fields: { topic: 'Buses', mode: 'free', personas: 'Ann, Bo', channel: 'C1' },
      files: { file: { name: 'a.txt' } },
    });
  });

  it('fits whatever a form asks', () => {
    const form = {
      title: 'A title that is much too long for Slack',
      action: { name: 'fork', about: 'd1', argument: '7' },
      submit: 'Go on with it please, now',
      fields: [
        { name: 'q', label: 'Q', required: true, kind: 'text' as const, long: true, most: 8_000, value: 'x'.repeat(4_000) },
      ],
    };
    const view = formModal(form, { channel: 'C1', thread: 'C1:1.1', url: 'https://hooks.example' });
    expect(view.title.text.length).toBeLessThanOrEqual(24);
    const [field] = inputsIn(view.blocks);
    const element = field?.element.type === 'plain_text_input' ? field.element : undefined;
    expect([element?.max_length, element?.initial_value?.length]).toEqual([3_000, expect.any(Number)]);
    expect(element?.initial_value?.length).toBeLessThanOrEqual(3_000);
    expect(aboutOf(view.private_metadata ?? '')).toEqual({
      action: '["fork","d1","7"]',
      channel: 'C1',
      thread: 'C1:1.1',
      url: 'https://hooks.example',
    });
  });
});
