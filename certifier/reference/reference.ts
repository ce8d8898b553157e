/** The reference server, for those who start it: in this process over HTTP, or as a command over stdio. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type HttpReference, serveHttp } from './transports/http.ts';

export type { HttpReference };

export const startHttpReference = ({
  port = 0,
  authorization = false,
}: {
  readonly port?: number;
  readonly authorization?: boolean;
} = {}): Promise<HttpReference> => serveHttp(port, { authorization });

/** Where main may be, seen from this module: beside its source, or beside the bundle that this module became a part of. */
const MAIN = ['./main.ts', './reference/main.js', '../reference/main.js', './main.js'];

/** The command that starts the reference server over stdio, with the Node that runs this. */
export function referenceCommand(): string[] {
  const main = MAIN.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path));
  if (main === undefined) throw new Error('the reference server is missing from this installation');
  return [process.execPath, main, '--stdio'];
}
