/** What a session was told of tasks, and by whom it may be known. */
import { at, isObject, type Json, member } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { listings } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { capabilitiesOn } from '../engine/session.ts';
import type { View } from '../engine/view.ts';

/** The capability `tasks` in the session of one request: another one may have been told of others. */
export const tasksTo = (view: View, { connection }: Call): Json | undefined =>
  member(capabilitiesOn(view, connection), 'tasks');
export const hasTasks = (view: View, call: Call): boolean => tasksTo(view, call) !== undefined;
export function declaresTo(view: View, call: Call, operation: 'list' | 'cancel'): boolean {
  const tasks = tasksTo(view, call);
  return isObject(tasks) && Object.hasOwn(tasks, operation);
}

/** Whether requests like this one can be tasks in its session: `tools/call` by `tasks.requests.tools.call`. */
export const declaresRequest = (view: View, call: Call): boolean =>
  at(tasksTo(view, call), 'requests', ...call.method.split('/')) !== undefined;

/** Fields of a request that say nothing of who sends it. Whoever adds one may be known by it: keys have many names. */
const OF_TRANSPORT =
  /^(?:accept(?:-.+)?|cache-control|connection|content-.+|host|last-event-id|mcp-.+|origin|sec-.+|transfer-encoding|user-agent)$/i;

/** Nothing tells the server who asks: no credentials, and nothing in the address that may be a key. Always so over stdio. */
export const isAnonymous = ({ exchange }: Call): boolean =>
  exchange === undefined ||
  (exchange.request.headers.every(([name]) => OF_TRANSPORT.test(name)) && !exchange.request.target.includes('?'));

/** Name → the `taskSupport` with which the tool was listed, undefined for none; nothing where its listings differ. */
const supports = remembered((view): ReadonlyMap<unknown, ReadonlySet<unknown>> => {
  const found = new Map<unknown, Set<unknown>>();
  for (const { items } of listings(view, 'tools/list')) {
    for (const { value } of items) {
      const name = member(value, 'name');
      found.set(name, (found.get(name) ?? new Set()).add(at(value, 'execution', 'taskSupport')));
    }
  }
  return found;
});

/** What the list says of this tool: `none` where it says nothing, undefined where the tool was not listed or said to be several things. */
export function supportOf(view: View, call: Call): unknown {
  const all = supports(view).get(member(call.params, 'name'));
  if (all?.size !== 1) return undefined;
  const [support] = all;
  return support === undefined ? 'none' : support;
}
