/** The forms in which a report can be had, by the ending of their files. */
export const REPORT_FORMS = ['md', 'pdf', 'html', 'json', 'docx'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];
