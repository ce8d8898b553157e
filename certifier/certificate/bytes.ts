/** Bytes to text and back, with what Node and browsers share. */

export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Throws a TypeError where the bytes are not UTF-8: a lenient reading would let two files pass for one. */
export const fromUtf8 = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const CHUNK = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  // An argument list has a limit that a large payload would exceed.
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}

/**
 * Standard and URL-safe base64 alike, as DSSE demands. Only the one canonical spelling of each: `atob` forgives white space,
 * missing padding and stray bits, so that a changed character could go unseen.
 */
export function fromBase64(text: string): Bytes | undefined {
  const standard = /[-_]/.test(text) ? text.replaceAll('-', '+').replaceAll('_', '/') : text;
  if (standard !== text && /[+/]/.test(text)) return undefined;
  try {
    const binary = atob(standard);
    if (btoa(binary) !== standard) return undefined;
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
    return bytes;
  } catch {
    return undefined;
  }
}

/** SHA-256 in hex. */
export const sha256 = async (bytes: Bytes): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
