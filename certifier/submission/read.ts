/** Reading `submission.yaml`: everything that is wrong with it at once, each with its line and column. Nothing of it is believed before. */
import type { Finding, Place } from '../../governance/problem.ts';
import { explainIssues } from '../../governance/yaml/explain.ts';
import { type LocatedYaml, type Path, readYaml } from '../../governance/yaml/located.ts';
import { LIMITS, SUBMISSION_FILE } from './folder.ts';
import { Submission } from './submission.ts';

export interface ReadSubmission {
  /** Absent where anything is wrong with it. */
  readonly submission?: Submission;
  readonly findings: readonly Finding[];
  /** Where the value at this path stands, or its nearest ancestor. */
  placeOf(path: Path): Place;
}

const START: Place = { line: 1, column: 1 };
const refused = (actual: string, expected: string, place: Place = START): ReadSubmission => ({
  findings: [{ actual, expected, place }],
  placeOf: () => START,
});

const placeAt = (text: string, index: number): Place => {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

/** Tabs stand in no value of ours, and YAML takes them in some places and not in others. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff]/u;

const named = (character: string): string => {
  if (character === '\t') return 'tab';
  const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return `control character U+${code.toUpperCase()}`;
};

/** What cannot be read as YAML is told so far; more of it follows from what is told. */
const SYNTAX_AT_MOST = 10;
/** The parser goes down one call for each level, and tells of the end of its stack as of an error in the text. */
const TOO_DEEP = /Maximum call stack/;

const parsed = (text: string): LocatedYaml | null => {
  try {
    const yaml = readYaml(text, 1, { plain: true });
    return yaml.findings.some(({ actual }) => TOO_DEEP.test(actual)) ? null : yaml;
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
};

export function readSubmission(bytes: Uint8Array): ReadSubmission {
  const most = LIMITS[SUBMISSION_FILE] ?? 0;
  if (bytes.length > most) return refused(`file of ${bytes.length} bytes`, `${most} bytes at most`);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return refused('byte order mark', 'UTF-8 without one');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch {
    return refused('bytes that are not UTF-8', 'UTF-8 text');
  }
  if (text.trim() === '') return refused('empty file', 'a submission');
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden !== null)
    return refused(named(forbidden[0]), 'printable characters and spaces', placeAt(text, forbidden.index));
  const yaml = parsed(text);
  if (yaml === null) return refused('levels within levels, too many to read', 'the few that the format has');
  const { placeOf } = yaml;
  if (yaml.findings.length > 0) return { findings: yaml.findings.slice(0, SYNTAX_AT_MOST), placeOf };
  const read = Submission.safeParse(yaml.value);
  return read.success
    ? { submission: read.data, findings: [], placeOf }
    : { findings: explainIssues(read.error, yaml), placeOf };
}
