/** specification/resources.md, reading. */
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { otherBlocks, placeOf, resourceContents } from '../engine/contents.ts';
import { isBase64 } from '../engine/encoding.ts';
import { isObject, member, quote } from '../engine/json.ts';
import { errorCode, isFinal, listings } from '../engine/readers.ts';
import { META_CAPABILITIES, versionOf } from '../engine/refusals.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { valueWords } from '../schema/words.ts';

const blobEncoded: Check = (view, sink) => {
  for (const { value, seq, method } of resourceContents(view)) {
    if (!Object.hasOwn(value, 'blob')) continue;
    sink.examined();
    const blob = member(value, 'blob');
    if (typeof blob === 'string' && isBase64(blob)) continue;
    sink.finding({
      message: `The \`blob\` of a resource in ${placeOf(method)} is not Base64.`,
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
    if (view.era === 'stateless' && !isObject(call.meta[META_CAPABILITIES])) continue;
    const code = errorCode(call);
    if (call.result === undefined && (!missing.has(code) || !wasHeard(call))) continue;
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

/** One of the contents of a resource, or what stands in their place. */
interface Entry {
  readonly value: unknown;
  /** It is not in an array, where it should be. */
  readonly isBare?: true;
  readonly seq: readonly number[];
  readonly method: string;
}

/** Entries of what was read, and resources that a block embeds. Those of prompts have a rule of their own. */
function entries(view: View): readonly Entry[] {
  const read = view.callsTo('resources/read').flatMap(({ result, response, request }): readonly Entry[] => {
    if (result === undefined || !isFinal(result)) return [];
    const contents = member(result, 'contents');
    const place = { seq: [response?.seq ?? request.seq, request.seq], method: 'resources/read' };
    return Array.isArray(contents)
      ? contents.map((value) => ({ value, ...place }))
      : [{ value: contents, isBare: true, ...place }];
  });
  const embedded = otherBlocks(view)
    .filter(({ value }) => member(value, 'type') === 'resource')
    .map(({ value, ...place }) => ({ value: member(value, 'resource'), ...place }));
  return [...read, ...embedded];
}

const textOrBlob: Check = (view, sink) => {
  for (const { value, isBare, seq, method } of entries(view)) {
    sink.examined();
    if (isBare) {
      sink.finding({
        message: `The contents in ${placeOf(method)} are no list.`,
        expected: '`contents`, an array',
        actual: valueWords(value),
        seq,
      });
      continue;
    }
    if (isObject(value) && (Object.hasOwn(value, 'text') || Object.hasOwn(value, 'blob'))) continue;
    sink.finding({
      message: `An entry of the contents in ${placeOf(method)} holds neither text nor bytes.`,
      expected: 'a member `text` or `blob`',
      actual: isObject(value) ? `the members ${quote(Object.keys(value))}` : valueWords(value),
      seq,
    });
  }
};

/** Of so many characters one that could not be decoded is no accident of the author's any more. */
const MOST_UNDECODED = 0.1;

/** The sign for what could not be decoded, and half a pair, by which some libraries keep the byte that it was. */
const UNDECODED = /\ufffd|\p{Surrogate}/gu;

/** What in a text shows that it was made of bytes that are none; undefined where nothing does. */
function bytesIn(text: string): string | undefined {
  if (text.includes('\0')) return 'a NUL character';
  const undecoded = text.match(UNDECODED)?.length ?? 0;
  return undecoded > text.length * MOST_UNDECODED
    ? `${undecoded} of ${text.length} characters could not be decoded`
    : undefined;
}

const textIsText: Check = (view, sink) => {
  for (const { value, seq, method } of resourceContents(view)) {
    const text = member(value, 'text');
    if (typeof text !== 'string') continue;
    sink.examined();
    const actual = bytesIn(text);
    if (actual === undefined) continue;
    sink.finding({
      message: `The \`text\` of a resource in ${placeOf(method)} is made of bytes that are no text.`,
      expected: 'text, or the bytes in `blob`',
      actual,
      seq,
    });
  }
};

export const checks: Checks = {
  'resources.contents.text-or-blob': textOrBlob,
  'resources.contents.text-only-if-text': textIsText,
  /** A permission: whatever is read could make use of it, and nothing breaks it. */
  'resources.contents.several': (view, sink) => {
    for (const { result } of view.callsTo('resources/read')) {
      if (Array.isArray(member(result, 'contents'))) sink.examined();
    }
  },
  'resources.read.listed': listedIsFound,
  'resources.contents.base64': blobEncoded,
};
