import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Weights of one family, as its package lays them out. */
const family = (name: string, file: string, weights: readonly string[]): string[] => {
  const home = dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
  return weights.map((weight) => join(home, weight, `${file}_${weight}.ttf`));
};

const WEIGHTS = ['400Regular', '700Bold'];

/** All that reports and charts are set in, from packages: whatever the system has makes no difference. */
export const fontFiles: readonly string[] = [
  ...family('noto-sans', 'NotoSans', WEIGHTS),
  ...family('noto-sans-sc', 'NotoSansSC', WEIGHTS),
  ...family('noto-sans-kr', 'NotoSansKR', WEIGHTS),
  ...family('noto-sans-arabic', 'NotoSansArabic', WEIGHTS),
  ...family('noto-sans-hebrew', 'NotoSansHebrew', WEIGHTS),
];

/** In the order in which a character is looked for. */
export const fontFamilies = ['Noto Sans', 'Noto Sans SC', 'Noto Sans KR', 'Noto Sans Arabic', 'Noto Sans Hebrew'] as const;
