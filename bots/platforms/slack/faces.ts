import { library } from '../../../engine/engine.ts';
import type { Avatars } from '../../platform.ts';

export type FaceIcon = { icon_url: string; icon_emoji?: never } | { icon_emoji: string; icon_url?: never };

/** Where pictures cannot be fetched from us, each persona has an emoji of its own, always the same. */
const EMOJI = (
  'fox_face,owl,bear,panda_face,koala,tiger,lion_face,rabbit,frog,penguin,wolf,cat,dog,mouse,hamster,monkey_face,chicken,' +
  'bird,eagle,duck,horse,unicorn_face,bee,butterfly,snail,turtle,octopus,dolphin,whale,crocodile,elephant,boar,cow,pig,' +
  'dragon_face,snake,lizard,squid,shrimp,crab,tropical_fish,blowfish,shark,ant,beetle,cricket,spider,scorpion,zebra_face,' +
  'giraffe_face,hedgehog,deer,gorilla,rhinoceros,camel,llama,kangaroo,badger,swan,peacock,parrot,flamingo,sloth,otter,' +
  'skunk,raccoon,hippopotamus,bat,rooster,turkey,dove_of_peace,sheep'
).split(',');

export function faceIcon(avatars: Avatars, avatar: string): FaceIcon {
  const url = avatars.url(avatar);
  return url ? { icon_url: url } : { icon_emoji: `:${EMOJI[numberOf(avatar) % EMOJI.length]}:` };
}

/** The place in the library, so that no two of it look alike; of others, from their id. */
function numberOf(avatar: string): number {
  const place = library.findIndex(({ id }) => id === avatar);
  if (place >= 0) return place;
  let hash = 0;
  for (const letter of avatar) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}
