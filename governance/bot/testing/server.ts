/** The repository in memory, at an address: for a bot that is a process of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeGitHub } from './fake-github.ts';

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

export const serve = async (github: FakeGitHub): Promise<Served> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const address = `http://${request.headers.host}${request.url}`;
      const { status, body, headers } = github.answer(request.method ?? 'GET', address, text === '' ? undefined : text);
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
      response.end(status === 204 ? undefined : JSON.stringify(body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
