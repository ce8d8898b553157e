/** What a badge says. Made from a verified certificate alone: nothing else has the right to. RFC 0009. */
import { visible } from '../../report/safe.ts';
import { CertificateError } from '../certificate-error.ts';
import type { CertifiedRun, ConformanceCertificate } from '../predicate.ts';
import { firstOwed, type Step, type Verification } from '../verify/verification.ts';
import type { Mark } from './mark.ts';

export interface BadgeWords {
  /** Of the certificate; what makes the ids in the SVG unique on a page that shows several. */
  readonly id: string;
  readonly standing: Standing;
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

const dayOf = (time: string): string => time.slice(0, 10);

/** How a certificate stands that was good once: the badge then says so, and no longer says conformant. */
export const STANDINGS = ['certified', 'expired', 'superseded', 'revoked'] as const;
export type Standing = (typeof STANDINGS)[number];

function standingOf({ logged, checkedAt, certificate }: Verification): Standing {
  if (logged !== undefined && logged.status !== 'issued') return logged.status;
  return certificate !== undefined && checkedAt > certificate.validUntil ? 'expired' : 'certified';
}

function ending(standing: Standing, { logged }: Verification, certificate: ConformanceCertificate): string {
  if (standing === 'expired') return `certificate expired ${dayOf(certificate.validUntil)}`;
  if (standing !== 'certified') return `certificate ${standing} ${dayOf(logged?.at ?? '')}`.trimEnd();
  const verdict = certificate.verdict === 'conformant-with-waivers' ? 'conformant with waivers' : 'conformant';
  const observed = certificate.subjectDigestOf === 'surface' && certificate.subject.url !== undefined;
  return `${observed ? 'observed service · ' : ''}${verdict}, valid until ${dayOf(certificate.validUntil)}`;
}

/** Steps that are false of a certificate that was good and no longer holds: the status log withdrew it, or its days are over. */
function mayBeFalse({ step }: Step, { logged }: Verification, now: Standing): boolean {
  if (step === 'status') return logged !== undefined && logged.status !== 'issued';
  return step === 'expiry' && now !== 'certified';
}

/** The step because of which there is no badge. */
const badStep = (verification: Verification): Step | undefined =>
  verification.steps.find((each) => each.ok === false && !mayBeFalse(each, verification, standingOf(verification))) ??
  firstOwed(verification);

/** Whether there is a badge of it at all: its certificate verifies, or did until its days were over or the log took it back. */
export const bearsBadge = (verification: Verification): boolean =>
  verification.certificate !== undefined && badStep(verification) === undefined;

export function badgeWords(verification: Verification): BadgeWords {
  const { certificate } = verification;
  const standing = standingOf(verification);
  const bad = badStep(verification);
  if (certificate === undefined || bad !== undefined) {
    const why = bad === undefined ? '' : ` (${bad.step}: ${bad.detail})`;
    throw new CertificateError(`a badge is made from a verified certificate only, and this one is not verified${why}`);
  }
  return {
    id: certificate.certificate,
    standing,
    mark: standing === 'certified' ? 'conformant' : 'no-verdict',
    label: labelOf(certificate),
    message: visible(
      `${ROLE[certificate.subject.role]} · ${runsWords(certificate.runs)} · ${ending(standing, verification, certificate)}`,
    ),
    demonstration: certificate.demonstration,
  };
}
