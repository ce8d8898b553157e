/** Requests with nothing about them that a server could refuse, or leave without an answer, for what they are. */
import { cancelledAt } from './asked.ts';
import { isWellCarried } from './carriage.ts';
import { isObject } from './json.ts';
import type { Call } from './message.ts';
import { META_CAPABILITIES, versionOf } from './refusals.ts';
import { bearsHabits } from './session.ts';
import { META_VERSION, type View } from './view.ts';

/** What says who asks, and how. A level for log messages or a token of progress may be wrong. */
const WHO_ASKS: ReadonlySet<string> = new Set([META_VERSION, META_CAPABILITIES, 'io.modelcontextprotocol/clientInfo']);

/** Whether the stateless era finds in it all that it needs, and no more. */
const isPlainlySigned = (view: View, call: Call): boolean =>
  Object.keys(call.params).every((name) => name === '_meta') &&
  Object.keys(call.params._meta ?? {}).every((name) => WHO_ASKS.has(name)) &&
  versionOf(call) === view.revision &&
  isObject(call.meta[META_CAPABILITIES]) &&
  !bearsHabits(call);

export const isPlain = (view: View, call: Call): boolean =>
  isWellCarried(view, call) &&
  !Number.isFinite(cancelledAt(view, call)) &&
  (view.era === 'session' ? Object.keys(call.params).length === 0 : isPlainlySigned(view, call));
