/**
 * DSSE 1.0.0 (https://github.com/secure-systems-lab/dsse): what is signed is the payload together with its type, so a payload
 * cannot be passed off as another kind of document. This half verifies, with WebCrypto alone; `sign.ts` signs.
 */
import { type Bytes, fromBase64, utf8 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';
import type { PublicKey } from './public-key.ts';

export interface Signature {
  /** A hint. It may narrow which key is tried; it decides nothing. */
  readonly keyid?: string;
  readonly sig: string;
}

export interface Envelope {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly Signature[];
}

export interface Verified {
  readonly payload: Bytes;
  /** The keys whose signature holds, at least one. */
  readonly keyids: readonly string[];
  /** Signatures that no given key made. Nothing is known of them, and they neither help nor hurt. */
  readonly strangers: number;
}

/** Pre-authentication encoding: lengths stand before what they measure, so no two pairs encode alike. */
export function pae(payloadType: string, payload: Uint8Array): Bytes {
  const type = utf8(payloadType);
  const head = utf8(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const encoded = new Uint8Array(head.length + payload.length);
  encoded.set(head);
  encoded.set(payload, head.length);
  return encoded;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSignature = (value: unknown): value is Signature =>
  isObject(value) && typeof value.sig === 'string' && (value.keyid === undefined || typeof value.keyid === 'string');

/** The envelope, or undefined where the text is none. */
export function parseEnvelope(text: string): Envelope | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { payload, payloadType, signatures } = value;
  if (typeof payload !== 'string' || typeof payloadType !== 'string') return undefined;
  return Array.isArray(signatures) && signatures.every(isSignature) ? { payload, payloadType, signatures } : undefined;
}

/** The one spelling in which we write an envelope. */
export const envelopeText = ({ payload, payloadType, signatures }: Envelope): string =>
  JSON.stringify({
    payload,
    payloadType,
    signatures: signatures.map(({ keyid, sig }) => (keyid === undefined ? { sig } : { keyid, sig })),
  });

async function signers(
  envelope: Envelope,
  payload: Bytes,
  keys: readonly PublicKey[],
): Promise<Pick<Verified, 'keyids' | 'strangers'>> {
  const signed = pae(envelope.payloadType, payload);
  const keyids = new Set<string>();
  let strangers = 0;
  for (const { keyid: hint, sig } of envelope.signatures) {
    const bytes = fromBase64(sig);
    const tried: string[] = [];
    for (const { key, keyid } of keys) {
      if (bytes !== undefined && (await crypto.subtle.verify('Ed25519', key, bytes, signed))) tried.push(keyid);
    }
    const [maker] = tried;
    if (maker !== undefined && (hint === undefined || hint === maker)) keyids.add(maker);
    else if (maker !== undefined || keys.some(({ keyid }) => keyid === hint)) {
      // Stricter than DSSE asks: a signature that names a key we trust and is not by it means that the file was changed.
      throw new CertificateError(
        maker === undefined ? `the signature by ${hint} does not hold` : 'a signature names a key that did not make it',
      );
    } else strangers += 1;
  }
  return { keyids: [...keyids], strangers };
}

/** Signatures by keys that are not among `keys` are passed over; at least one by a key among them must hold. */
export async function verify(envelope: Envelope, keys: readonly PublicKey[], payloadType: string): Promise<Verified> {
  if (envelope.signatures.length === 0) throw new CertificateError('there is no signature');
  if (keys.length === 0) throw new CertificateError('there is no public key to verify with');
  const payload = fromBase64(envelope.payload);
  if (payload === undefined) throw new CertificateError('the payload is not base64');
  const { keyids, strangers } = await signers(envelope, payload, keys);
  if (keyids.length === 0) throw new CertificateError('no signature is by a key that was given');
  if (envelope.payloadType !== payloadType) {
    throw new CertificateError(`the payload is of another type than ${payloadType}`);
  }
  return { payload, keyids, strangers };
}
