/** A subject that is already running and answers at a URL. */
import { openHttp } from '../wire/http.ts';
import type { HttpSubject } from './subject.ts';

export interface HttpSubjectOptions {
  /** The MCP endpoint. */
  readonly url: string | URL;
  /** Header fields for each request. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly connectWithin?: number;
}

function endpoint(given: string | URL): URL {
  const url = URL.parse(String(given));
  if (url === null) throw new TypeError(`"${given}" is not a URL; write it whole, as in http://127.0.0.1:3000/mcp.`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TypeError(`"${given}" is neither an http: nor an https: URL; Streamable HTTP needs one of the two.`);
  }
  if (url.username !== '' || url.password !== '') {
    // The message does not repeat it.
    throw new TypeError('The URL holds a user name or a password; send them in a header field instead.');
  }
  url.hash = '';
  return url;
}

export function httpSubject({ url: given, headers = [], connectWithin }: HttpSubjectOptions): HttpSubject {
  const url = endpoint(given);
  return {
    transport: 'streamable-http',
    described: { role: 'server', transport: 'streamable-http', url: url.href },
    url,
    headers,
    open: ({ recorder, limits }) =>
      openHttp({
        url,
        recorder,
        ...(limits === undefined ? {} : { limits }),
        ...(connectWithin === undefined ? {} : { connectWithin }),
      }),
  };
}
