/** The part of a transcript that shows a finding: the request and what answered it, one line for each event. */
import type { Transcript, TranscriptEvent } from '../evidence/transcript.ts';
import { exchangesOf, mediaType } from '../judge/engine/exchange.ts';
import { callsOf, type Message, messagesOf } from '../judge/engine/message.ts';

export interface ExcerptLine {
  readonly seq: number;
  /** `→` sent by us, `←` received from the subject, `·` what neither said. */
  readonly arrow: '→' | '←' | '·';
  /** Raw: each format makes it safe in its own way. */
  readonly text: string;
  /** The finding points at this event; the others stand here so that it can be understood. */
  readonly pointed: boolean;
}

/** More would hide what is shown. */
const MOST_LINES = 8;
/** Of the events that a finding points at, so many are shown with what belongs to them. */
const MOST_POINTED = 3;

const where = (event: {
  readonly process?: number;
  readonly exchange?: number;
  readonly connection: number;
}): string =>
  event.process !== undefined
    ? `process ${event.process}`
    : event.exchange !== undefined
      ? `exchange ${event.exchange}`
      : `connection ${event.connection}`;

const payload = (event: { readonly text?: string; readonly base64?: string }): string =>
  event.text ?? (event.base64 === undefined ? '' : `(not UTF-8, base64) ${event.base64}`);

/** An event in one line. */
export function lineOf(event: TranscriptEvent, transcript: Transcript): string {
  switch (event.kind) {
    case 'start':
      return `start of process ${event.process}: ${(transcript.header.subject.command ?? []).join(' ')}`;
    case 'line':
      return `${event.stream === 'stderr' ? 'stderr: ' : ''}${payload(event)}${event.unterminated ? ' (no newline)' : ''}`;
    case 'exit':
      return event.signal === null
        ? `${where(event)} exited with status ${event.code}`
        : `${where(event)} was ended by ${event.signal}`;
    case 'signal':
      return `${event.signal} to ${where(event)}`;
    case 'request': {
      const body = payload(event);
      return `${event.method} ${event.target}${body === '' ? '' : ` ${body}`}`;
    }
    case 'response': {
      const type = mediaType(event.headers);
      return `HTTP ${event.status}${type === undefined ? '' : ` ${type}`}`;
    }
    case 'body':
      return payload(event);
    case 'sse':
      return event.comment
        ? `: ${event.text}`
        : `${event.event === undefined ? '' : `event: ${event.event} `}data: ${event.text}`;
    case 'end':
      return event.direction === 'sent' ? `${event.stream} closed by us (${where(event)})` : `${event.stream} ended`;
    case 'failure':
      return `${event.code}: ${event.message}`;
    case 'reach':
      return `connection to ${event.address}: ${event.code ?? 'taken'}`;
    case 'truncated':
      return `${event.bytes} bytes of ${event.stream} were not kept: a bound was reached`;
    case 'gave-up':
      return `waited ${event.after} ms for ${event.awaited === 'response' ? 'an answer' : event.awaited}: nothing came`;
    case 'mark':
      return `mark: ${event.mark}`;
  }
}

const arrowOf = (event: TranscriptEvent): ExcerptLine['arrow'] =>
  event.kind === 'mark' || event.kind === 'gave-up' ? '·' : event.direction === 'sent' ? '→' : '←';

export type Excerpts = (seqs: readonly number[]) => readonly ExcerptLine[];

/** Reads a transcript once, and then finds the excerpt for any finding. */
export function excerptsOf(transcript: Transcript): Excerpts {
  const { events } = transcript;
  const bySeq = new Map(events.map((event) => [event.seq, event]));
  const exchanges = exchangesOf(events);
  const calls = callsOf(
    messagesOf(events),
    exchanges,
    events.filter((event) => event.kind === 'gave-up'),
  );
  const related = new Map<number, number[]>();
  const relate = (group: readonly (number | undefined)[]): void => {
    const seqs = group.filter((seq) => seq !== undefined);
    for (const seq of seqs) related.set(seq, [...(related.get(seq) ?? []), ...seqs]);
  };
  const seqOf = (message: Message | undefined): number | undefined => message?.seq;
  for (const call of calls) {
    relate([call.request.seq, call.exchange?.response?.seq, seqOf(call.response), call.gaveUp?.seq]);
    // A second answer is shown with its request; the first answer need not show the second.
    for (const other of call.responses)
      if (other !== call.response) related.set(other.seq, [call.request.seq, other.seq]);
  }
  for (const exchange of exchanges) {
    const { request, response, body, failure, gaveUp } = exchange;
    relate([request.seq, response?.seq, body?.seq, failure?.seq, gaveUp?.seq]);
    for (const { seq } of exchange.sse) if (!related.has(seq)) related.set(seq, [request.seq, seq]);
  }

  return (pointed) => {
    const shown = new Set<number>();
    for (const seq of pointed.slice(0, MOST_POINTED)) {
      for (const each of [seq, ...(related.get(seq) ?? [])]) if (shown.size < MOST_LINES) shown.add(each);
    }
    return [...shown]
      .sort((a, b) => a - b)
      .flatMap((seq) => {
        const event = bySeq.get(seq);
        return event === undefined
          ? []
          : [{ seq, arrow: arrowOf(event), text: lineOf(event, transcript), pointed: pointed.includes(seq) }];
      });
  };
}
