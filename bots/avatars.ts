import { avatarPng, drawnAs } from '../engine/engine.ts';
import type { Avatars } from './platform.ts';

/** Faces of personas: at our own public address where there is one, and as pictures. */
export const openAvatars = (publicUrl: string | undefined): Avatars => ({
  url: (avatar) =>
    publicUrl === undefined || !drawnAs(avatar)
      ? undefined
      : `${publicUrl.replace(/\/+$/, '')}/avatars/${encodeURIComponent(avatar)}.png`,
  async png(avatar) {
    const png = avatarPng(avatar);
    return png && { png, name: `${avatar}.png`, alt: 'A drawn portrait' };
  },
});
