import { Resvg } from '@resvg/resvg-js';
import { fontFilesFor } from './fonts.ts';

/** An SVG of ours as PNG, twice as large for sharp screens unless a width is given. */
export function svgToPng(svg: string, width?: number): Buffer {
  const image = new Resvg(svg, {
    background: '#ffffff',
    font: { fontFiles: fontsFor(svg), loadSystemFonts: false, defaultFontFamily: 'Noto Sans', sansSerifFamily: 'Noto Sans' },
    fitTo: width === undefined ? { mode: 'zoom', value: 2 } : { mode: 'width', value: width },
  });
  return image.render().asPng();
}

const fontsFor = (svg: string): string[] => (svg.includes('<text') ? fontFilesFor(svg) : []);
