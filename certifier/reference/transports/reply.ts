/** HTTP answers that are no stream. */
import type { ServerResponse } from 'node:http';
import type { RpcError } from '../errors.ts';
import { failure, type Outgoing, type RequestId } from '../jsonrpc.ts';

type Headers = Readonly<Record<string, string>>;

export function sendJson(response: ServerResponse, status: number, message: Outgoing, headers: Headers = {}): void {
  sendText(response, status, JSON.stringify(message), headers);
}

/** A document that is no message of the protocol. */
export function sendJsonDocument(response: ServerResponse, document: object): void {
  sendText(response, 200, JSON.stringify(document));
}

function sendText(response: ServerResponse, status: number, json: string, headers: Headers = {}): void {
  const body = Buffer.from(json);
  response
    .writeHead(status, { ...headers, 'content-type': 'application/json', 'content-length': body.length })
    .end(body);
}

/** An error that answers the request with this id, or, without one, whatever it was that we refuse. */
export function sendError(response: ServerResponse, status: number, error: RpcError, id?: RequestId): void {
  sendJson(response, status, failure(id, error));
}

export function sendEmpty(response: ServerResponse, status: number, headers: Headers = {}): void {
  response.writeHead(status, headers).end();
}
