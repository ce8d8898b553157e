/**
 * Everything that one conversation waits for. A wait ends at the event that it is for, at the end of the conversation, or at its bound,
 * which the transcript then says.
 */
import type { Recorder } from '../../evidence/recorder.ts';
import type { WireEvent } from '../../evidence/transcript.ts';
import { bound } from '../../wire/bound.ts';
import type { HttpWire, StdioWire, Wire } from '../../wire/wire.ts';
import { endsWait, isReply, type Reply, replyFrom, type Waiting } from './reply.ts';

/** How long an event stream may stay open after the response that should end it. */
const STREAM_END_MS = 1000;
/** How many of the last answers tell how fast the subject is. */
const PACE_OF = 9;

/**
 * So many waits in a row that ended at their bound tell that a subject has hung, where they took longer than all but one of them at full
 * length. After shorter ones it may only be at work on something, and come back.
 */
const HUNG_AFTER = 3;

/** How long a process may live on after its streams broke, before we go on without it. */
const EXIT_AFTER_STREAMS_MS = 500;

/** What is awaited: whatever ends an exchange (HTTP), the answer with an id (stdio), or both. */
export interface Target {
  readonly exchange?: number;
  readonly id?: string | number | undefined;
}

export interface WaitOptions {
  readonly timeout: number;
  readonly until?: string;
  readonly token?: unknown;
  readonly opened?: true;
}

export class Waits {
  /** Set when the process ended or the connection broke: nothing more will be answered. */
  ended = false;

  readonly #recorder: Recorder;
  readonly #wire: Wire;
  readonly #waiting = new Set<Waiting>();
  /** Over stdio, ids of what was not answered in time. */
  readonly #owed = new Set<string | number>();
  #hasAnswered = false;
  readonly #timeout: number;
  /** How many waits for an answer have ended at their bound since the last one came, and when the first of them began and the last ended. */
  #unanswered = 0;
  #silence = { from: 0, to: 0 };
  /** Milliseconds that the last answers took. */
  readonly #took: number[] = [];
  readonly #settling = new Set<Promise<void>>();

  constructor({
    recorder,
    wire,
    timeout,
  }: {
    readonly recorder: Recorder;
    readonly wire: Wire;
    readonly timeout: number;
  }) {
    this.#timeout = timeout;
    this.#recorder = recorder;
    this.#wire = wire;
  }

  /**
   * Something that we asked for was not answered in time, nor since, and other things were: it may be worked on still. Who has answered
   * nothing at all may keep its answers back until its input ends, and needs its time to say them then.
   */
  get isBusy(): boolean {
    return this.#hasAnswered && this.#owed.size > 0;
  }

  /** It has answered before, and nothing of all that it was asked since, each time to the bound. */
  get isHung(): boolean {
    const { from, to } = this.#silence;
    return this.#hasAnswered && this.#unanswered >= HUNG_AFTER && to - from > (HUNG_AFTER - 1) * this.#timeout;
  }

  /** Milliseconds that an answer takes these days: the median of the last ones; 0 before there is one. */
  get pace(): number {
    return [...this.#took].sort((a, b) => a - b)[this.#took.length >> 1] ?? 0;
  }

  /** What came back until the wait ended. Never rejects. */
  for(target: Target, { timeout, until, token, opened }: WaitOptions): Promise<Reply> {
    // Also where it ended while the request was being sent.
    if (this.ended) return Promise.resolve({ ended: true });
    return new Promise((resolve) => {
      const events: WireEvent[] = [];
      let isGivenUp = false;
      const started = performance.now();
      const finish = (): void => {
        if (!this.#waiting.delete(waiting)) return;
        stop();
        const reply = replyFrom(events, target, this.ended);
        if (target.exchange !== undefined && target.id !== undefined && !isGivenUp) this.#hear();
        if (reply.message !== undefined) this.#took.push(performance.now() - started);
        if (this.#took.length > PACE_OF) this.#took.shift();
        resolve(reply);
      };
      const giveUp = (after: number): void => {
        isGivenUp = true;
        this.#recorder.note({
          kind: 'gave-up',
          connection: this.#wire.connection,
          awaited: 'response',
          after,
          ...(target.exchange === undefined ? {} : { exchange: target.exchange }),
          ...(target.id === undefined ? {} : { id: target.id }),
        });
        if (target.id !== undefined) {
          if (target.exchange === undefined) this.#owed.add(target.id);
          this.#silence = { from: this.#unanswered === 0 ? started : this.#silence.from, to: performance.now() };
          this.#unanswered += 1;
        }
        finish();
        if (target.exchange !== undefined) (this.#wire as HttpWire).abort(target.exchange);
      };
      const waiting: Waiting = {
        ...target,
        ...(until === undefined ? {} : { until, token }),
        ...(opened === undefined ? {} : { opened }),
        events,
        finish,
        giveUp: () => giveUp(Math.round(performance.now() - started)),
      };
      const stop = bound(timeout, () => giveUp(timeout));
      this.#waiting.add(waiting);
    });
  }

  /** Ends every wait now, as at its bound. */
  giveUp(): void {
    for (const waiting of [...this.#waiting]) waiting.giveUp();
  }

  /** Nothing is awaited any more, and nothing more will be. */
  stop(): void {
    this.ended = true;
    for (const waiting of [...this.#waiting]) waiting.finish();
  }

  /** When the streams that were answered have ended, or their bound has. */
  async settled(): Promise<void> {
    await Promise.all(this.#settling);
  }

  see(event: WireEvent): void {
    if (endsConversation(event)) {
      if (this.#wire.transport === 'stdio' && event.kind !== 'exit') this.#endWithProcess(this.#wire, event);
      else this.#end(event);
      return;
    }
    if (event.kind === 'line' && event.stream === 'stdout' && isReply(event.text, undefined)) {
      this.#hear();
      for (const id of this.#owed) if (isReply(event.text, id)) this.#owed.delete(id);
    }
    for (const waiting of [...this.#waiting]) {
      if (waiting.exchange === undefined) {
        if (event.kind === 'line' && event.stream === 'stdout' && endsWait(event.text, waiting)) {
          waiting.events.push(event);
          waiting.finish();
        }
        continue;
      }
      if (!('exchange' in event) || event.exchange !== waiting.exchange || event.direction === 'sent') continue;
      if ('unterminated' in event && event.unterminated === true) continue;
      waiting.events.push(event);
      if (event.kind === 'end' || event.kind === 'failure') waiting.finish();
      else if (event.kind === 'response' && waiting.opened === true) waiting.finish();
      else if (event.kind === 'sse' && waiting.until !== undefined && endsWait(event.text, waiting)) waiting.finish();
      else if (event.kind === 'sse' && isReply(event.text, waiting.id)) {
        // The stream should end now. The probe need not wait for it; the connection does, before it closes.
        this.#settle(waiting.exchange);
        waiting.finish();
      }
    }
  }

  #hear(): void {
    this.#hasAnswered = true;
    this.#unanswered = 0;
  }

  /** Of a process that crashes, its streams break first. How it ended comes at once after, and is to be seen before we leave. */
  #endWithProcess(wire: StdioWire, event: WireEvent): void {
    const timer = setTimeout(() => this.#end(event), EXIT_AFTER_STREAMS_MS);
    void wire.exited.then(() => {
      clearTimeout(timer);
      this.#end(event);
    });
  }

  #end(event: WireEvent): void {
    this.ended = true;
    for (const waiting of [...this.#waiting]) {
      waiting.events.push(event);
      waiting.finish();
    }
  }

  #settle(exchange: number): void {
    const settled = new Promise<void>((resolve) => {
      const deaf = this.#wire.onEvent((event) => {
        if (!('exchange' in event) || event.exchange !== exchange) return;
        if (event.kind === 'end' || event.kind === 'failure') done();
      });
      const stop = bound(STREAM_END_MS, () => {
        this.#recorder.note({
          kind: 'gave-up',
          connection: this.#wire.connection,
          exchange,
          awaited: 'stream-end',
          after: STREAM_END_MS,
        });
        (this.#wire as HttpWire).abort(exchange);
        done();
      });
      const done = (): void => {
        stop();
        deaf();
        this.#settling.delete(settled);
        resolve();
      };
    });
    this.#settling.add(settled);
  }
}

/** The process ended, the connection broke, or stdout ended or is recorded no more: no answer can be seen after it. */
export const endsConversation = (event: WireEvent): boolean =>
  event.kind === 'exit' ||
  (event.kind === 'failure' && event.exchange === undefined) ||
  (event.kind === 'end' && event.stream === 'stdout');
