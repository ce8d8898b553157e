/** What is wrong with a document, and where. Every rule, schema and check of the governance engine says it in this shape. */
export type Severity = 'error' | 'warning';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A mechanical change that mends it: characters of a file, without its byte order mark, and what stands there instead. */
export interface Fix {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Problem extends Place {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  /** `Unexpected <actual>, expected <expected>`. */
  readonly message: string;
  readonly actual: string;
  readonly expected: string;
  readonly fix?: Fix;
}

export const START: Place = { line: 1, column: 1 };

export interface Finding {
  readonly actual: string;
  readonly expected: string;
  /** The start of the document when absent. */
  readonly place?: Place | undefined;
  readonly fix?: Fix | undefined;
}

export const messageOf = ({ actual, expected }: Finding): string => `Unexpected ${actual}, expected ${expected}`;

/** The one place where a problem is made. */
export const problem = (file: string, rule: string, severity: Severity, finding: Finding): Problem => ({
  file,
  line: (finding.place ?? START).line,
  column: (finding.place ?? START).column,
  rule,
  severity,
  message: messageOf(finding),
  actual: finding.actual,
  expected: finding.expected,
  ...(finding.fix === undefined ? {} : { fix: finding.fix }),
});

/** By code unit: a thousand findings are sorted at once, and their order is the same in every locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byPlace = (a: Problem, b: Problem): number =>
  compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule);

export const problemLine = ({ file, line, column, severity, message, rule }: Problem): string =>
  `${file}:${line}:${column}  ${severity}  ${message}  (${rule})`;
