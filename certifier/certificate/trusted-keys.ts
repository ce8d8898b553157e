/** Public keys that a verifier trusts, and for what, and when: those handed to it, and those of the programme. */
import { type Bytes, fromUtf8 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';
import schema from './keys.schema.json' with { type: 'json' };
import { importPublicKey, type PublicKey } from './public-key.ts';
import { problemBy } from './schema-problem.ts';

export const KEYS_FORMAT = 'accord-keys/1';

export const PURPOSES = ['certificates', 'status-log'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Times are RFC 3339 in UTC, to the second, so their text has their order. */
export interface KeyPeriod {
  readonly purpose: readonly Purpose[];
  readonly validFrom: string;
  readonly validUntil: string;
  readonly revoked?: { readonly at: string; readonly reason: string };
}

export interface TrustedKey {
  /** SPKI in PEM. */
  readonly pem: string;
  /** The programme's own key: only a certificate signed with one of these counts. */
  readonly programme: boolean;
  /** What its entry in the keys file says. A key without one was handed over by whoever verifies, and has no period. */
  readonly period?: KeyPeriod;
}

/** An entry of a keys file, as `keys.schema.json` states it. */
export interface ProgrammeKey extends KeyPeriod {
  readonly keyid: string;
  readonly pem: string;
}

export interface ImportedKey extends PublicKey, Omit<TrustedKey, 'pem'> {}

const keysProblem = problemBy(schema);

/** Throws CertificateError where the file is not one that can be relied on as a whole. */
export async function readKeys(bytes: Bytes): Promise<readonly ProgrammeKey[]> {
  let value: { readonly keys: readonly ProgrammeKey[] };
  try {
    value = JSON.parse(fromUtf8(bytes));
  } catch {
    throw new CertificateError('the file of public keys is not JSON');
  }
  const problem = keysProblem(value);
  if (problem !== undefined)
    throw new CertificateError(`the file of public keys is not in the form of its format: ${problem}`);
  const seen = new Set<string>();
  for (const { keyid, pem, validFrom, validUntil } of value.keys) {
    const wrong = (what: string) => new CertificateError(`the file of public keys is wrong about ${keyid}: ${what}`);
    if (seen.has(keyid)) throw wrong('it stands there twice');
    if ((await importPublicKey(pem)).keyid !== keyid) throw wrong('the key beside this id is another one');
    if (validUntil < validFrom) throw wrong('it ends before it begins');
    seen.add(keyid);
  }
  return value.keys;
}

export const trusted = (keys: readonly ProgrammeKey[]): readonly TrustedKey[] =>
  keys.map(({ keyid: _, pem, ...period }) => ({ pem, programme: true, period }));

export async function importKeys(keys: readonly TrustedKey[]): Promise<readonly ImportedKey[]> {
  const imported = await Promise.all(
    keys.map(async ({ pem, ...rest }) => ({ ...rest, ...(await importPublicKey(pem)) })),
  );
  // A key that was handed over too is the programme's all the same, and bound by its period.
  const programme = new Set(imported.filter((key) => key.programme).map(({ keyid }) => keyid));
  return imported.filter((key) => key.programme || !programme.has(key.keyid));
}

/** Why a signature that this key made at that time does not count for that purpose; undefined where it does. */
export function unfit({ keyid, period }: ImportedKey, purpose: Purpose, at: string): string | undefined {
  if (period === undefined) return undefined;
  const { validFrom, validUntil, revoked } = period;
  if (!period.purpose.includes(purpose))
    return `the key ${keyid} is not for ${purpose}, but for ${period.purpose.join(' and ')}`;
  if (at < validFrom) return `the key ${keyid} holds from ${validFrom}, and this was signed at ${at}`;
  if (at > validUntil) return `the key ${keyid} ended at ${validUntil}, and this was signed at ${at}`;
  if (revoked !== undefined && at >= revoked.at) {
    return `the key ${keyid} was revoked at ${revoked.at} (${revoked.reason}), and this was signed at ${at}`;
  }
  return undefined;
}
