/**
 * A worker that answers one question at a time, each within a bound. What does not end is ended: the worker is terminated, and
 * the next question gets a new one. While one is being answered, only the newest of those that wait is kept.
 */
import type { FromWorker } from './worker-messages.ts';

/** What is used of `Worker`, so that a test can stand in for one. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

/** `overdue`: its bound passed. `broken`: the worker could not be loaded. `superseded`: a newer question took its place. */
type Ended = 'overdue' | 'broken' | 'superseded' | 'stopped';

export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly why: Ended;

  constructor(why: Ended) {
    super(why);
    this.why = why;
  }
}

interface Asked<Question, Answer> {
  readonly question: Question;
  readonly onProgress: (progress: unknown) => void;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (cause: Error) => void;
}

export class BoundedWorker<Question, Answer> {
  readonly #start: () => WorkerLike;
  readonly #bound: number;
  #worker: WorkerLike | undefined;
  #running: Asked<Question, Answer> | undefined;
  #next: Asked<Question, Answer> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(start: () => WorkerLike, boundMs: number) {
    this.#start = start;
    this.#bound = boundMs;
  }

  /** Rejects with `Unanswered`, or with what the worker's side threw. */
  ask(question: Question, onProgress: (progress: unknown) => void = () => {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = { question, onProgress, resolve, reject };
      if (this.#running === undefined) this.#run(asked);
      else {
        this.#next?.reject(new Unanswered('superseded'));
        this.#next = asked;
      }
    });
  }

  /** Ends the worker, and with it whatever is asked of it. */
  stop(why: Ended = 'stopped'): void {
    const [running, next] = [this.#running, this.#next];
    this.#next = undefined;
    this.#end();
    running?.reject(new Unanswered(why));
    next?.reject(new Unanswered(why));
  }

  #run(asked: Asked<Question, Answer>): void {
    this.#running = asked;
    this.#worker ??= this.#begin();
    this.#timer = setTimeout(() => this.#giveUp('overdue'), this.#bound);
    this.#worker.postMessage(asked.question);
  }

  #begin(): WorkerLike {
    const worker = this.#start();
    const isOurs = (): boolean => worker === this.#worker;
    worker.addEventListener('message', ({ data }) => {
      if (isOurs()) this.#hear(data as FromWorker<Answer>);
    });
    worker.addEventListener('error', () => {
      if (isOurs()) this.#giveUp('broken');
    });
    return worker;
  }

  #hear(message: FromWorker<Answer>): void {
    if ('progress' in message) {
      this.#running?.onProgress(message.progress);
      return;
    }
    const running = this.#settle();
    if ('failed' in message) running?.reject(new Error(message.failed));
    else running?.resolve(message.answer);
    this.#goOn();
  }

  #giveUp(why: Ended): void {
    const running = this.#running;
    this.#end();
    running?.reject(new Unanswered(why));
    this.#goOn();
  }

  #settle(): Asked<Question, Answer> | undefined {
    clearTimeout(this.#timer);
    const running = this.#running;
    this.#running = undefined;
    return running;
  }

  #end(): void {
    this.#settle();
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #goOn(): void {
    const next = this.#next;
    this.#next = undefined;
    if (next !== undefined) this.#run(next);
  }
}
