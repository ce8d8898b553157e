/** What is wrong with a document, and where. Every rule, schema and check of the governance engine says it in this shape. */
export type Severity = 'error' | 'warning';

export interface Place {
  readonly line: number;
  readonly column: number;
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
}

export const START: Place = { line: 1, column: 1 };

export interface Finding {
  readonly actual: string;
  readonly expected: string;
  /** The start of the document when absent. */
  readonly place?: Place | undefined;
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
});

export const byPlace = (a: Problem, b: Problem): number =>
  a.file.localeCompare(b.file, 'en') || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule, 'en');

export const problemLine = ({ file, line, column, severity, message, rule }: Problem): string =>
  `${file}:${line}:${column}  ${severity}  ${message}  (${rule})`;
