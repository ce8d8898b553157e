/**
 * From a report to the two statements that are signed. Pure: the verifier derives them again and compares, so a certificate
 * can say nothing that its report does not.
 */
import type { Report, Run } from '../report/report.ts';
import { CertificateError } from './certificate-error.ts';
import {
  type Assurance,
  type CertificateStatement,
  CONFORMANCE_CERTIFICATE,
  type DigestSet,
  NOTICE,
  STATEMENT_TYPE,
  TEST_RESULT,
  type TestResultStatement,
} from './predicate.ts';

export interface StatementInputs {
  readonly report: Report;
  /** Hex SHA-256 of the report's bytes, of the transcript's, and of the surface that the transcript shows. */
  readonly sha256: { readonly report: string; readonly transcript: string; readonly surface: string };
  readonly assurance: Assurance;
  readonly demonstration: boolean;
  /** RFC 3339, UTC. */
  readonly issuedAt: string;
  readonly validUntil: string;
  readonly statusUrl?: string;
}

export interface Statements {
  readonly testResult: TestResultStatement;
  readonly certificate: CertificateStatement;
}

/** Half of the digest: short enough for an address, and still out of reach of whoever would forge a second report for it. */
export const certificateId = (reportSha256: string, demonstration: boolean): string =>
  `${demonstration ? 'demo-' : ''}${reportSha256.slice(0, 32)}`;

type ProfiledRun = Run & { readonly profile: string };
const hasProfile = (run: Run): run is ProfiledRun => run.profile !== null;
const isConformant = ({ verdict }: Run): boolean => verdict === 'conformant' || verdict === 'conformant-with-waivers';
const nameOf = ({ revision, transport, verdict }: Run): string => `${revision} over ${transport} is ${verdict}`;

/** Every run that has a profile must be conformant: whoever wants one revision alone lets one revision alone be judged. */
function certifiedRuns({ runs }: Report): readonly ProfiledRun[] {
  const profiled = runs.filter(hasProfile);
  if (profiled.length === 0)
    throw new CertificateError('there is nothing to certify: no run of this report has a profile');
  const failing = profiled.find((run) => !isConformant(run));
  if (failing === undefined) return profiled;
  const why = failing.because[0] === undefined ? '' : ` (${failing.because[0]})`;
  throw new CertificateError(`only a conformant run can be certified, and ${nameOf(failing)}${why}`);
}

const LENGTH_OF: Readonly<Record<string, number>> = { sha256: 64, sha512: 128 };

function artifactDigest(digest: string): DigestSet {
  const [algorithm = '', value = '', ...rest] = digest.split(':');
  if (rest.length > 0 || LENGTH_OF[algorithm] !== value.length || !/^[0-9a-f]+$/.test(value)) {
    throw new CertificateError(
      'the digest of the artifact must read sha256:<64 hex digits> or sha512:<128 hex digits>',
    );
  }
  return { [algorithm]: value };
}

const testsOf = (runs: readonly Run[], outcome: 'pass' | 'warning' | 'fail'): readonly string[] =>
  runs.flatMap(({ revision, results }) =>
    results
      .filter((result) => result.outcome === outcome && result.beyond === undefined)
      .map(({ requirement }) => `${revision}/${requirement}`),
  );

export function statementsOf(inputs: StatementInputs): Statements {
  const { report, sha256, demonstration, issuedAt, validUntil } = inputs;
  const runs = certifiedRuns(report);
  const { name, version, role, url, digest } = report.subject;
  if (name === null || name === '')
    throw new CertificateError('the subject never named itself, so there is nobody to certify');
  const id = certificateId(sha256.report, demonstration);
  const subject = [
    { name, digest: digest === undefined ? { sha256: sha256.surface } : artifactDigest(digest) },
  ] as const;
  const [warnedTests, failedTests] = [testsOf(runs, 'warning'), testsOf(runs, 'fail')];
  return {
    testResult: {
      _type: STATEMENT_TYPE,
      subject,
      predicateType: TEST_RESULT,
      predicate: {
        // A waiver turns no failure into a pass, and this predicate has no word for one.
        result: failedTests.length > 0 ? 'FAILED' : warnedTests.length > 0 ? 'WARNED' : 'PASSED',
        configuration: [
          // Whoever reads this statement alone learns from it that it may be a demonstration, and when it ends.
          { name: 'certificate', uri: `urn:mcp-accord:certificate:${id}`, annotations: { demonstration, validUntil } },
          {
            name: 'suite',
            digest: { sha256: report.suite.digest.replace(/^sha256:/, '') },
            annotations: { version: report.suite.version, profiles: runs.map(({ profile }) => profile) },
          },
          { name: 'report', digest: { sha256: sha256.report } },
          { name: 'transcript', digest: { sha256: sha256.transcript } },
        ],
        passedTests: testsOf(runs, 'pass'),
        warnedTests,
        failedTests,
      },
    },
    certificate: {
      _type: STATEMENT_TYPE,
      subject,
      predicateType: CONFORMANCE_CERTIFICATE,
      predicate: {
        certificate: id,
        demonstration,
        notice: NOTICE,
        verdict: runs.every(({ verdict }) => verdict === 'conformant') ? 'conformant' : 'conformant-with-waivers',
        subject: { name, version, role, ...(url === undefined ? {} : { url }) },
        subjectDigestOf: digest === undefined ? 'surface' : 'artifact',
        assurance: inputs.assurance,
        runs: runs.map(({ revision, transport, profile, verdict, observed }) => ({
          revision,
          transport,
          profile,
          verdict,
          observed: { musts: observed.musts, applicable: observed.applicable },
        })),
        alsoJudged: report.runs
          .filter((run) => !hasProfile(run))
          .map(({ revision, transport, verdict }) => ({ revision, transport, verdict })),
        waivers: runs.flatMap(({ revision, results }) =>
          results.flatMap(({ requirement, waived }) =>
            waived === undefined ? [] : [{ revision, requirement, ...waived }],
          ),
        ),
        date: report.date,
        suite: { version: report.suite.version, digest: report.suite.digest },
        report: { sha256: sha256.report },
        transcript: { sha256: sha256.transcript },
        issuedAt,
        validUntil,
        ...(inputs.statusUrl === undefined ? {} : { status: { url: inputs.statusUrl } }),
      },
    },
  };
}
