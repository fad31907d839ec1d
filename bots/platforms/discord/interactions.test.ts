import { describe, expect, it } from 'vitest';
import { COMMANDS, place, play, START } from './discord.fixture.ts';
import { CHANNEL } from './stand-in-world.ts';

const room = play();
const { connected } = room;

describe('commands', () => {
  it('are registered when they are not what is registered, and only then', async () => {
    await connected();
    expect(room.discord.world.commands.map(({ name, type }) => [name, type])).toEqual([
      ['focus', 1],
      ['Discuss this', 3],
    ]);
    expect(room.discord.world.commands[0]?.options).toMatchObject([
      {
        name: 'start',
        options: [{ name: 'topic', required: true }, { name: 'rounds', type: 4, max_value: 20 }, { autocomplete: true }],
      },
      { name: 'help' },
    ]);
    await connected();
    expect(room.discord.world.registrations).toBe(1);
    const [topic] = START.options.filter(({ name }) => name === 'topic');
    await connected([], 0, [{ ...START, options: topic ? [topic] : [] }, ...COMMANDS.slice(1)]);
    expect(room.discord.world.registrations).toBe(2);
  });

  it('are acknowledged at once and answered when it is known, to the person alone', async () => {
    const told: unknown[][] = [];
    await connected(told, 400);
    const { interaction, message } = await room.discord.command('start', { topic: 'Free buses?', rounds: 3 });
    expect(interaction.answered).toBe(5);
    expect(interaction.ackMs).toBeLessThan(300);
    expect(message).toMatchObject({ seenBy: 'alice', embeds: [{ title: 'Preview' }] });
    expect(told).toEqual([['command', 'start', { topic: 'Free buses?', rounds: 3 }, 'alice', place, interaction.id]]);
  });

  it('tell in plain words what cannot be done', async () => {
    await connected();
    const { message } = await room.discord.command('help');
    expect(message?.embeds[0]?.description).toBe('There is no help today.');
  });

  it('work on a message, and suggest while somebody types', async () => {
    const told: unknown[][] = [];
    await connected(told);
    const said = room.discord.say(CHANNEL, 'bob', 'Prices are high');
    await room.discord.commandOnMessage('Discuss this', said);
    expect(told[0]?.slice(0, 4)).toEqual(['command', 'Discuss this', { text: 'Prices are high', message: said }, 'alice']);
    expect(await room.discord.suggestions('start', 'personas', 'ma')).toEqual([{ name: 'start personas', value: 'ma!' }]);
  });

  it('are done once, however often they are delivered and to however many processes', async () => {
    const told: unknown[][] = [];
    await Promise.all([connected(told), connected(told)]);
    const outcome = await room.discord.command('start', { topic: 'Free buses?' });
    room.discord.redeliver(outcome);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told.filter(([what]) => what === 'command')).toHaveLength(1);
    expect(room.discord.read(CHANNEL, 'alice')).toHaveLength(1);
  });
});

describe('controls', () => {
  it('replace the message that holds them, open a dialog, and tell of a bug without its cause', async () => {
    const told: unknown[][] = [];
    await connected(told);
    const { message } = await room.discord.command('start', { topic: 'Free buses?' });
    const id = message?.id ?? '';
    const failed = await room.discord.press(id, 'Fail');
    expect(failed.added[0]?.embeds[0]?.description).toMatch(/went wrong on our side/);
    expect(JSON.stringify(failed.added)).not.toContain('secret cause');
    const asking = await room.discord.press(id, 'Ask');
    expect(asking.interaction.modal).toMatchObject({ title: 'Ask' });
    const asked = await room.discord.submit(asking, { question: 'Why?' });
    expect(asked.added[0]).toMatchObject({ content: 'Asked.', seenBy: 'alice' });
    const started = await room.discord.press(id, 'Start');
    expect(started.message).toMatchObject({ content: 'Started.', embeds: [], components: [] });
    expect(told.filter(([what]) => what === 'act').map((act) => act.slice(1, 4))).toEqual([
      ['fail', 'd1', undefined],
      ['asked', 'd1', { question: 'Why?' }],
      ['start', 'd1', undefined],
    ]);
    expect(told.at(-1)?.at(-1)).toBe(started.interaction.id);
  });
});
