import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

const WEIGHTS = ['400Regular', '700Bold'];

/** The weights of one family, as its package lays them out. */
const family = (name: string, file: string): string[] => {
  const home = dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
  return WEIGHTS.map((weight) => join(home, weight, `${file}_${weight}.ttf`));
};

/** What reports and charts are set in, from packages: whatever the system has makes no difference. In the order in which a character is looked for. */
const families: readonly { name: string; files: readonly string[]; needed: RegExp }[] = [
  { name: 'Noto Sans', files: family('noto-sans', 'NotoSans'), needed: /(?:)/u },
  {
    name: 'Noto Sans SC',
    files: family('noto-sans-sc', 'NotoSansSC'),
    // Also arrows, boxes and the like.
    needed: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u2190-\u2BFF\u3000-\u303F\uFF00-\uFFEF]/u,
  },
  { name: 'Noto Sans KR', files: family('noto-sans-kr', 'NotoSansKR'), needed: /\p{Script=Hangul}/u },
  { name: 'Noto Sans Arabic', files: family('noto-sans-arabic', 'NotoSansArabic'), needed: /\p{Script=Arabic}/u },
  { name: 'Noto Sans Hebrew', files: family('noto-sans-hebrew', 'NotoSansHebrew'), needed: /\p{Script=Hebrew}/u },
  { name: 'Noto Emoji', files: family('noto-emoji', 'NotoEmoji'), needed: /[\p{Emoji_Presentation}\p{Extended_Pictographic}]/u },
];

export const fontFamilies: readonly string[] = families.map(({ name }) => name);

/** The files that a text needs: those of Chinese alone are twenty megabytes. */
export const fontFilesFor = (text: string): string[] =>
  families.filter(({ needed }) => needed.test(text)).flatMap(({ files }) => [...files]);
