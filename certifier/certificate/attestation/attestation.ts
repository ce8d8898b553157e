/**
 * A keyless attestation beside our signature and never instead: the workflow that issued a certificate has the same statement
 * attested by the identity that it ran under, entered in a public transparency log. Node only; sigstore's own library verifies it.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { type Bytes, fromUtf8 } from '../bytes.ts';
import { CertificateError } from '../certificate-error.ts';
import { IN_TOTO_PAYLOAD } from '../predicate.ts';
import { type Answer, messageOf } from '../verify/verification.ts';

type Sigstore = typeof import('./sigstore.ts');

/** Beside the command in the package. */
export const SIGSTORE_FILE = 'sigstore.cjs';
/** Who vouches for the identity of a workflow. */
export const GITHUB_ACTIONS = 'https://token.actions.githubusercontent.com';

export interface AttestationInput {
  /** A sigstore bundle, or several, one on each line. */
  readonly bundles: Bytes;
  /** Whom sigstore trusted when it was made, one root or several, one on each line. */
  readonly trustedRoots: Bytes;
  /** The whole identity: the address of the workflow, and its branch. It is compared as it is, and is no pattern. */
  readonly identity: string;
  readonly issuer?: string;
}

const load = async (): Promise<Sigstore> => {
  const packed = new URL(`./${SIGSTORE_FILE}`, import.meta.url);
  return existsSync(fileURLToPath(packed)) ? import(packed.href) : import('./sigstore.ts');
};

/** JSON of one value, or of one on each line. */
function valuesIn(bytes: Bytes, what: string): readonly unknown[] {
  let values: readonly unknown[] = [];
  try {
    const text = fromUtf8(bytes).trim();
    try {
      values = [JSON.parse(text)];
    } catch {
      values = text.split('\n').map((line): unknown => JSON.parse(line));
    }
  } catch {
    // Nothing was read of it, which is told below.
  }
  if (values.length === 0) throw new CertificateError(`the ${what} is not JSON`);
  return values;
}

/** Whatever is no JSON is no statement of ours. */
const statementIn = (payload: Uint8Array): unknown => {
  try {
    return JSON.parse(fromUtf8(payload));
  } catch {
    return undefined;
  }
};

async function answerOf(
  { Verifier, bundleFromJSON, toSignedEntity, toTrustMaterial, TrustedRoot }: Sigstore,
  value: unknown,
  roots: readonly unknown[],
  { identity, issuer = GITHUB_ACTIONS }: AttestationInput,
  statement: unknown,
): Promise<Answer> {
  let bundle: ReturnType<Sigstore['bundleFromJSON']>;
  try {
    bundle = bundleFromJSON(value);
  } catch {
    return [false, 'the attestation is no sigstore bundle'];
  }
  if (bundle.content.$case !== 'dsseEnvelope' || bundle.content.dsseEnvelope.payloadType !== IN_TOTO_PAYLOAD)
    return [false, 'the attestation is of another type than an in-toto statement'];
  if (bundle.verificationMaterial.content.$case === 'publicKey')
    return [false, 'the attestation is signed by a key, and not by an identity'];
  let problem = 'the trusted root holds nothing';
  for (const root of roots) {
    try {
      const signer = new Verifier(toTrustMaterial(TrustedRoot.fromJSON(root))).verify(toSignedEntity(bundle));
      const { subjectAlternativeName: name, extensions } = signer.identity ?? {};
      if (extensions?.issuer !== issuer)
        return [false, `the attestation is vouched for by ${extensions?.issuer ?? 'nobody'}, and not by ${issuer}`];
      if (name !== identity) return [false, `the attestation is by ${name ?? 'nobody'}, and not by ${identity}`];
      return isDeepStrictEqual(statementIn(bundle.content.dsseEnvelope.payload), statement)
        ? [true, `keyless, of the same statement, by ${identity}`]
        : [false, 'the attestation is of another statement than this certificate'];
    } catch (cause) {
      problem = messageOf(cause);
    }
  }
  return [false, `the attestation does not hold: ${problem}`];
}

/**
 * `statement`: the one of ours that the programme signed. Of several bundles, one that holds is enough; where none does, the
 * reason is that of the last.
 */
export async function attestationAnswer(statement: Bytes, input: AttestationInput): Promise<Answer> {
  try {
    const [bundles, roots] = [valuesIn(input.bundles, 'attestation'), valuesIn(input.trustedRoots, 'trusted root')];
    const [sigstore, certified] = [await load(), statementIn(statement)];
    let answer: Answer = [false, 'there is no attestation in the file'];
    for (const bundle of bundles) {
      answer = await answerOf(sigstore, bundle, roots, input, certified);
      if (answer[0] === true) break;
    }
    return answer;
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause;
    return [false, cause.message];
  }
}
