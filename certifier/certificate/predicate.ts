/**
 * What a certificate says: the predicate of our own in-toto statement. Types and names only; `certificate.schema.json` beside
 * this file states the format, which is frozen. RFC 0008.
 */
import type { Revision } from '../catalogue/requirement.ts';
import type { Role, Transport } from '../evidence/transcript.ts';
import type { Verdict } from '../report/report.ts';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json';
export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
/** A urn: it names the format without claiming a host that somebody would have to keep for as long as certificates exist. */
export const CONFORMANCE_CERTIFICATE = 'urn:mcp-accord:attestation:conformance-certificate:v1';

export const NOTICE =
  'This certificate is issued by Accord, which is independent of the Model Context Protocol project; it is not a certificate of that project.';

/**
 * `declared`: the submitter's report, digests match. `re-judged`: recomputed from the transcript. `reproduced`: the pinned
 * artifact was run again.
 */
export const ASSURANCES = ['declared', 're-judged', 'reproduced'] as const;
export type Assurance = (typeof ASSURANCES)[number];

export interface CertifiedRun {
  readonly revision: Revision;
  readonly transport: Transport;
  readonly profile: string;
  readonly verdict: Verdict;
  readonly observed: { readonly musts: number; readonly applicable: number };
}

/** A run of the same report that this certificate does not cover, so that nobody has to look for it. */
export interface UncertifiedRun {
  readonly revision: Revision;
  readonly transport: Transport;
  readonly verdict: Verdict;
}

export interface CertifiedWaiver {
  readonly revision: Revision;
  readonly requirement: string;
  readonly reason: string;
  readonly issue?: string;
  readonly until?: string;
}

export interface ConformanceCertificate {
  /** Derived from the report, so the same report never has two. A demonstration's begins with `demo-`. */
  readonly certificate: string;
  /** True: it shows how a certificate looks, and certifies nothing. */
  readonly demonstration: boolean;
  readonly notice: typeof NOTICE;
  /** The worst verdict of `runs`. */
  readonly verdict: Verdict;
  readonly subject: {
    readonly name: string;
    readonly version: string | null;
    readonly role: Role;
    /** The endpoint that was observed, where it was one. */
    readonly url?: string;
  };
  /** What the digest of the statement's subject is taken of: the pinned artifact, or the surface that was observed. */
  readonly subjectDigestOf: 'artifact' | 'surface';
  readonly assurance: Assurance;
  readonly runs: readonly CertifiedRun[];
  readonly alsoJudged: readonly UncertifiedRun[];
  readonly waivers: readonly CertifiedWaiver[];
  /** The date that waivers were held against. */
  readonly date: string;
  /** Version of the suite, and digest (`sha256:<hex>`) of its judge bundle. */
  readonly suite: { readonly version: string; readonly digest: string };
  readonly report: { readonly sha256: string };
  readonly transcript: { readonly sha256: string };
  /** RFC 3339, UTC. */
  readonly issuedAt: string;
  readonly validUntil: string;
  /** Where the status log is published that may revoke it. */
  readonly status?: { readonly url: string };
}

export type DigestSet = Readonly<Record<string, string>>;

export interface ResourceDescriptor {
  readonly name: string;
  readonly uri?: string;
  readonly digest?: DigestSet;
  readonly annotations?: Readonly<Record<string, unknown>>;
}

export interface TestResult {
  readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  readonly configuration: readonly ResourceDescriptor[];
  readonly passedTests: readonly string[];
  readonly warnedTests: readonly string[];
  readonly failedTests: readonly string[];
}

export interface Statement<Type extends string, Predicate> {
  readonly _type: typeof STATEMENT_TYPE;
  readonly subject: readonly [{ readonly name: string; readonly digest: DigestSet }];
  readonly predicateType: Type;
  readonly predicate: Predicate;
}

export type CertificateStatement = Statement<typeof CONFORMANCE_CERTIFICATE, ConformanceCertificate>;
export type TestResultStatement = Statement<typeof TEST_RESULT, TestResult>;
