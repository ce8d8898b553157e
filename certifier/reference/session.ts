/**
 * The 2025-11-25 era: `initialize` opens a session, in which version, client capabilities and log level are agreed once and
 * remembered. Both sides send requests; the server's own (sampling, elicitation, roots) travel with the request that needs them.
 */
import type { Change } from './changes.ts';
import { internalError, invalidParams, invalidRequest, notThisWay, RpcError } from './errors.ts';
import { type AskOptions, type Context, NobodyAnswered } from './features/context.ts';
import { isWanted, type LogLevel, logMessage, readLogLevel } from './features/logging.ts';
import { exists, notFound, uriIn } from './features/resources.ts';
import { ToolFailure } from './features/tools/tool.ts';
import { findTool } from './features/tools.ts';
import { INSTRUCTIONS, SERVER_INFO, SESSION_CAPABILITIES, SESSION_VERSION } from './identity.ts';
import { Cancelled, InFlight } from './in-flight.ts';
import { answerViolations, type InputRequest, type InputRequests, type InputResponses, undeclared } from './input.ts';
import {
  failure,
  type Incoming,
  isObject,
  type Members,
  type Notification,
  notification,
  type Outgoing,
  type Request,
  type RequestId,
  type Response,
  type Result,
  request as requestMessage,
  success,
} from './jsonrpc.ts';
import { progressOf } from './progress.ts';
import { type Outlet, perform } from './server.ts';
import type { Shared } from './shared.ts';
import { Tasks } from './tasks.ts';

/** `opening` until `initialize` was answered; `open` until the client said that it is ready; then `ready`. */
type Phase = 'opening' | 'open' | 'ready';

export class Session {
  readonly #shared: Shared;
  /** Sends what belongs to no request: changes of lists and of resources. */
  readonly #unsolicited: (message: Outgoing) => void;
  readonly #stopListening: () => void;
  readonly #inFlight: InFlight;
  readonly #tasks: Tasks;
  readonly #subscriptions = new Set<string>();
  /** Our own requests that the client has not answered yet. */
  readonly #asked = new Map<RequestId, (response: Response) => void>();
  #nextId = 1;
  #phase: Phase = 'opening';
  #clientCapabilities: Members = {};
  /** Until the client sets a level, it is told everything. */
  #logLevel: LogLevel = 'debug';

  constructor(shared: Shared, unsolicited: (message: Outgoing) => void, inFlight = new InFlight()) {
    this.#shared = shared;
    this.#unsolicited = unsolicited;
    this.#inFlight = inFlight;
    this.#tasks = new Tasks((message) => {
      if (this.#phase === 'ready') unsolicited(message);
    });
    this.#stopListening = shared.changes.listen((change) => this.#tell(change));
  }

  get isOpen(): boolean {
    return this.#phase !== 'opening';
  }

  /** Takes a message of this session. The answer to a request goes to the outlet. Never throws. */
  async receive(message: Incoming, outlet: Outlet): Promise<void> {
    if (message.kind === 'request') return this.#serve(message, outlet);
    if (message.kind === 'response') this.#settle(message);
    else this.#note(message);
  }

  close(): void {
    this.#stopListening();
    this.#inFlight.cancelAll();
    this.#tasks.close();
  }

  async #serve(request: Request, outlet: Outlet): Promise<void> {
    try {
      await this.#inFlight.run(request.id, async (signal) => {
        try {
          const result = await this.#answer(request, outlet, signal);
          if (signal.aborted) outlet.abandon();
          else outlet.respond(success(request.id, result), 200);
        } catch (error) {
          if (error instanceof Cancelled || signal.aborted) outlet.abandon();
          else throw error;
        }
      });
    } catch (error) {
      const known = error instanceof RpcError ? error : internalError();
      // What a client lacks is its own business, and no fault of ours to log.
      if (known !== error && !(error instanceof ToolFailure)) console.error(error);
      outlet.respond(failure(request.id, known), known.status);
    }
  }

  #answer(request: Request, outlet: Outlet, signal: AbortSignal): Result | Promise<Result> {
    const { method, params } = request;
    if (method === 'ping') return {};
    if (method === 'initialize') return this.#initialize(params);
    if (!this.isOpen) throw invalidRequest('the session is not initialized', 400);
    switch (method) {
      case 'logging/setLevel':
        this.#logLevel = readLogLevel(params['level']);
        return {};
      case 'resources/subscribe':
        this.#subscriptions.add(existing(uriIn(params)));
        return {};
      case 'resources/unsubscribe':
        this.#subscriptions.delete(uriIn(params));
        return {};
      case 'tasks/get':
        return this.#tasks.get(params);
      case 'tasks/result':
        return this.#tasks.result(params, (message) => outlet.send(message), signal);
      case 'tasks/list':
        return this.#tasks.list(params);
      case 'tasks/cancel':
        return this.#tasks.cancel(params);
      case 'tools/call':
        return this.#call(request, outlet, signal);
      default:
        return perform(request, this.#context(request, outlet, signal));
    }
  }

  /** A tool that can be a task is called in either way; another one, or one that must be a task, in one way alone. */
  #call(request: Request, outlet: Outlet, signal: AbortSignal): Result | Promise<Result> {
    const { name, task } = request.params;
    const support = findTool(name, 'session')?.listed.execution?.taskSupport;
    if (task === undefined) {
      if (support === 'required') throw notThisWay(String(name), 'without a task');
      return perform(request, this.#context(request, outlet, signal));
    }
    if (!isObject(task)) throw invalidParams('"task" must be an object');
    if (support === undefined) throw notThisWay(String(name), 'as a task');
    return this.#tasks.create(task, (running) => {
      const channel: Outlet = { ...outlet, send: running.send, dropConnection: () => undefined };
      const context = this.#context(request, channel, running.signal);
      return perform(request, { ...context, ask: (requests) => running.waiting(() => context.ask(requests)) });
    });
  }

  /** Agrees on the one version that we speak in sessions: the client's own, or ours as a counter-offer that it may leave. */
  #initialize(params: Members): Result {
    if (this.isOpen) throw invalidRequest('the session is initialized already', 400);
    const { protocolVersion, capabilities, clientInfo } = params;
    if (typeof protocolVersion !== 'string') throw invalidParams('"protocolVersion" must be a string');
    if (!isObject(capabilities)) throw invalidParams('"capabilities" must be an object');
    if (!isObject(clientInfo)) throw invalidParams('"clientInfo" must be an object');
    this.#clientCapabilities = capabilities;
    this.#phase = 'open';
    return {
      protocolVersion: SESSION_VERSION,
      capabilities: SESSION_CAPABILITIES,
      serverInfo: SERVER_INFO,
      instructions: INSTRUCTIONS,
    };
  }

  #note({ method, params }: Notification): void {
    if (method === 'notifications/initialized' && this.#phase === 'open') this.#phase = 'ready';
    if (method === 'notifications/cancelled') this.#inFlight.cancel(params['requestId']);
  }

  #context(request: Request, outlet: Outlet, signal: AbortSignal): Context {
    return {
      era: 'session',
      changes: this.#shared.changes,
      jobs: this.#shared.jobs,
      rate: this.#shared.rate,
      clientCapabilities: this.#clientCapabilities,
      signal,
      log: (level, data) => {
        if (isWanted(level, this.#logLevel)) outlet.send(logMessage(level, data));
      },
      progress: progressOf(request.params, (message) => outlet.send(message)),
      ask: (requests, options) => this.#ask(requests, outlet, signal, options),
      elicited: (elicitationId) => outlet.send(notification('notifications/elicitation/complete', { elicitationId })),
      dropConnection: () => outlet.dropConnection(),
    };
  }

  /** Puts the questions to the client, all at once, and waits for every answer. */
  async #ask(
    requests: InputRequests,
    outlet: Outlet,
    signal: AbortSignal,
    { within }: AskOptions = {},
  ): Promise<InputResponses> {
    const missing = undeclared(requests, this.#clientCapabilities);
    if (missing)
      throw new ToolFailure(`The client has not declared the capability: ${Object.keys(missing).join(', ')}`);
    if (this.#phase !== 'ready') throw new ToolFailure('The client has not sent notifications/initialized yet');
    const answers = Object.entries(requests).map(async ([key, question]): Promise<[string, Members]> => {
      const { error, result = {} } = await this.#request(question, outlet, signal, within);
      if (error) throw new ToolFailure(`The client refused ${question.method}: ${error['message']}`);
      const wrong = answerViolations(question, result);
      if (wrong.length > 0) throw new ToolFailure(`Invalid answer to ${question.method}: ${wrong.join('; ')}`);
      return [key, result];
    });
    return Object.fromEntries(await Promise.all(answers));
  }

  #request(
    { method, params }: InputRequest,
    outlet: Outlet,
    signal: AbortSignal,
    within: number | undefined,
  ): Promise<Response> {
    const id = this.#nextId++;
    return new Promise<Response>((resolve, reject) => {
      const forget = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        this.#asked.delete(id);
      };
      const stop = (): void => {
        forget();
        reject(signal.reason);
      };
      const giveUp = (): void => {
        forget();
        const reason = `Nobody answered within ${within} ms`;
        outlet.send(notification('notifications/cancelled', { requestId: id, reason }));
        reject(new NobodyAnswered(reason));
      };
      const timer = within === undefined ? undefined : setTimeout(giveUp, within);
      signal.addEventListener('abort', stop, { once: true });
      this.#asked.set(id, (response) => {
        forget();
        resolve(response);
      });
      // The id is unique among our requests, so it will do for their progress as well.
      outlet.send(requestMessage(id, method, { ...params, _meta: { progressToken: id } }));
    });
  }

  #settle(response: Response): void {
    if (response.id === undefined) return;
    this.#asked.get(response.id)?.(response);
  }

  #tell(change: Change): void {
    if (this.#phase !== 'ready') return;
    if (change.what !== 'resource') this.#unsolicited(notification(`notifications/${change.what}/list_changed`));
    else if (this.#subscriptions.has(change.uri)) {
      this.#unsolicited(notification('notifications/resources/updated', { uri: change.uri }));
    }
  }
}

function existing(uri: string): string {
  if (!exists(uri)) throw notFound(uri, 'session');
  return uri;
}
