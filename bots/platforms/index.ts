import type { Config } from '../../engine/config.ts';
import type { Logger } from '../../engine/log.ts';
import type { Installations, Received } from '../../engine/open.ts';
import type { Avatars, Platform } from '../platform.ts';
import { openDiscord } from './discord/discord.ts';
import { openSlack } from './slack/slack.ts';

/** What a platform may need of the installation. */
export type PlatformParts = { config: Config; avatars: Avatars; log: Logger; installations: Installations; received: Received };

/** The chat platforms that there are; `open` gives undefined where the settings do not name it. It connects to nothing yet. */
export const platforms: readonly { name: string; open(parts: PlatformParts): Platform | undefined }[] = [
  {
    name: 'discord',
    open: ({ config: { discordToken, discordApiUrl, discordGuildId }, avatars, log }) =>
      discordToken === undefined
        ? undefined
        : openDiscord({ token: discordToken, apiUrl: discordApiUrl, guildId: discordGuildId, avatars, log }),
  },
  {
    name: 'slack',
    open: ({ config, ...parts }) =>
      config.slackBotToken === undefined && config.slackAppToken === undefined && config.slackSigningSecret === undefined
        ? undefined
        : openSlack({
            ...parts,
            botToken: config.slackBotToken,
            appToken: config.slackAppToken,
            signingSecret: config.slackSigningSecret,
            clientId: config.slackClientId,
            clientSecret: config.slackClientSecret,
            stateSecret: config.slackStateSecret,
            apiUrl: config.slackApiUrl,
            publicUrl: config.publicUrl,
          }),
  },
];
