import { type APIApplication, type APIUser, Routes } from 'discord.js';
import { UserError } from '../../../engine/errors.ts';
import { Refused, type Wire } from './wire.ts';

/** Who we are on Discord. */
export type Identity = { application: string; user: string; name: string; avatarUrl?: string };
export type WhoWeAre = () => Promise<Identity>;

/** Asked for once; asked again after a failure. Throws UserError when the token is none. */
export function openIdentity(wire: Wire): WhoWeAre {
  let known: Promise<Identity> | undefined;
  return () => {
    known ??= ask(wire).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function ask(wire: Wire): Promise<Identity> {
  try {
    const [application, user] = await Promise.all([
      wire.bot<APIApplication>('get', Routes.currentApplication()),
      wire.bot<APIUser>('get', Routes.user()),
    ]);
    return {
      application: application.id,
      user: user.id,
      name: user.global_name ?? user.username,
      ...(user.avatar && { avatarUrl: `https://cdn.discordapp.com/avatars/${user.id}/${user.avatar}.png` }),
    };
  } catch (error) {
    if (error instanceof Refused && error.status === 401) {
      throw new UserError(
        'Discord does not accept DISCORD_TOKEN. Copy the token again from the developer portal (Bot → Reset Token).',
        'API_KEY_INVALID',
        { field: 'DISCORD_TOKEN', cause: error },
      );
    }
    throw error;
  }
}
