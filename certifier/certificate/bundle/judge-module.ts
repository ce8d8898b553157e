/** What a judge bundle exports, for ever: a certificate of today is verified with the bundle of today by the code of some other day. */
import type { Waiver } from '../../judge/engine/verdict.ts';

export interface JudgeRequest {
  /** `sha256:<hex>` of the bundle itself, quoted in the report. A file cannot hold its own digest, so whoever loads it says it. */
  readonly suiteDigest: string;
  /** Name of the transcript file and hex SHA-256 of its bytes. */
  readonly transcript: { readonly file: string; readonly sha256: string };
  readonly waivers?: readonly Waiver[];
  /** YYYY-MM-DD; the transcript's own day when absent. */
  readonly date?: string;
  /** Digest of the subject's artifact, where it is known. */
  readonly digest?: string;
}

export interface JudgeModule {
  readonly suiteVersion: string;
  /** The text of report.json. Throws where the text is no transcript. */
  judge(transcriptText: string, request: JudgeRequest): string;
  /** Canonical text of the surface that the transcript shows. */
  surface(transcriptText: string): string;
}

/** Where the verifier finds the bundle that a certificate names, and how it is run. */
export interface BundleShelf {
  /** The bytes with this digest (`sha256:<hex>`), or undefined where they are not at hand. They are hashed before they are run. */
  find(digest: string): Promise<Uint8Array | undefined>;
  open(bytes: Uint8Array): Promise<JudgeModule>;
}
