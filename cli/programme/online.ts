/** Fetching a status log: from where the certificate says, within bounds, and nothing but the bytes. They are trusted by their signatures. */
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_REDIRECTS = 3;
const TIMEOUT_MS = 10_000;

/** This machine, by name or by number; the numbers as a URL spells them. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

const refusal = (url: URL | string, why: string): CertificateError =>
  new CertificateError(`the status log at ${url} cannot be fetched: ${why}`);

function allowed(text: string, base?: URL): URL {
  if (!URL.canParse(text, base)) throw refusal(text, 'it is no address');
  const url = new URL(text, base);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw refusal(url, 'only https is followed, and http to this machine');
}

async function bodyOf(url: URL, { body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw refusal(url, `it is larger than ${MOST_BYTES / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

export interface FetchBounds {
  readonly timeoutMs?: number;
}

export async function fetchStatusLog(
  address: string,
  { timeoutMs = TIMEOUT_MS }: FetchBounds = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = allowed(address);
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await fetch(url, { redirect: 'manual', signal, headers: { accept: 'application/jsonl' } });
      const next = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && next !== null) {
        await response.body?.cancel();
        if (redirects === MOST_REDIRECTS) throw refusal(url, `it was sent on more than ${MOST_REDIRECTS} times`);
        url = allowed(next, url);
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw refusal(url, `the answer is ${response.status}`);
      }
      return await bodyOf(url, response);
    }
  } catch (cause) {
    if (cause instanceof CertificateError) throw cause;
    throw refusal(url, signal.aborted ? `nothing came within ${timeoutMs / 1000} s` : 'there is no answer');
  }
}
