/** A transcript as a person reads it: one line of speech for each thing that went over the wire. */
import type { TranscriptEvent } from '../evidence/transcript.ts';

export interface Speech {
  readonly seq: number;
  readonly at: number;
  /** Who speaks: we, the subject, or nobody (a mark, a wait that ended). */
  readonly from: 'client' | 'server' | 'note';
  /** What kind of thing it is: `POST /mcp`, `200`, `stderr`, `exit 0`. */
  readonly label: string;
  /** What was said, laid out where it is JSON. */
  readonly text: string;
  /** The JSON-RPC method, or the id that is answered: what a reader looks for first. */
  readonly gist: string;
}

/** Who speaks, in words. */
export const SPEAKER: Readonly<Record<Speech['from'], string>> = { client: 'Accord', server: 'Subject', note: 'Note' };

/** So much of a text, and how much was left out. `shown` makes what stands safe. */
export function cutAt(most: number, text: string, shown: (part: string) => string): string {
  const left = text.length - most;
  return `${shown(text.slice(0, most))}${left > 0 ? `\n… ${left} characters more` : ''}`;
}

type Json = unknown;

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** JSON with breaks and indents, but small values kept on one line: `{"name": "echo"}` needs no three lines. */
export function laidOut(value: Json, indent = '', room = 72): string {
  const flat = JSON.stringify(value, null, 1)?.replace(/\n\s*/g, ' ') ?? 'undefined';
  const tight = flat.replace(/([[{]) /g, '$1').replace(/ ([\]}])/g, '$1');
  if (tight.length + indent.length <= room || value === null || typeof value !== 'object') return tight;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((each) => inner + laidOut(each, inner, room)).join(',\n')}\n${indent}]`;
  const members = Object.entries(value).map(
    ([key, each]) => `${inner}${JSON.stringify(key)}: ${laidOut(each, inner, room)}`,
  );
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function gistOf(text: string): string {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return '';
  const message = value as Record<string, Json>;
  if (typeof message.method === 'string') return message.method;
  const id = typeof message.id === 'object' && message.id !== null ? 'of another type' : JSON.stringify(message.id);
  if ('error' in message) return `error, id ${id}`;
  if ('result' in message) return `result, id ${id}`;
  return '';
}

/** What is nested deeper than a machine can follow is shown as it came. */
function show(text: string): string {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return text;
  try {
    return laidOut(value);
  } catch {
    return text;
  }
}

const fields = (headers: readonly (readonly [string, string])[]): string =>
  headers.map(([name, value]) => `${name}: ${value}`).join('\n');

const payload = (event: { readonly text?: string; readonly base64?: string }): string =>
  event.text === undefined ? (event.base64 === undefined ? '' : `base64: ${event.base64}`) : show(event.text);

export function speechOf(event: TranscriptEvent): Speech {
  const { seq, at } = event;
  const from = !('direction' in event) ? 'note' : event.direction === 'sent' ? 'client' : 'server';
  const speech = (label: string, text = '', gist = ''): Speech => ({ seq, at, from, label, text, gist });
  switch (event.kind) {
    case 'start':
      return speech('process starts');
    case 'line':
      return speech(event.stream, payload(event), event.text === undefined ? '' : gistOf(event.text));
    case 'exit':
      return speech(
        event.signal === null ? `process exits with status ${event.code}` : `process ends by ${event.signal}`,
      );
    case 'signal':
      return speech(`signal ${event.signal}`);
    case 'request': {
      const body = payload(event);
      const text = [fields(event.headers), body].filter((part) => part !== '').join('\n\n');
      return speech(`${event.method} ${event.target}`, text, event.text === undefined ? '' : gistOf(event.text));
    }
    case 'response':
      return speech(`status ${event.status}`, fields(event.headers));
    case 'body':
      return speech('body', payload(event), event.text === undefined ? '' : gistOf(event.text));
    case 'sse':
      return speech(
        event.comment ? 'comment' : `event${event.event === undefined ? '' : ` ${event.event}`}`,
        show(event.text),
        gistOf(event.text),
      );
    case 'end':
      return speech(`${event.stream} ends`);
    case 'failure':
      return speech(`failure ${event.code}`, event.message);
    case 'reach':
      return speech(`${event.code === undefined ? 'takes' : 'refuses'} a connection at ${event.address}`, event.code);
    case 'truncated':
      return speech(`${event.bytes} bytes of ${event.stream} not kept`);
    case 'gave-up':
      return speech(
        `waited ${event.after} ms for ${event.awaited === 'response' ? 'an answer' : event.awaited}, in vain`,
      );
    case 'mark':
      if (event.mark === 'connection') return speech('connection', `${event.purpose} (${event.revision})`);
      if (event.mark === 'probe') return speech('probe', event.probe);
      if (event.mark === 'skipped') return speech('skipped', `${event.probe}: ${event.detail ?? event.reason}`);
      return speech('our harness failed', `${event.probe}: ${event.message}`);
  }
}
