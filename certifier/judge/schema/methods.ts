/** Which definition of the message schema a message has to fit, by its method, its kind and who sends it. */
import { at, isObject, member } from '../engine/json.ts';

/** The revisions that have a message schema of ours. */
export const SCHEMA_REVISIONS = ['2025-11-25', '2026-07-28'] as const;
export type SchemaRevision = (typeof SCHEMA_REVISIONS)[number];
export const hasSchema = (revision: string): revision is SchemaRevision =>
  SCHEMA_REVISIONS.includes(revision as SchemaRevision);

/** Who sends the message. */
export type Side = 'client' | 'server';
export type MessageKind = 'request' | 'result' | 'notification' | 'error';

/** Method → the name that its definitions begin with: `CallTool` of CallToolRequest and CallToolResult. */
type Names = Readonly<Record<string, string>>;
interface Methods {
  readonly requests: Readonly<Record<Side, Names>>;
  readonly notifications: Readonly<Record<Side, Names>>;
}

const FEATURES: Names = {
  'completion/complete': 'Complete',
  'prompts/get': 'GetPrompt',
  'prompts/list': 'ListPrompts',
  'resources/list': 'ListResources',
  'resources/read': 'ReadResource',
  'resources/templates/list': 'ListResourceTemplates',
  'tools/call': 'CallTool',
  'tools/list': 'ListTools',
};
const TASKS: Names = {
  'tasks/cancel': 'CancelTask',
  'tasks/get': 'GetTask',
  'tasks/list': 'ListTasks',
  'tasks/result': 'GetTaskPayload',
};
const CANCELLED: Names = { 'notifications/cancelled': 'Cancelled' };
const FROM_SERVER: Names = {
  ...CANCELLED,
  'notifications/message': 'LoggingMessage',
  'notifications/progress': 'Progress',
  'notifications/prompts/list_changed': 'PromptListChanged',
  'notifications/resources/list_changed': 'ResourceListChanged',
  'notifications/resources/updated': 'ResourceUpdated',
  'notifications/tools/list_changed': 'ToolListChanged',
};

const METHODS: Readonly<Record<SchemaRevision, Methods>> = {
  '2025-11-25': {
    requests: {
      client: {
        ...FEATURES,
        ...TASKS,
        initialize: 'Initialize',
        'logging/setLevel': 'SetLevel',
        ping: 'Ping',
        'resources/subscribe': 'Subscribe',
        'resources/unsubscribe': 'Unsubscribe',
      },
      server: {
        ...TASKS,
        'elicitation/create': 'Elicit',
        ping: 'Ping',
        'roots/list': 'ListRoots',
        'sampling/createMessage': 'CreateMessage',
      },
    },
    notifications: {
      client: {
        ...CANCELLED,
        'notifications/initialized': 'Initialized',
        'notifications/progress': 'Progress',
        'notifications/roots/list_changed': 'RootsListChanged',
        'notifications/tasks/status': 'TaskStatus',
      },
      server: {
        ...FROM_SERVER,
        'notifications/elicitation/complete': 'ElicitationComplete',
        'notifications/tasks/status': 'TaskStatus',
      },
    },
  },
  '2026-07-28': {
    requests: {
      client: { ...FEATURES, 'server/discover': 'Discover', 'subscriptions/listen': 'SubscriptionsListen' },
      server: {},
    },
    notifications: {
      client: CANCELLED,
      server: { ...FROM_SERVER, 'notifications/subscriptions/acknowledged': 'SubscriptionsAcknowledged' },
    },
  },
};

/** Requests whose result says no more than that they succeeded. */
const EMPTY_RESULTS = new Set(['Ping', 'SetLevel', 'Subscribe', 'Unsubscribe']);
/** 2025-11-25: requests that may be run as a task; 2026-07-28: requests that may ask for input first. */
const MAY_BE_TASK = new Set(['tools/call', 'sampling/createMessage', 'elicitation/create']);
const MAY_NEED_INPUT = new Set(['tools/call', 'prompts/get', 'resources/read']);

const ERRORS: Readonly<Record<SchemaRevision, Readonly<Record<number, string>>>> = {
  '2025-11-25': { [-32042]: 'URLElicitationRequiredError' },
  '2026-07-28': {
    [-32020]: 'HeaderMismatchError',
    [-32021]: 'MissingRequiredClientCapabilityError',
    [-32022]: 'UnsupportedProtocolVersionError',
  },
};

const other = (side: Side): Side => (side === 'client' ? 'server' : 'client');
const nameIn = (names: Names, method: string): string | undefined =>
  Object.hasOwn(names, method) ? names[method] : undefined;

/**
 * The definition that a message of this kind has to fit; undefined where the revision has no schema of ours, or does not
 * know that `side` sends such a message. A result is named by the method that it answers, and `side` sends the result.
 */
export function definitionFor(revision: string, method: string, kind: MessageKind, side: Side): string | undefined {
  if (!hasSchema(revision)) return undefined;
  if (kind === 'error') return 'JSONRPCErrorResponse';
  const { requests, notifications } = METHODS[revision];
  if (kind === 'notification') {
    const name = nameIn(notifications[side], method);
    return name === undefined ? undefined : `${name}Notification`;
  }
  const name = nameIn(requests[kind === 'request' ? side : other(side)], method);
  if (name === undefined) return undefined;
  if (kind === 'request') return `${name}Request`;
  return EMPTY_RESULTS.has(name) ? 'EmptyResult' : `${name}Result`;
}

/** The request that a message answers, as far as it decides what the answer looks like. */
export interface Answered {
  readonly method: string;
  readonly params?: unknown;
}

/** As `definitionFor` a result, where the request and the result themselves decide between several. */
export function resultDefinition(revision: string, request: Answered, result: unknown, side: Side): string | undefined {
  const { method } = request;
  if (revision === '2025-11-25' && MAY_BE_TASK.has(method) && isObject(member(request.params, 'task'))) {
    const task = member(result, 'task');
    // Any result may have members of its own: beside the content of a tool, a task without an id is none that was handed out.
    const isOfTool = Array.isArray(member(result, 'content')) && isObject(task) && !Object.hasOwn(task, 'taskId');
    return task !== undefined && !isOfTool ? 'CreateTaskResult' : definitionFor(revision, method, 'result', side);
  }
  if (revision === '2026-07-28' && MAY_NEED_INPUT.has(method) && member(result, 'resultType') === 'input_required') {
    return 'InputRequiredResult';
  }
  return definitionFor(revision, method, 'result', side);
}

/** The definition of an error answer, by the code that it bears. */
export function errorDefinition(revision: string, message: unknown): string | undefined {
  if (!hasSchema(revision)) return undefined;
  const code = at(message, 'error', 'code');
  return (typeof code === 'number' ? ERRORS[revision][code] : undefined) ?? 'JSONRPCErrorResponse';
}
