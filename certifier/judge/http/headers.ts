/** specification/http.md: headers that repeat the body. */
import { carriedTwinOf, carriedWith, isWellCarried } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { at, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { versionOf } from '../engine/refusals.ts';
import { remembered } from '../engine/remember.ts';
import { isAnswered, versionHeader } from './readers.ts';
import { answerTo, judgeRefusal, refuses, seqOf } from './refusals.ts';

const HEADER_MISMATCH = -32020;
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
      // Two faults in one request may be found in either order: the header differs, and names a version that is not served.
      const codes = listedVersions(view).has(named) ? [HEADER_MISMATCH] : [HEADER_MISMATCH, UNSUPPORTED_VERSION];
      const message = `A request with version ${quote(named)} in its header and ${quote(versionOf(call))} in its body was not refused as it must be.`;
      judgeRefusal(call, { status: 400, codes }, message, sink);
    }
  },

  'http.headers.name-case': (view, sink) => {
    for (const call of view.calls) {
      const twin = carriedTwinOf(view, call);
      if (!isAnswered(call) || twin === undefined || !isWellCarried(view, call)) continue;
      if (spelling(call) === spelling(twin)) continue;
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
};
