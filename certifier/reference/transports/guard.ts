/**
 * Protection against DNS rebinding: a web page that a browser believes to come from evil.example may reach a server on loopback.
 * Its requests give themselves away by their Origin and Host, which name neither this machine nor loopback.
 */
import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Why the request is refused; undefined where it is not. A client that is no browser sends no Origin, which is fine. */
export function refusal({ origin, host }: IncomingHttpHeaders): string | undefined {
  if (origin !== undefined && !isLoopback(origin)) return 'the Origin is not allowed';
  if (!isLoopback(`http://${host ?? ''}`)) return 'the Host is not allowed';
  return undefined;
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && LOOPBACK.has(hostname);
}
