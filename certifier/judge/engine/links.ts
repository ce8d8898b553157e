/** Links to resources that a server hands out, and what became of reading them. */
import { isWellCarried, wasHeard } from './carriage.ts';
import type { Check } from './check.ts';
import type { Placed } from './contents.ts';
import { member, quote } from './json.ts';
import { groupBy } from './order.ts';
import { errorCode } from './readers.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

const reads = remembered((view) => groupBy(view.callsTo('resources/read'), ({ params }) => params.uri as unknown));
const subscribed = remembered(
  (view) =>
    new Set(
      view
        .callsTo('resources/subscribe')
        .filter(({ result }) => result !== undefined)
        .map(({ params }) => params.uri as unknown),
    ),
);

/** The codes that say of a resource that it does not exist. What else keeps a server from reading it may pass. */
const MISSING: ReadonlySet<number | undefined> = new Set([-32002, -32602]);
const METHOD_NOT_FOUND = -32601;

/** What holds its own contents, or stands on the web, may be read there. */
const ELSEWHERE = /^(?:https?|ftps?|data):/i;
/** A client on the same machine may open a file, where nobody says that there is no such one. */
const isMissing = (uri: string, code: number | undefined): boolean =>
  MISSING.has(code) || (code === METHOD_NOT_FOUND && !/^file:/i.test(uri));

/** A link can be read, or subscribed to. */
export const linksFetchable =
  (blocks: (view: View) => readonly Placed[]): Check =>
  (view, sink) => {
    const told = new Set<unknown>();
    for (const { value, seq, method } of blocks(view)) {
      const uri = member(value, 'uri');
      if (member(value, 'type') !== 'resource_link' || typeof uri !== 'string' || ELSEWHERE.test(uri)) continue;
      const tried = (reads(view).get(uri) ?? []).filter((call) => isWellCarried(view, call) && wasHeard(call));
      const isRead = subscribed(view).has(uri) || tried.some(({ result }) => result !== undefined);
      const refused = tried.find((call) => isMissing(uri, errorCode(call)));
      if (!isRead && refused === undefined) continue;
      sink.examined();
      if (isRead || refused === undefined || told.has(uri)) continue;
      told.add(uri);
      sink.finding({
        message: `A result of \`${method}\` links to a resource that cannot be read.`,
        expected: `contents of ${quote(uri)}`,
        actual: `an error with the code ${errorCode(refused)}`,
        seq: [refused.response?.seq ?? refused.request.seq, ...seq],
      });
    }
  };
