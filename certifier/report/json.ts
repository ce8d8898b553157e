/**
 * The report as JSON: the bytes that are kept, hashed and signed. The same report gives the same bytes on every machine, in
 * Node and in a browser: members stand in the order of report.ts however the object was built, undefined ones are left out.
 */
import { type Finding, OUTCOMES, type Report, type Result, type Run } from './report.ts';

const ordered = (finding: Finding): Finding => ({
  message: finding.message,
  expected: finding.expected,
  actual: finding.actual,
  seq: finding.seq,
});

const orderedResult = ({ requirement, level, outcome, reason, observed, findings, waived, beyond }: Result) => ({
  requirement,
  level,
  outcome,
  reason,
  observed,
  findings: findings.map(ordered),
  waived: waived && { reason: waived.reason, issue: waived.issue, until: waived.until },
  beyond,
});

const orderedRun = (run: Run) => ({
  revision: run.revision,
  transport: run.transport,
  profile: run.profile,
  verdict: run.verdict,
  because: run.because,
  observed: { musts: run.observed.musts, applicable: run.observed.applicable },
  totals: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, run.totals[outcome]])),
  results: run.results.map(orderedResult),
});

const orderedReport = ({ format, verdict, suite, subject, date, runs, transcript }: Report) => ({
  format,
  verdict,
  suite: { version: suite.version, digest: suite.digest },
  subject: {
    name: subject.name,
    version: subject.version,
    role: subject.role,
    command: subject.command,
    url: subject.url,
    digest: subject.digest,
  },
  date,
  runs: runs.map(orderedRun),
  transcript: { file: transcript.file, sha256: transcript.sha256 },
});

/**
 * What JSON leaves as it is and a terminal would obey or hide: DEL, the C1 controls, format characters, non-characters. Listed
 * one by one: a property such as \p{Cf} grows with each edition of Unicode, and these bytes must never change.
 */
const UNSEEN =
  /[\u{7f}-\u{9f}\u{ad}\u{61c}\u{180e}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}\u{fffe}\u{ffff}\u{e0000}-\u{e007f}]/gu;
const unitEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const escapeUnits = (text: string): string => text.split('').map(unitEscape).join('');

/** JSON of two spaces and a final newline. Harmless in a terminal and in the log of a build service, and the same value. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(UNSEEN, escapeUnits).replaceAll('##[', '#\\u0023[')}\n`;

export const json = (report: Report): string => jsonText(orderedReport(report));

/** The bytes of report.json. */
export const reportBytes = (report: Report): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(jsonText(orderedReport(report)));
