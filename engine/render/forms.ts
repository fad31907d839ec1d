import { reportHtml } from '../report/html/html.ts';
import { reportMarkdown } from '../report/markdown.ts';
import type { Report } from '../report/report.ts';
import { reportDocx } from './docx.ts';
import type { ReportForm } from './form-names.ts';
import { reportPdf } from './pdf.ts';
import { picturesOf } from './pictures.ts';
import { svgToPng } from './png.ts';

/** A file of a report. */
export type ReportFile = { name: string; type: string; bytes: Buffer };

type Pictures = Awaited<ReturnType<typeof picturesOf>>;
type Form = { type: string; render(report: Report, beside: Beside): Promise<Buffer> | Buffer };
/** `images`: where the pictures of the charts lie beside the files. */
type Beside = { pictures(): Promise<Pictures>; images?: (chart: string) => string };

const FACE_PIXELS = 160;

/** The forms of a report by the ending of their files. One more: a line here, and its name in `form-names.ts`. */
const forms: Readonly<Record<ReportForm, Form>> = {
  json: { type: 'application/json', render: (report) => Buffer.from(`${JSON.stringify(report, null, 1)}\n`) },
  md: {
    type: 'text/markdown; charset=utf-8',
    render: (report, { images }) => Buffer.from(reportMarkdown(report, images ? { imageOf: images } : {})),
  },
  html: {
    type: 'text/html; charset=utf-8',
    render: async (report, { pictures }) => Buffer.from(reportHtml(report, { pictures: await pictures() })),
  },
  pdf: {
    type: 'application/pdf',
    async render(report, { pictures }) {
      const { charts, faces } = await pictures();
      return reportPdf(
        report,
        charts,
        mapValues(faces, (svg) => svgToPng(svg, FACE_PIXELS)),
      );
    },
  },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    render: async (report, { pictures }) =>
      reportDocx(
        report,
        mapValues((await pictures()).charts, (svg) => svgToPng(svg)),
      ),
  },
};

const mapValues = <T>(record: Readonly<Record<string, string>>, change: (value: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** The report in each of the forms; the pictures are drawn once. */
export async function renderReport(
  report: Report,
  wanted: readonly ReportForm[],
  images?: (chart: string) => string,
): Promise<ReportFile[]> {
  let drawn: Promise<Pictures> | undefined;
  const pictures = () => {
    drawn ??= picturesOf(report);
    return drawn;
  };
  const files: ReportFile[] = [];
  for (const name of wanted) {
    const form = forms[name];
    files.push({
      name: `report.${name}`,
      type: form.type,
      bytes: await form.render(report, { pictures, ...(images && { images }) }),
    });
  }
  return files;
}
