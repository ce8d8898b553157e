/**
 * A link that carries edited rows: in the fragment, which a browser sends to nobody. Deflated, in base64url. What is read from one
 * was written by a stranger, so it is bounded and checked.
 */
import { type Row, rowsIn } from './rows.ts';

const NAME = '#example=';
/** Longer ones break in mail and chat. */
export const MOST_CHARACTERS = 32_000;
/** So much may come out of a link: many times what any example holds. */
const MOST_BYTES = 1_000_000;

export class LinkError extends Error {
  override readonly name = 'LinkError';
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

/** All that comes through, and no more than `most` bytes of it. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of new Blob([bytes]).stream().pipeThrough(transform)) {
    length += part.length;
    if (length > most) throw new LinkError('The example in this link is too large to be shown.');
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export async function fragmentOf(rows: readonly Row[]): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(rows));
  const packed = await through(plain, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
  const fragment = NAME + toBase64Url(packed);
  if (fragment.length > MOST_CHARACTERS) {
    throw new LinkError(
      `This is too long for a link: ${fragment.length} characters, and ${MOST_CHARACTERS} at most. Make it smaller.`,
    );
  }
  return fragment;
}

/** Undefined where the fragment is of another kind: `#check` leads to a heading. */
export async function rowsOfFragment(fragment: string): Promise<readonly Row[] | undefined> {
  if (!fragment.startsWith(NAME)) return undefined;
  let rows: readonly Row[] | undefined;
  try {
    const bytes = await through(
      fromBase64Url(fragment.slice(NAME.length)),
      new DecompressionStream('deflate-raw'),
      MOST_BYTES,
    );
    rows = rowsIn(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    if (cause instanceof LinkError) throw cause;
  }
  if (rows === undefined) throw new LinkError('This link carries no example: a part of it may be missing.');
  return rows;
}
