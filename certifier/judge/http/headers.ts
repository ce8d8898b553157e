/** specification/http.md: headers that repeat the body. */
import {
  carriedTwinOf,
  carriedWith,
  type Defect,
  isEncoded,
  isWellCarried,
  nameIn,
  wasHeard,
} from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { headerValues } from '../engine/exchange.ts';
import { at, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { versionOf } from '../engine/refusals.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { wasCalledAlike } from './params.ts';
import { isAnswered, versionHeader } from './readers.ts';
import { answerTo, HEADER_MISMATCH, judgeRefusal, refuses, seqOf } from './refusals.ts';

const UNSUPPORTED_VERSION = -32022;

/** Versions that the server ever said it speaks. */
const listedVersions = remembered(
  (view) =>
    new Set<unknown>(
      view.callsTo('server/discover').flatMap(({ result }) => {
        const listed = at(result, 'supportedVersions');
        return Array.isArray(listed) ? listed : [];
      }),
    ),
);

/** How a request spells the names of the headers that this transport defines. */
const spelling = ({ exchange }: Call): string =>
  (exchange?.request.headers ?? [])
    .map(([name]) => name)
    .filter((name) => /^mcp-(protocol-version|method|name)$/i.test(name))
    .sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()))
    .join(', ');

/** Most requests name the very same headers: which of them are MCP's is asked of the others alone. */
function isSpelledAlike(call: Call, twin: Call): boolean {
  const [own, others] = [call.exchange?.request.headers ?? [], twin.exchange?.request.headers ?? []];
  const isAlike = own.length === others.length && own.every(([name], index) => name === others[index]?.[0]);
  return isAlike || spelling(call) === spelling(twin);
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Requests with this defect, and no other, are served by nobody. How they are refused is another rule's business. */
const notServed =
  (defect: Defect, what: string, expected: string): Check =>
  (view, sink) => {
    for (const call of carriedWith(view, defect)) {
      // Something else may be what is refused, such as other arguments, or a name that nobody knows.
      if (call.result === undefined && !(wasHeard(call) && wasServedAlike(view, call))) continue;
      sink.examined();
      if (call.result === undefined) continue;
      sink.finding({
        message: `A \`${call.method}\` request was served although ${what}.`,
        expected,
        actual: answerTo(call),
        seq: [...seqOf(call)],
      });
    }
  };

/** The names of what was served, by connection and method. */
const servedNames = remembered((view) => {
  const served = view.calls.filter((call) => call.result !== undefined && isWellCarried(view, call));
  return new Map(served.map((call) => [namedKey(call), call.request.seq] as const).toReversed());
});
const namedKey = ({ connection, method, params }: Call): string =>
  `${connection} ${method} ${JSON.stringify(nameIn(method, params))}`;

/** The same was asked for before, and given. */
const wasServedBefore = (view: View, call: Call): boolean =>
  (servedNames(view).get(namedKey(call)) ?? Number.POSITIVE_INFINITY) < call.request.seq;

/** The same again, with the same arguments where it has some. */
const wasServedAlike = (view: View, call: Call): boolean =>
  call.method === 'tools/call' ? wasCalledAlike(view, call) : wasServedBefore(view, call);

export const checks: Checks = {
  'http.headers.mismatch': refuses(
    ['other-method', 'other-name'],
    { status: 400, codes: [HEADER_MISMATCH] },
    ({ method }) =>
      `A \`${method}\` request whose headers say something else than its body was not refused as it must be.`,
  ),

  'http.headers.missing': refuses(
    ['no-method', 'no-name'],
    { status: 400, codes: [HEADER_MISMATCH] },
    ({ method }) => `A \`${method}\` request that lacks a required header was not refused as it must be.`,
  ),

  'http.headers.version-mismatch': (view, sink) => {
    for (const call of carriedWith(view, 'other-version')) {
      const named = versionHeader(call);
      // Two faults in one request may be found in either order: the two differ, and one names a version that is not served.
      const isServed = (version: unknown): boolean => version === view.revision || listedVersions(view).has(version);
      const codes =
        isServed(named) && isServed(versionOf(call)) ? [HEADER_MISMATCH] : [HEADER_MISMATCH, UNSUPPORTED_VERSION];
      const message = `A request with version ${quote(named)} in its header and ${quote(versionOf(call))} in its body was not refused as it must be.`;
      judgeRefusal(view, call, { status: 400, codes }, message, sink);
    }
  },

  'http.headers.name-case': (view, sink) => {
    for (const call of view.calls) {
      const twin = carriedTwinOf(view, call);
      if (!isAnswered(call) || twin === undefined || !isWellCarried(view, call)) continue;
      // The same request but for its headers: another one may be refused for what it says, however it is spelled.
      if (isSpelledAlike(call, twin) || !isSame(call.params, twin.params)) continue;
      sink.examined();
      if (call.error?.code !== HEADER_MISMATCH && call.exchange.response.status !== 400) continue;
      sink.finding({
        message: `\`${call.method}\` was refused when its headers were spelled in another case.`,
        expected: `${spelling(call)} read as ${spelling(twin)}`,
        actual: answerTo(call),
        seq: [...seqOf(call), twin.request.seq],
      });
    }
  },

  'http.headers.values-case-sensitive': notServed(
    'other-case',
    'a header repeats its body in letters of another case',
    'a refusal: values that differ in case are different',
  ),

  'http.validate.invalid-chars': notServed(
    'bad-characters',
    'a header that repeats its body holds characters outside of ASCII',
    'a refusal: such a header says something else to each who reads it',
  ),

  'http.validate.decode-before-compare': (view, sink) => {
    for (const call of view.calls) {
      const names = headerValues(call.exchange?.request.headers ?? [], 'mcp-name');
      if (!names.some(isEncoded) || nameIn(call.method, call.params) === undefined) continue;
      if (!isAnswered(call) || !isWellCarried(view, call) || !wasServedBefore(view, call)) continue;
      const isMismatch = call.error?.code === HEADER_MISMATCH || call.exchange.response.status === 400;
      // Another error says nothing of the header.
      if (call.result === undefined && !isMismatch) continue;
      sink.examined();
      if (!isMismatch) continue;
      sink.finding({
        message: `\`${call.method}\` was refused when \`Mcp-Name\` was encoded.`,
        expected: `${quote(names[0])} decoded, and found to be the name in the body`,
        actual: answerTo(call),
        seq: [...seqOf(call)],
      });
    }
  },
};
