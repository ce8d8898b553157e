/** What a badge says. Made from a verified certificate alone: nothing else has the right to. RFC 0009. */
import { visible } from '../../report/safe.ts';
import { CertificateError } from '../certificate-error.ts';
import type { CertifiedRun, ConformanceCertificate } from '../predicate.ts';
import type { Verification } from '../verify/verification.ts';
import type { Mark } from './mark.ts';

export interface BadgeWords {
  /** Of the certificate; what makes the ids in the SVG unique on a page that shows several. */
  readonly id: string;
  readonly mark: Mark;
  /** The product and its version. */
  readonly label: string;
  /** What is certified, and until when. */
  readonly message: string;
  readonly demonstration: boolean;
}

const ROLE: Readonly<Record<ConformanceCertificate['subject']['role'], string>> = {
  server: 'MCP server',
  client: 'MCP client',
  'authorization-server': 'MCP authorization server',
};

/** A profile that already names its revision is not told it twice. */
const runWords = ({ profile, revision }: CertifiedRun): string =>
  profile.includes(revision) ? profile : `${profile} ${revision}`;

const OURS = /^(server|client|authorization-server)-(\d{4}-\d{2}-\d{2})-(stdio|http)$/;
const OVER = { stdio: 'over stdio', http: 'over HTTP' } as const;

/** Our own profiles are named role-revision-transport, so those of one certificate can be told together, and shortly. */
function runsWords(runs: readonly CertifiedRun[]): string {
  const parts = runs.map(({ profile }) => OURS.exec(profile));
  const transports = new Set(parts.map((part) => part?.[3]));
  const [transport] = transports;
  if (transports.size !== 1 || (transport !== 'stdio' && transport !== 'http')) return runs.map(runWords).join(', ');
  return `${parts.map((part) => part?.[2]).join(', ')} ${OVER[transport]}`;
}

const labelOf = ({ subject }: ConformanceCertificate): string =>
  visible(subject.version === null ? subject.name : `${subject.name} ${subject.version}`);

/** Steps that may fail of a certificate that was good: the badge then says so, and no longer says conformant. */
function standing({ steps }: Verification, certificate: ConformanceCertificate): readonly [Mark, string] {
  const failed = steps.filter(({ ok }) => ok === false).map(({ step }) => step);
  if (failed.includes('status')) return ['no-verdict', 'certificate withdrawn'];
  if (failed.includes('expiry')) return ['no-verdict', `certificate expired ${certificate.validUntil.slice(0, 10)}`];
  const verdict = certificate.verdict === 'conformant-with-waivers' ? 'conformant with waivers' : 'conformant';
  const observed = certificate.subjectDigestOf === 'surface' && certificate.subject.url !== undefined;
  return [
    'conformant',
    `${observed ? 'observed service · ' : ''}${verdict}, valid until ${certificate.validUntil.slice(0, 10)}`,
  ];
}

export function badgeWords(verification: Verification): BadgeWords {
  const { certificate, steps } = verification;
  const mayFail = ['expiry', 'status'];
  const bad = steps.find(({ step, ok }) =>
    ok === false
      ? !mayFail.includes(step)
      : ok === null && step !== 'demonstration' && !(step === 'status' && certificate?.status === undefined),
  );
  if (certificate === undefined || bad !== undefined) {
    const why = bad === undefined ? '' : ` (${bad.step}: ${bad.detail})`;
    throw new CertificateError(`a badge is made from a verified certificate only, and this one is not verified${why}`);
  }
  const [mark, ending] = standing(verification, certificate);
  return {
    id: certificate.certificate,
    mark,
    label: labelOf(certificate),
    message: visible(`${ROLE[certificate.subject.role]} · ${runsWords(certificate.runs)} · ${ending}`),
    demonstration: certificate.demonstration,
  };
}
