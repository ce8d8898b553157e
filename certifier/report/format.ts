/** What every format of a report is: a pure function of the report and of what it refers to. */
import type { Catalogue } from '../catalogue/requirement.ts';
import type { Transcript } from '../evidence/transcript.ts';
import type { Report } from './report.ts';

export interface FormatContext {
  readonly catalogue: Catalogue;
  /** The evidence, where it is at hand: findings then show the exchange they speak of. */
  readonly transcript?: Transcript;
  /** For a terminal. */
  readonly colour?: boolean;
  readonly width?: number;
  /** For a terminal: name each requirement that was not tested. The other formats always do. */
  readonly verbose?: boolean;
  /** For a terminal: where the transcript or its folder is, to be named in a command. */
  readonly place?: string;
}

export type ReportFormat = (report: Report, context: FormatContext) => string;

export const FORMAT_NAMES = ['pretty', 'json', 'junit', 'sarif', 'markdown', 'html'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];
export const isFormatName = (name: string): name is FormatName => FORMAT_NAMES.includes(name as FormatName);

/** The file that a format is kept in, beside the transcript. */
export const FORMAT_FILE: Readonly<Record<FormatName, string>> = {
  pretty: 'report.txt',
  json: 'report.json',
  junit: 'report.junit.xml',
  sarif: 'report.sarif',
  markdown: 'report.md',
  html: 'report.html',
};

/** A format is loaded when it is asked for, so that the command starts fast. */
export async function loadFormat(name: FormatName): Promise<ReportFormat> {
  switch (name) {
    case 'pretty':
      return (await import('./pretty.ts')).pretty;
    case 'json':
      return (await import('./json.ts')).json;
    case 'junit':
      return (await import('./junit.ts')).junit;
    case 'sarif':
      return (await import('./sarif.ts')).sarif;
    case 'markdown':
      return (await import('./markdown.ts')).markdown;
    case 'html':
      return (await import('./html.ts')).html;
  }
}
