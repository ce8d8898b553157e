/**
 * `subscriptions/listen`: a request whose answer is a stream of changes. It acknowledges what it will honour, sends those changes
 * and nothing else, and is answered only when the server ends it. Every message bears the id of the request.
 */
import type { Change, Changes } from './changes.ts';
import { invalidParams } from './errors.ts';
import { exists } from './features/resources.ts';
import { META } from './identity.ts';
import { isObject, type Members, notification, type Request, type RequestId, type Result } from './jsonrpc.ts';
import type { Outlet } from './server.ts';

interface Filter {
  readonly toolsListChanged?: true;
  readonly promptsListChanged?: true;
  readonly resourcesListChanged?: true;
  readonly resourceSubscriptions?: readonly string[];
}

interface Ends {
  readonly changes: Changes;
  /** The client no longer listens. */
  readonly signal: AbortSignal;
  /** The server stops. */
  readonly shutdown: AbortSignal;
}

export async function listen(request: Request, outlet: Outlet, { changes, signal, shutdown }: Ends): Promise<Result> {
  const filter = honoured(request.params['notifications']);
  const _meta = { [META.subscriptionId]: request.id };
  outlet.send(notification('notifications/subscriptions/acknowledged', { _meta, notifications: filter }));
  const stop = changes.listen((change) => {
    if (wants(filter, change)) outlet.send(noticeOf(change, request.id));
  });
  try {
    await firstOf(signal, shutdown, changes.ending);
  } finally {
    stop();
  }
  return { resultType: 'complete', _meta };
}

/** The part of the filter that we honour: kinds that were asked for, and URIs of resources that exist. */
function honoured(given: unknown): Filter {
  if (!isObject(given)) throw invalidParams('"notifications" must be an object');
  const uris = given['resourceSubscriptions'] ?? [];
  if (!Array.isArray(uris) || uris.some((uri) => typeof uri !== 'string')) {
    throw invalidParams('"resourceSubscriptions" must be an array of strings');
  }
  const known = uris.filter((uri: string) => exists(uri));
  return {
    ...(wanted(given, 'toolsListChanged') ? { toolsListChanged: true } : {}),
    ...(wanted(given, 'promptsListChanged') ? { promptsListChanged: true } : {}),
    ...(wanted(given, 'resourcesListChanged') ? { resourcesListChanged: true } : {}),
    ...(known.length > 0 ? { resourceSubscriptions: known } : {}),
  };
}

function wanted(given: Members, kind: string): boolean {
  const value = given[kind] ?? false;
  if (typeof value !== 'boolean') throw invalidParams(`"${kind}" must be a boolean`);
  return value;
}

function wants(filter: Filter, change: Change): boolean {
  if (change.what === 'resource') return filter.resourceSubscriptions?.includes(change.uri) === true;
  return filter[`${change.what}ListChanged`] === true;
}

function noticeOf(change: Change, id: RequestId) {
  const _meta = { [META.subscriptionId]: id };
  return change.what === 'resource'
    ? notification('notifications/resources/updated', { _meta, uri: change.uri })
    : notification(`notifications/${change.what}/list_changed`, { _meta });
}

const firstOf = (...signals: readonly AbortSignal[]): Promise<void> =>
  new Promise((resolve) => {
    const any = AbortSignal.any([...signals]);
    if (any.aborted) resolve();
    else any.addEventListener('abort', () => resolve(), { once: true });
  });
