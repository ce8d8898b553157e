// A server of a few lines on the official TypeScript SDK 2, as a subject for our tests: over stdio, or over HTTP with `--http`.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import {
  createMcpHandler,
  localhostAllowedOrigins,
  McpServer,
  originValidationResponse,
} from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

function makeServer() {
  const server = new McpServer({ name: 'sdk-server', version: '1.0.0' });
  const numbers = z.object({ a: z.number(), b: z.number() });
  server.registerTool(
    'add',
    {
      description: 'Adds two numbers',
      inputSchema: numbers,
      outputSchema: z.object({ sum: z.number() }),
      annotations: { readOnlyHint: true },
    },
    async ({ a, b }) => ({
      content: [{ type: 'text', text: String(a + b) }],
      structuredContent: { sum: a + b },
    }),
  );
  server.registerResource('notes', 'memo://notes', { mimeType: 'text/plain' }, async (uri) => ({
    contents: [{ uri: uri.href, text: 'Notes' }],
  }));
  server.registerPrompt('greet', { argsSchema: z.object({ name: z.string() }) }, ({ name }) => ({
    messages: [{ role: 'user', content: { type: 'text', text: `Greet ${name}` } }],
  }));
  return server;
}

if (process.argv.includes('--http')) {
  const handler = createMcpHandler(makeServer);
  const http = createServer(async (request, response) => {
    const body = request.method === 'POST' ? { body: Readable.toWeb(request), duplex: 'half' } : {};
    const address = `http://${request.headers.host}${request.url}`;
    const asked = new Request(address, { method: request.method, headers: request.headers, ...body });
    const answer = originValidationResponse(asked, localhostAllowedOrigins()) ?? (await handler.fetch(asked));
    response.writeHead(answer.status, [...answer.headers].flat());
    if (answer.body === null) response.end();
    else Readable.fromWeb(answer.body).pipe(response);
  });
  http.listen(0, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${http.address().port}/mcp`));
} else serveStdio(makeServer);
