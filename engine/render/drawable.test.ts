import { expect, it } from 'vitest';
import { BOX, drawable } from './drawable.ts';
import { fontFilesFor } from './fonts.ts';

it('keeps emoji, which have a font of their own that is opened only for them', () => {
  const said = '🚌 👍🏽 👨‍👩‍👧 🇩🇪 ✅ ☎ ©';
  expect(drawable(said)).toBe(said);
  const files = (text: string) => fontFilesFor(text).filter((file) => file.includes('NotoEmoji'));
  expect(files('🚌')).toHaveLength(2);
  expect(files('No. 7, 100 %')).toEqual([]);
});

it('shows a box for what no font has: private characters, those that are not assigned, letters of other scripts', () => {
  for (const missing of ['\uE000', '\u{1FFFD}', 'ಠ', '𓀀']) expect(drawable(`a${missing}b`)).toBe(`a${BOX}b`);
  expect(drawable('Ünï Ωж 汉字 かな 한글 עב عر')).not.toContain(BOX);
});
