/** specification/resources.md */
import { isWellCarried } from './engine/carriage.ts';
import type { Check, Checks } from './engine/check.ts';
import { blocks, type Placed, resourceContents } from './engine/contents.ts';
import { isBase64, isScheme, isTimestamp } from './engine/encoding.ts';
import { at, isObject, member, quote } from './engine/json.ts';
import {
  answeredWhenDeclared,
  declaredWhenListed,
  isUnlisted,
  keysUnique,
  sameAcrossConnections,
} from './engine/lists.ts';
import type { Call } from './engine/message.ts';
import { errorCode, isFinal, listings, twinOf } from './engine/readers.ts';
import { META_CAPABILITIES, versionOf } from './engine/refusals.ts';
import { remembered } from './engine/remember.ts';
import { mayMatch } from './engine/uri-template.ts';
import type { View } from './engine/view.ts';
import { valueWords } from './schema/words.ts';

const TEMPLATES = 'resources/templates/list';

/** The templates that the subject told, each once; undefined where it did not tell them (that it knows no such method tells that it has none). */
const templates = remembered((view): readonly string[] | undefined => {
  const walks = listings(view, TEMPLATES);
  const told =
    walks.some(({ complete }) => complete) || view.callsTo(TEMPLATES).some(({ error }) => error !== undefined);
  if (!told) return undefined;
  const all = walks.flatMap(({ items }) => items.map(({ value }) => member(value, 'uriTemplate')));
  return [...new Set(all)].filter((template) => typeof template === 'string');
});

/** Whether the subject told its templates, and none could give the URI. */
const isOfNoTemplate = (view: View, uri: string): boolean =>
  templates(view)?.every((template) => !mayMatch(template, uri)) === true;

/** Where the subject first spoke of a URI, in a link or an embedded resource: such a resource need not be listed. */
const firstNamed = remembered((view) => {
  const known = new Map<string, number>();
  return (uri: string): number => {
    const quoted = JSON.stringify(uri).slice(1, -1);
    const forms = [quoted, quoted.replaceAll('/', '\\/')];
    const seq =
      known.get(uri) ??
      view.received.find(({ text }) => forms.some((form) => text.includes(form)))?.seq ??
      Number.POSITIVE_INFINITY;
    known.set(uri, seq);
    return seq;
  };
});

/** Reads of resources of which all that the subject ever told says that they do not exist. */
const readsOfNothing = (view: View): readonly Call[] =>
  view.callsTo('resources/read').filter(({ params, request }) => {
    const uri = member(params, 'uri');
    if (typeof uri !== 'string' || uri === '') return false;
    return isUnlisted(view, 'resources/list', uri) && isOfNoTemplate(view, uri) && firstNamed(view)(uri) >= request.seq;
  });

/**
 * Only where another resource was read before: a server that can read nothing now cannot tell either what exists. Contents that are
 * not empty say that the resource exists after all.
 */
const notFound =
  (code: number): Check =>
  (view, sink) => {
    for (const call of readsOfNothing(view)) {
      if (twinOf(view, call) === undefined) continue;
      const given = errorCode(call);
      const contents = member(call.result, 'contents');
      const empty =
        call.result !== undefined && isFinal(call.result) && Array.isArray(contents) && contents.length === 0;
      if (given === undefined && !empty) continue;
      sink.examined();
      if (given === code) continue;
      sink.finding({
        message: empty
          ? 'The read of a resource that does not exist gives empty contents.'
          : 'The read of a resource that does not exist is rejected with another code.',
        expected: `an error with the code ${code}`,
        actual: empty ? 'a result with empty `contents`' : `an error with the code ${given}`,
        seq: [call.response?.seq ?? call.request.seq, call.request.seq],
      });
    }
  };

/** What precedes the first colon, if that is where a scheme would stand; undefined in a relative reference. */
const schemeOf = (uri: string): string | undefined => /^([^/?#:]*):/.exec(uri)?.[1];

/** Whether the resource has a scheme at all is a matter of the format of a URI. */
const schemeValid: Check = (view, sink) => {
  const told = new Set<string>();
  for (const { items } of listings(view, 'resources/list')) {
    for (const { value, seq } of items) {
      const uri = member(value, 'uri');
      const scheme = typeof uri === 'string' ? schemeOf(uri) : undefined;
      if (scheme === undefined) continue;
      sink.examined();
      if (isScheme(scheme) || told.has(scheme)) continue;
      told.add(scheme);
      sink.finding({
        message: `The URI of a resource has a scheme that is none: ${quote(uri)}.`,
        expected: 'a letter, then letters, digits, `+`, `-` and `.` before the colon',
        actual: quote(scheme),
        seq: [seq],
      });
    }
  }
};

/** Resources, templates and content blocks: what may bear annotations. */
const annotated = (view: View): readonly Placed[] => [
  ...(['resources/list', TEMPLATES] as const).flatMap((method) =>
    listings(view, method).flatMap(({ items }) => items.map(({ value, seq }) => ({ value, seq: [seq], method }))),
  ),
  ...blocks(view),
];

const lastModified: Check = (view, sink) => {
  const told = new Set<string>();
  for (const { value, seq, method } of annotated(view)) {
    const given = at(value, 'annotations', 'lastModified');
    if (typeof given !== 'string') continue;
    sink.examined();
    if (isTimestamp(given) || told.has(given)) continue;
    told.add(given);
    sink.finding({
      message: `A \`lastModified\` in the answer to \`${method}\` is no timestamp of ISO 8601.`,
      expected: 'a timestamp such as `2025-01-12T15:00:58Z`',
      actual: quote(given),
      seq,
    });
  }
};

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

const subscribeAnswered: Check = (view, sink) => {
  if (at(view.capabilities, 'resources', 'subscribe') !== true) return;
  for (const call of view.callsTo('resources/subscribe')) {
    const code = errorCode(call);
    if (call.result === undefined && code !== -32601) continue;
    sink.examined();
    if (call.result !== undefined) continue;
    sink.finding({
      message: '`resources.subscribe` is declared, but the server does not know `resources/subscribe`.',
      expected: 'an empty result',
      actual: `an error with the code ${code}`,
      seq: [call.response?.seq ?? call.request.seq, call.request.seq],
    });
  }
};

export const checks: Checks = {
  'resources.capability.declared': declaredWhenListed('resources', ['resources/list', TEMPLATES]),
  'resources.list.answered': answeredWhenDeclared('resources', 'resources/list'),
  'resources.uri.unique': keysUnique('resources/list', 'resources'),
  'resources.uri.scheme': schemeValid,
  'resources.annotations.last-modified': lastModified,
  'resources.contents.base64': blobEncoded,
  'resources.read.listed': listedIsFound,
  'resources.subscribe.answered': subscribeAnswered,
  'resources.list.same-across-connections': sameAcrossConnections('resources/list'),
  'resources.read.not-found-code': notFound(-32002),
  'resources.read.not-found': notFound(-32602),
};
