/** specification/base.md: codes of errors. */
import { refusedCalls } from '../engine/answered.ts';
import { callsByAnswer } from '../engine/asked.ts';
import { isEncoded, isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { headerValues } from '../engine/exchange.ts';
import { at, canonical, isObject, type Json, type JsonObject, member, quote } from '../engine/json.ts';
import type { Call, Message } from '../engine/message.ts';
import { errorCode, itemsListed } from '../engine/readers.ts';
import { isKnownVersion, META_CAPABILITIES, versionOf } from '../engine/refusals.ts';
import { remembered, rememberedOf } from '../engine/remember.ts';
import { isMalformed } from '../engine/strays.ts';
import type { View } from '../engine/view.ts';
import { isOfView } from './readers.ts';

/** Errors of the revision: what answers a request that names no revision may be of another. */
const errorsOf = remembered((view): readonly { readonly message: Message; readonly code: number }[] => {
  const asked = callsByAnswer(view);
  // To a server of both eras a GET, or the end of a session, is of the other.
  const servesBoth = view.era === 'stateless' && view.handshakes.some(({ result }) => result !== undefined);
  const isOfOther = ({ seq, exchange }: Message): boolean => {
    const call = asked.get(seq);
    if (call !== undefined) return !isOfView(view, call);
    return servesBoth && (view.exchange(exchange)?.request.method ?? 'POST') !== 'POST';
  };
  return view.responses.flatMap((message) => {
    const code = at(message.value, 'error', 'code');
    return typeof code !== 'number' || !Number.isInteger(code) || isOfOther(message) ? [] : [{ message, code }];
  });
});

/** No error has one of these codes. */
const withoutCode =
  (isForbidden: (code: number) => boolean, message: string, expected: string): Check =>
  (view, sink) => {
    for (const { message: error, code } of errorsOf(view)) {
      sink.examined();
      if (isForbidden(code)) sink.finding({ message, expected, actual: `the error ${code}`, seq: [error.seq] });
    }
  };

const DEFINED_CODES: ReadonlySet<number> = new Set([-32020, -32021, -32022]);
const RETIRED_CODES: ReadonlySet<number> = new Set([-32002, -32042]);

const STANDARD_CODES: ReadonlySet<number> = new Set([-32700, -32600, -32601, -32602, -32603]);
/** What JSON-RPC keeps for itself, without the part that it leaves to implementations. */
const isKept = (code: number): boolean => code >= -32768 && code <= -32100 && !STANDARD_CODES.has(code);
/** MCP leaves this part as it was found; -32002 is an earlier revision's, and has a rule of its own. */
const isLegacy = (code: number): boolean => code >= -32019 && code <= -32000 && code !== -32002;

const PARSE_ERROR = -32700;

/** One of the codes that MCP defines, in answer to a request that gave no reason for it. */
interface Misuse {
  readonly expected: string;
  /** What shows that there was no reason. */
  readonly seq: readonly number[];
}

/** Version → the first request in it that was accepted: the server supports it. */
const served = remembered((view) => {
  const first = new Map<unknown, number>();
  for (const call of view.calls) {
    // Where the header says another version, it is not this one that was served.
    if (call.result !== undefined && isWellCarried(view, call) && !first.has(versionOf(call)))
      first.set(versionOf(call), call.request.seq);
  }
  return first;
});

const shapeOf = rememberedOf(({ method, exchange }: Call): string =>
  JSON.stringify([method, ...(exchange?.request.headers ?? []).map(([name]) => name).sort()]),
);

/** Method and names of its headers → the first request carried so that was accepted: nothing was missing or misspelt. */
const carriedSo = remembered((view) => {
  const first = new Map<string, number>();
  for (const call of view.calls) {
    if (call.result !== undefined && !first.has(shapeOf(call))) first.set(shapeOf(call), call.request.seq);
  }
  return first;
});

/** Tools whose arguments travel in headers too: what those said is not compared here. */
const mirroringTools = remembered((view) => {
  const mirroring = [...itemsListed(view, 'tools/list')].filter((tool) => canonical(tool).includes('x-mcp-header'));
  return new Set(mirroring.map((tool) => member(tool, 'name')));
});

/** Whether all that is asked for has been declared: each member, and those within it. */
const isDeclared = (asked: Json, declared: Json | undefined): boolean =>
  declared !== undefined &&
  (!isObject(asked) || Object.entries(asked).every(([name, inside]) => isDeclared(inside, member(declared, name))));

const misuses: Readonly<Record<number, (view: View, call: Call, error: JsonObject) => Misuse | undefined>> = {
  [-32020]: (view, call) => {
    if (call.exchange === undefined) return { expected: 'another code: over stdio there are no headers', seq: [] };
    const twin = carriedSo(view).get(shapeOf(call));
    // Whether an encoded name is understood is another rule's business.
    const isNameEncoded = headerValues(call.exchange.request.headers, 'mcp-name').some(isEncoded);
    if (twin === undefined || isNameEncoded || mirroringTools(view).has(call.params.name)) return undefined;
    return { expected: 'another code: the headers say what the body says', seq: [twin] };
  },
  [-32021]: (_, { meta }, error) => {
    const required = at(error, 'data', 'requiredCapabilities');
    const declared = meta[META_CAPABILITIES];
    if (!isObject(required) || Object.keys(required).length === 0 || !isDeclared(required, declared)) return undefined;
    return { expected: 'another code: the request declares all the capabilities that the error names', seq: [] };
  },
  [-32022]: (view, call) => {
    const version = versionOf(call);
    const other = served(view).get(version);
    // Where nobody can know the version, to serve it elsewhere was the fault, which another rule finds.
    if (other === undefined || !isKnownVersion(view, version)) return undefined;
    return { expected: `another code: version ${quote(version)} was served elsewhere`, seq: [other] };
  },
};

export const checks: Checks = {
  'base.error.standard-codes': (view, sink) => {
    for (const call of refusedCalls(view)) {
      const code = errorCode(call);
      if (code === undefined || call.response === undefined || !isWellCarried(view, call) || !wasHeard(call)) continue;
      sink.examined();
      const isMisread = code === PARSE_ERROR && !isMalformed(call.request.value);
      // From the stateless era on, codes of one's own have rules of their own.
      const isUnknown = view.era === 'session' && isKept(code);
      if (!isMisread && !isUnknown) continue;
      sink.finding({
        message: isMisread
          ? `\`${call.method}\`, which was well-formed JSON, was answered by “Parse error”.`
          : `\`${call.method}\` was answered by a code that JSON-RPC keeps for itself and has not defined.`,
        expected: isMisread
          ? 'another code: −32700 is for what is not JSON'
          : '−32700, −32600 to −32603, or a code outside −32768 to −32100',
        actual: `the error ${code}`,
        seq: [call.response.seq, call.request.seq],
      });
    }
  },

  'base.error.reserved-meaning': (view, sink) => {
    for (const call of refusedCalls(view)) {
      const code = errorCode(call);
      const { error, response, request } = call;
      if (code === undefined || error === undefined || response === undefined) continue;
      if (!isOfView(view, call) || !isWellCarried(view, call) || !wasHeard(call)) continue;
      sink.examined();
      const misuse = Object.hasOwn(misuses, code) ? misuses[code]?.(view, call, error) : undefined;
      if (misuse === undefined) continue;
      sink.finding({
        message: `\`${call.method}\` was refused by a code of MCP that means something else.`,
        expected: misuse.expected,
        actual: `the error ${code}: ${quote(error.message)}`,
        seq: [response.seq, request.seq, ...misuse.seq],
      });
    }
  },

  'base.error.legacy-range-avoid': withoutCode(
    isLegacy,
    'An error has a code of the range that is left as it was found.',
    'a standard code, or one outside −32768 to −32000',
  ),

  // What lies in the rest of the range that JSON-RPC reserves has rules of its own.
  'base.error.new-codes-outside-range': withoutCode(
    isKept,
    'An error has a code that JSON-RPC keeps for itself and has not defined.',
    'a standard code, or one outside −32768 to −32000',
  ),

  'base.error.reserved-codes': withoutCode(
    (code) => code >= -32099 && code <= -32020 && !DEFINED_CODES.has(code) && !RETIRED_CODES.has(code),
    'An error has a code that is reserved for MCP and not defined.',
    'a code outside −32099 to −32020, or one of −32020, −32021 and −32022',
  ),

  'base.error.retired-codes': withoutCode(
    (code) => RETIRED_CODES.has(code),
    'An error has a code that only earlier revisions know.',
    'neither −32002 nor −32042',
  ),
};
