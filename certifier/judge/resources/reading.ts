/** specification/resources.md, reading. */
import { isWellCarried } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { resourceContents } from '../engine/contents.ts';
import { isBase64 } from '../engine/encoding.ts';
import { at, isObject, member, quote } from '../engine/json.ts';
import { errorCode, listings } from '../engine/readers.ts';
import { META_CAPABILITIES, versionOf } from '../engine/refusals.ts';
import { remembered } from '../engine/remember.ts';
import { valueWords } from '../schema/words.ts';

const blobEncoded: Check = (view, sink) => {
  for (const { value, seq, method } of resourceContents(view)) {
    if (!Object.hasOwn(value, 'blob')) continue;
    sink.examined();
    const blob = member(value, 'blob');
    if (typeof blob === 'string' && isBase64(blob)) continue;
    sink.finding({
      message: `The \`blob\` of a resource in the answer to \`${method}\` is not Base64.`,
      expected: 'Base64 in the standard alphabet, padded',
      actual: typeof blob === 'string' ? quote(blob, 60) : valueWords(blob),
      seq,
    });
  }
};

/** URIs that every whole walk over the list holds, so that no change of the list explains a failure. */
const alwaysListed = remembered((view): ReadonlySet<unknown> => {
  const [first, ...others] = listings(view, 'resources/list')
    .filter(({ complete }) => complete)
    .map(({ items }) => new Set<unknown>(items.map(({ value }) => member(value, 'uri'))));
  return new Set([...(first ?? [])].filter((uri) => others.every((other) => other.has(uri))));
});

/** Only the codes that say of a resource that it does not exist: what else keeps a server from reading it may pass. */
const listedIsFound: Check = (view, sink) => {
  const missing = new Set<number | undefined>([-32002, -32602]);
  for (const call of view.callsTo('resources/read')) {
    const uri = member(call.params, 'uri');
    if (typeof uri !== 'string' || !isWellCarried(view, call) || !alwaysListed(view).has(uri)) continue;
    // A request of the stateless era without its metadata is refused with the same code.
    if (view.era === 'stateless' && versionOf(call) !== view.revision) continue;
    if (view.era === 'stateless' && !isObject(at(call.params, '_meta', META_CAPABILITIES))) continue;
    const code = errorCode(call);
    if (call.result === undefined && !missing.has(code)) continue;
    sink.examined();
    if (call.result !== undefined) continue;
    sink.finding({
      message: `The resource ${quote(uri)} is listed, and reading it is answered as if it did not exist.`,
      expected: 'its contents',
      actual: `an error with the code ${code}`,
      seq: [call.response?.seq ?? call.request.seq, call.request.seq],
    });
  }
};

export const checks: Checks = {
  'resources.read.listed': listedIsFound,
  'resources.contents.base64': blobEncoded,
};
