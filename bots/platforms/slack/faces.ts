import type { Avatars } from '../../platform.ts';

export type FaceIcon = { icon_url: string; icon_emoji?: never } | { icon_emoji: string; icon_url?: never };

/** Where pictures cannot be fetched from us, each persona has an animal of its own, always the same. */
const ANIMALS = (
  'fox_face,owl,bear,panda_face,koala,tiger,lion_face,rabbit,frog,penguin,wolf,cat,dog,mouse,hamster,monkey_face,' +
  'chicken,bird,eagle,duck,horse,unicorn_face,bee,butterfly,snail,turtle,octopus,dolphin,whale,crocodile,elephant,boar'
).split(',');

export function faceIcon(avatars: Avatars, avatar: string): FaceIcon {
  const url = avatars.url(avatar);
  if (url) return { icon_url: url };
  let hash = 0;
  for (const letter of avatar) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return { icon_emoji: `:${ANIMALS[hash % ANIMALS.length]}:` };
}
