import { createHash } from 'node:crypto';
import { type APIEmoji, Routes } from 'discord.js';
import type { Logger } from '../../../engine/log.ts';
import type { Avatars } from '../../platform.ts';
import type { WhoWeAre } from './identity.ts';
import type { FaceUrl } from './message.ts';
import type { Wire } from './wire.ts';

/** Nobody waits longer than this for a face. */
const WAIT_MS = 1_500;
/** After a failure, no face is asked for again before this. */
const AGAIN_MS = 600_000;
const CDN = 'https://cdn.discordapp.com/emojis';

/**
 * Where Discord finds a face: at our own public address, or, where there is none, among the app's own emojis: pictures
 * that belong to the app, are seen in no server's list, and stay at their address. Without either there is no face, and
 * that is no failure.
 */
export function openFaces(wire: Wire, whoWeAre: WhoWeAre, avatars: Avatars, log: Logger): FaceUrl {
  const uploaded = openUploads(wire, whoWeAre);
  const kept = new Map<string, Promise<string | undefined>>();
  return async (avatar) => {
    if (avatar === undefined) return undefined;
    const own = avatars.url(avatar);
    if (own !== undefined) return own;
    let url = kept.get(avatar);
    if (!url) {
      url = avatars
        .png(avatar)
        .then((picture) => picture && uploaded(picture.png))
        .catch((error: unknown) => {
          log.warn({ err: error }, 'a face could not be given to Discord; set PUBLIC_URL to serve faces from here');
          setTimeout(() => kept.delete(avatar), AGAIN_MS).unref();
          return undefined;
        });
      kept.set(avatar, url);
    }
    return Promise.race([url, sleep(WAIT_MS)]);
  };
}

/** Pictures as emojis of the app, each uploaded once whatever process asks: its name is its content. */
function openUploads(wire: Wire, whoWeAre: WhoWeAre): (png: Buffer) => Promise<string> {
  let list: Promise<Map<string, string>> | undefined;
  return async (png) => {
    const { application } = await whoWeAre();
    list ??= wire
      .bot<{ items: APIEmoji[] }>('get', Routes.applicationEmojis(application))
      .then(({ items }) => new Map(items.flatMap(({ id, name }) => (id && name ? [[name, id] as const] : []))));
    const known = await list.catch((error: unknown) => {
      setTimeout(() => {
        list = undefined;
      }, AGAIN_MS).unref();
      throw error;
    });
    const name = `face_${createHash('sha256').update(png).digest('hex').slice(0, 24)}`;
    const id = known.get(name) ?? (await upload(wire, application, name, png));
    known.set(name, id);
    return `${CDN}/${id}.png`;
  };
}

async function upload(wire: Wire, application: string, name: string, png: Buffer): Promise<string> {
  const image = `data:image/png;base64,${png.toString('base64')}`;
  const { id } = await wire.bot<APIEmoji>('post', Routes.applicationEmojis(application), { body: { name, image } });
  if (!id) throw new Error('Discord made an emoji without an id');
  return id;
}

const sleep = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms).unref();
  });
