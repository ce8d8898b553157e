/** The reference server, for those who start it: in this process over HTTP, or as a command over stdio. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type HttpReference, type HttpReferenceKind, serveHttp } from './transports/http.ts';

export type { HttpReference };

/** `only`: of the era of 2026-07-28 alone, without sessions. `authorization`: for those alone who bring a token. */
export const startHttpReference = ({
  port = 0,
  ...kind
}: { readonly port?: number } & HttpReferenceKind = {}): Promise<HttpReference> => serveHttp(port, kind);

/** Where main may be, seen from this module: beside its source, or beside the bundle that this module became a part of. */
const MAIN = ['./main.ts', './reference/main.js', '../reference/main.js', './main.js'];

/** The command that starts the reference server over stdio, with the Node that runs this. */
export function referenceCommand(): string[] {
  const main = MAIN.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path));
  if (main === undefined) throw new Error('the reference server is missing from this installation');
  return [process.execPath, main, '--stdio'];
}
