/**
 * A capture of JSON-RPC messages, one on each line, as a transcript. What a line says tells mostly who sent it; where it does not,
 * nothing is guessed: the capture is refused with the line, and an arrow in front of it settles it. A direction guessed wrongly
 * would accuse the wrong side.
 */
import type { LineEvent, StartEvent, Transcript, TranscriptEvent } from '../../certifier/evidence/transcript.ts';
import { at, isObject, type Json, type JsonObject, member, parse } from '../../certifier/judge/engine/json.ts';
import { isNotification, isRequest, isResponse } from '../../certifier/judge/engine/message.ts';
import { definitionFor, SCHEMA_REVISIONS, type Side } from '../../certifier/judge/schema/methods.ts';

/** One line for people: where, what is wrong, what to do. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';

  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
  }
}

const ADVICE = 'Write → in front of what the client sent, and ← in front of what the server sent.';

const ARROW = /^\s*(?:(→|-{1,2}>|>{1,3})|(←|<-{1,2}|<{1,3}))\s*/;

/** `→ {…}` is the client's, `← {…}` the server's. */
function arrowOf(line: string): { readonly side: Side | undefined; readonly rest: string } {
  const match = ARROW.exec(line);
  if (match === null) return { side: undefined, rest: line };
  return { side: match[1] === undefined ? 'server' : 'client', rest: line.slice(match[0].length) };
}

const SIDES: readonly Side[] = ['client', 'server'];
const other = (side: Side): Side => (side === 'client' ? 'server' : 'client');

/** The sides that send this method, in any revision whose schema we have. */
const sendersOf = (method: string, kind: 'request' | 'notification'): readonly Side[] =>
  SIDES.filter((side) =>
    SCHEMA_REVISIONS.some((revision) => definitionFor(revision, method, kind, side) !== undefined),
  );

/** What was asked so far, by whom: what an answer, a cancellation or a report of progress can belong to. */
class Open {
  readonly #ids: Readonly<Record<Side, Set<string>>> = { client: new Set(), server: new Set() };
  readonly #tokens: Readonly<Record<Side, Set<string>>> = { client: new Set(), server: new Set() };

  ask(side: Side, request: JsonObject): void {
    this.#ids[side].add(JSON.stringify(member(request, 'id')));
    const token = at(request, 'params', '_meta', 'progressToken');
    if (token !== undefined) this.#tokens[side].add(JSON.stringify(token));
  }

  /** Who asked with this id; undefined where nobody did, or both. */
  askerOf(id: Json | undefined): Side | undefined {
    return only(SIDES.filter((side) => this.#ids[side].has(JSON.stringify(id))));
  }

  tokenOf(token: Json | undefined): Side | undefined {
    return only(SIDES.filter((side) => this.#tokens[side].has(JSON.stringify(token))));
  }
}

const only = (sides: readonly Side[]): Side | undefined => (sides.length === 1 ? sides[0] : undefined);

function senderOf(message: JsonObject, open: Open): Side | undefined {
  const method = member(message, 'method');
  if (isResponse(message)) {
    const asker = open.askerOf(member(message, 'id'));
    return asker === undefined ? undefined : other(asker);
  }
  if (typeof method !== 'string') return undefined;
  if (isRequest(message)) return only(sendersOf(method, 'request'));
  if (!isNotification(message)) return undefined;
  // Either side cancels what it asked, and reports on what it was asked.
  if (method === 'notifications/cancelled') return open.askerOf(at(message, 'params', 'requestId'));
  if (method === 'notifications/progress') {
    const asker = open.tokenOf(at(message, 'params', 'progressToken'));
    return asker === undefined ? undefined : other(asker);
  }
  return only(sendersOf(method, 'notification'));
}

function whyUnknown(message: JsonObject): string {
  const method = member(message, 'method');
  if (isResponse(message)) {
    return `no request before it, or one of each side, has the id ${JSON.stringify(member(message, 'id') ?? null)}, so nobody can tell whose answer this is.`;
  }
  return typeof method === 'string'
    ? `either side could have sent "${method.slice(0, 60)}".`
    : 'this is no JSON-RPC message, so nobody can tell who sent it.';
}

/** Whether a text may be such a capture: its first line that is not empty is a JSON object, with an arrow or without. */
export function isCapture(text: string): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const { side, rest } = arrowOf(first);
  const value = parse(rest);
  return side !== undefined || (isObject(value) && (Object.hasOwn(value, 'jsonrpc') || Object.hasOwn(value, 'method')));
}

/** `startedAt` is when it was captured, as far as anybody knows: RFC 3339 in UTC. */
export function transcriptOfCapture(text: string, startedAt: string): Transcript {
  const of = { at: 0, connection: 1, process: 1 } as const;
  const start: StartEvent = { seq: 1, ...of, kind: 'start', direction: 'sent' };
  const events: TranscriptEvent[] = [start];
  const open = new Open();
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    if (line.trim() === '') continue;
    const number = index + 1;
    const { side: said, rest } = arrowOf(line);
    const value = parse(rest);
    if (value === undefined && said === undefined) {
      throw new CaptureError(
        number,
        `this is not JSON. A message stands on one line; ${ADVICE.replace('Write', 'write')}`,
      );
    }
    const sender = said ?? (isObject(value) ? senderOf(value, open) : undefined);
    if (sender === undefined) {
      throw new CaptureError(
        number,
        `${isObject(value) ? whyUnknown(value) : 'this is no JSON-RPC message.'} ${ADVICE}`,
      );
    }
    if (isObject(value) && isRequest(value)) open.ask(sender, value);
    const way =
      sender === 'client'
        ? ({ direction: 'sent', stream: 'stdin' } as const)
        : ({ direction: 'received', stream: 'stdout' } as const);
    const event: LineEvent = { seq: events.length + 1, ...of, kind: 'line', ...way, text: rest };
    events.push(event);
  }
  return {
    header: {
      format: 'accord-transcript/1',
      suite: { name: 'a capture of JSON-RPC lines', version: '1' },
      subject: { role: 'server', transport: 'stdio' },
      startedAt,
      seed: 'none',
    },
    events,
  };
}
