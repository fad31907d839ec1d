import { Client, GatewayIntentBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { isOfDiscordJs } from './stray.ts';

describe('what discord.js throws by itself', () => {
  it('is told from what is ours', async () => {
    const client = new Client({ intents: [GatewayIntentBits.Guilds] });
    const theirs = await client.guilds.fetch('').catch((error: unknown) => error);
    await client.destroy();
    expect(theirs).toBeInstanceOf(Error);
    expect(isOfDiscordJs(theirs)).toBe(true);
    expect(isOfDiscordJs(new Error('ours'))).toBe(false);
    expect(isOfDiscordJs('no error at all')).toBe(false);
  });

  it('is not what a listener of ours throws, though discord.js called it', () => {
    const client = new Client({ intents: [] });
    client.on('debug', () => {
      throw new Error('a bug of ours');
    });
    let thrown: unknown;
    try {
      client.emit('debug', '');
    } catch (error) {
      thrown = error;
    }
    expect(isOfDiscordJs(thrown)).toBe(false);
  });
});
