/** specification/resources.md: paths that lead out of what a server serves. */
import { refusalOf } from '../engine/bare.ts';
import { isWellCarried } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { isBase64 } from '../engine/encoding.ts';
import { type JsonObject, member, objectsIn, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { isFinal } from '../engine/readers.ts';

/** The file that everybody can read on a system of this kind, and nobody means to serve. */
const OUTSIDE = 'file:///etc/passwd';
const FIRST_LINE = /^root:[^:\n]*:0:0:/m;

const uriOf = ({ params }: Call): string => (typeof params.uri === 'string' ? params.uri : '');

/** A path with a step upwards, plain or encoded, to that file. */
const leadsOut = (uri: string): boolean =>
  /^file:/i.test(uri) &&
  /(\.|%2e){2}(\/|%2f|\\|%5c)/i.test(uri) &&
  uri.toLowerCase().replaceAll('%2f', '/').endsWith('/etc/passwd');

/** A file that is meant to be served. */
const isWithin = (uri: string): boolean => /^file:/i.test(uri) && uri !== OUTSIDE && !leadsOut(uri);

/** What it holds, as text or as bytes: a file whose name has no ending is often taken for the latter. */
function wordsIn(contents: JsonObject): string {
  const { text, blob } = contents;
  if (typeof text === 'string') return text;
  return typeof blob === 'string' && isBase64(blob) ? atob(blob) : '';
}

const showsOutside = ({ result }: Call): boolean =>
  objectsIn(member(result, 'contents')).some((each) => FIRST_LINE.test(wordsIn(each)));

export const checks: Checks = {
  'resources.security.no-path-traversal': (view, sink) => {
    const reads = view.callsTo('resources/read').filter((call) => isWellCarried(view, call));
    // The twins: the file outside by its own name, which is not served (refused, or answered by something else), and a file that is.
    const direct = reads.filter((call) => uriOf(call) === OUTSIDE);
    const serves = reads.some((call) => isWithin(uriOf(call)) && call.result !== undefined);
    const isKept = (call: Call): boolean =>
      call.result === undefined ? refusalOf(view, call) !== undefined : isFinal(call.result) && !showsOutside(call);
    if (direct.length === 0 || !direct.every(isKept)) return;
    for (const call of reads) {
      if (!leadsOut(uriOf(call)) || call.response === undefined) continue;
      const isShown = showsOutside(call);
      // A server that gives no file at all shows nothing by giving none here.
      if (!isShown && !serves) continue;
      sink.examined();
      if (!isShown) continue;
      sink.finding({
        message: `A path that leads out of what is served was read: ${quote(uriOf(call))}.`,
        expected: `an error, and nothing of ${OUTSIDE}`,
        actual: 'what stands in that file',
        seq: [call.response.seq, call.request.seq],
      });
    }
  },
};
