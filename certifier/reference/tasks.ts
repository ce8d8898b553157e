/**
 * Tasks, as 2025-11-25 has them: a call that was handed out as a task goes on by itself, and its requestor comes back for it. What
 * the work has to say meanwhile waits until the requestor asks for the result, and then travels with that request.
 */
import { randomUUID } from 'node:crypto';
import { internalError, invalidParams, RpcError, tooManyCalls } from './errors.ts';
import { Cancelled } from './in-flight.ts';
import { isObject, type Members, notification, type Outgoing, type Result } from './jsonrpc.ts';
import { page } from './pagination.ts';

const RELATED_TASK = 'io.modelcontextprotocol/related-task';
const IMMEDIATE_RESPONSE = 'io.modelcontextprotocol/model-immediate-response';
/** Milliseconds for which a task is kept: unless the requestor says otherwise, and at most. */
const TTL = 60_000;
const LONGEST_TTL = 3_600_000;
const POLL_INTERVAL = 20;
/** How many tasks one requestor can have at a time. */
const MOST_TASKS = 100;

type Status = 'working' | 'input_required' | 'completed' | 'failed' | 'cancelled';

/** What the work of a task is given to work with. */
export interface Running {
  /** Fires when the task is cancelled. */
  readonly signal: AbortSignal;
  /** Sends a message that belongs to the task. */
  readonly send: (message: Outgoing) => void;
  /** Does what needs the requestor, and says so in the status meanwhile. */
  waiting<T>(work: () => Promise<T>): Promise<T>;
}

class Task {
  readonly id = randomUUID();
  readonly ttl: number;
  readonly #createdAt = new Date().toISOString();
  readonly #controller = new AbortController();
  readonly #changed: (task: Task) => void;
  readonly #settled = Promise.withResolvers<void>();
  /** What nobody has been there to hear. */
  #unheard: Outgoing[] = [];
  #listener: ((message: Outgoing) => void) | undefined;
  #lastUpdatedAt = this.#createdAt;
  #status: Status = 'working';
  #message = 'The work has begun';
  #outcome: Result | RpcError = invalidParams('The task was cancelled, and has no result');

  constructor(ttl: number, changed: (task: Task) => void) {
    this.ttl = ttl;
    this.#changed = changed;
  }

  get isOver(): boolean {
    return this.#status !== 'working' && this.#status !== 'input_required';
  }

  get state(): Members {
    return {
      taskId: this.id,
      status: this.#status,
      statusMessage: this.#message,
      createdAt: this.#createdAt,
      lastUpdatedAt: this.#lastUpdatedAt,
      ttl: this.ttl,
      pollInterval: POLL_INTERVAL,
    };
  }

  /** Never throws: what goes wrong is the outcome of the task. */
  async run(work: (running: Running) => Promise<Result>): Promise<void> {
    try {
      const result = await work({
        signal: this.#controller.signal,
        send: (message) => this.#send(message),
        waiting: (question) => this.#waiting(question),
      });
      if (result['isError'] === true) this.#end('failed', firstText(result) ?? 'The tool failed', result);
      else this.#end('completed', 'The work is done', result);
    } catch (error) {
      if (error instanceof Cancelled) return;
      const known = error instanceof RpcError ? error : internalError();
      if (known !== error) console.error(error);
      this.#end('failed', known.message, known);
    }
  }

  cancel(): void {
    this.#end('cancelled', 'The requestor cancelled the task', this.#outcome);
    this.#unheard = [];
    this.#controller.abort(new Cancelled('the task was cancelled'));
  }

  /** The outcome, when there is one. Until then, what the work has to say is heard here. */
  async result(hear: (message: Outgoing) => void, signal: AbortSignal): Promise<Result> {
    if (!this.isOver) {
      this.#listener = hear;
      for (const message of this.#unheard.splice(0)) hear(message);
      await Promise.race([this.#settled.promise, gone(signal)]);
      if (this.#listener === hear) this.#listener = undefined;
    }
    if (this.#outcome instanceof RpcError) throw this.#outcome;
    return withMeta(this.#outcome, this.id);
  }

  async #waiting<T>(work: () => Promise<T>): Promise<T> {
    this.#become('input_required', 'The work needs an answer');
    const answer = await work();
    this.#become('working', 'The answer has come');
    return answer;
  }

  #send(message: Outgoing): void {
    if (this.isOver) return;
    const params = isObject(message['params']) ? message['params'] : {};
    const related = { ...message, params: withMeta(params, this.id) };
    if (this.#listener) this.#listener(related);
    else this.#unheard.push(related);
  }

  #end(status: Status, message: string, outcome: Result | RpcError): void {
    if (this.isOver) return;
    this.#outcome = outcome;
    this.#become(status, message);
    this.#settled.resolve();
  }

  #become(status: Status, message: string): void {
    if (this.isOver) return;
    this.#status = status;
    this.#message = message;
    this.#lastUpdatedAt = new Date().toISOString();
    this.#changed(this);
  }
}

/** The tasks of one requestor; nobody else can see them. */
export class Tasks {
  readonly #tasks = new Map<string, Task>();
  readonly #tell: (message: Outgoing) => void;

  constructor(tell: (message: Outgoing) => void) {
    this.#tell = tell;
  }

  /** Hands out the task at once; the work begins after that. */
  create({ ttl = TTL }: Members, work: (running: Running) => Promise<Result>): Result {
    if (typeof ttl !== 'number' || !Number.isInteger(ttl) || ttl < 0) {
      throw invalidParams('"task.ttl" must be a number of milliseconds');
    }
    if (this.#tasks.size >= MOST_TASKS) throw tooManyCalls();
    const task = new Task(Math.min(ttl, LONGEST_TTL), ({ state }) =>
      this.#tell(notification('notifications/tasks/status', state)),
    );
    this.#tasks.set(task.id, task);
    setTimeout(() => this.#forget(task), task.ttl).unref();
    const created = task.state;
    setImmediate(() => void task.run(work));
    return { task: created, _meta: { [IMMEDIATE_RESPONSE]: 'The work has begun; its result will follow' } };
  }

  get(params: Members): Result {
    return this.#find(params).state;
  }

  list(params: Members): Result {
    return page(
      'tasks',
      [...this.#tasks.values()].map(({ state }) => state),
      params,
    );
  }

  cancel(params: Members): Result {
    const task = this.#find(params);
    if (task.isOver) throw invalidParams(`The task is over already: it is ${task.state['status']}`);
    task.cancel();
    return task.state;
  }

  result(params: Members, hear: (message: Outgoing) => void, signal: AbortSignal): Promise<Result> {
    return this.#find(params).result(hear, signal);
  }

  close(): void {
    for (const task of this.#tasks.values()) this.#forget(task);
  }

  /** An id that is unknown and one of a task that is gone are told apart by nobody. */
  #find({ taskId }: Members): Task {
    const task = typeof taskId === 'string' ? this.#tasks.get(taskId) : undefined;
    if (!task) throw invalidParams('There is no such task: its id is unknown, or its time is over');
    return task;
  }

  #forget(task: Task): void {
    this.#tasks.delete(task.id);
    if (!task.isOver) task.cancel();
  }
}

function withMeta(holder: Members, taskId: string): Members {
  const meta = isObject(holder['_meta']) ? holder['_meta'] : {};
  return { ...holder, _meta: { ...meta, [RELATED_TASK]: { taskId } } };
}

function firstText({ content }: Result): string | undefined {
  const block = [content].flat().find((each) => isObject(each) && typeof each['text'] === 'string');
  return isObject(block) ? String(block['text']) : undefined;
}

/** Rejects when the signal fires: whoever waited for the result does so no longer. */
const gone = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
