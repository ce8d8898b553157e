/** HTTP endpoints that do next to nothing, as `null-server.ts` over stdio. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

interface Asked {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
}

/** What it makes of a request: a status and a body, or nothing, for ever. */
export type Endpoint = (asked: Asked) =>
  | {
      readonly status: number;
      readonly body: string;
      readonly type?: string;
      readonly location?: string;
    }
  | undefined;

export interface NullEndpoint {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

async function textOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): Asked {
  try {
    return JSON.parse(text) as Asked;
  } catch {
    return {};
  }
}

export async function startNullEndpoint(endpoint: Endpoint): Promise<NullEndpoint> {
  const server = http.createServer(async (request, response) => {
    const answer = endpoint(parsed(await textOf(request)));
    if (answer === undefined) return;
    const { status, body, type = 'application/json', location } = answer;
    response.writeHead(status, { 'content-type': type, ...(location === undefined ? {} : { location }) }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
