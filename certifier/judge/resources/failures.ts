/** specification/resources.md, failed reads. */
import { refusalOf } from '../engine/bare.ts';
import { isWellCarried } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { isComplaint } from '../engine/complaint.ts';
import { isUri } from '../engine/encoding.ts';
import { firstNamed } from '../engine/first-named.ts';
import { member, objectsIn, quote } from '../engine/json.ts';
import { isUnlisted } from '../engine/lists.ts';
import type { Call } from '../engine/message.ts';
import { isFinal, listings, twinOf } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { mayMatch } from '../engine/uri-template.ts';
import type { View } from '../engine/view.ts';
import { TEMPLATES } from './readers.ts';

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
const named = remembered((view) => {
  const asked = new Set(view.callsTo('resources/read').map(({ params }) => member(params, 'uri')));
  const unlisted = [...asked].filter(
    (uri) => typeof uri === 'string' && uri !== '' && isUnlisted(view, 'resources/list', uri),
  );
  return firstNamed(unlisted as readonly string[], view.received);
});
const isNamedBefore = (view: View, uri: string, { request }: Call): boolean =>
  (named(view).get(uri) ?? Number.POSITIVE_INFINITY) < request.seq;

/** Reads of resources of which all that the subject ever told says that they do not exist. */
const readsOfNothing = (view: View): readonly Call[] =>
  view.callsTo('resources/read').filter((call) => {
    const uri = member(call.params, 'uri');
    // What is no URI is refused for that.
    if (typeof uri !== 'string' || !isUri(uri)) return false;
    return isUnlisted(view, 'resources/list', uri) && isOfNoTemplate(view, uri) && !isNamedBefore(view, uri, call);
  });

/** Reads of something that is no URI, and that the server never spoke of as if it were one. */
const readsOfNoUri = (view: View): readonly Call[] =>
  view.callsTo('resources/read').filter((call) => {
    const uri = member(call.params, 'uri');
    if (!Object.hasOwn(call.params, 'uri') || !isWellCarried(view, call)) return false;
    if (typeof uri !== 'string') return true;
    const isKnown = !isUnlisted(view, 'resources/list', uri) || !isOfNoTemplate(view, uri);
    // The empty one stands in every message.
    return !isUri(uri) && !isKnown && (uri === '' || !isNamedBefore(view, uri, call));
  });

/** A result without contents: it tells that nothing was found. */
const isEmpty = ({ result }: Call): boolean => {
  const contents = member(result, 'contents');
  return result !== undefined && isFinal(result) && Array.isArray(contents) && contents.length === 0;
};
const NOT_FOUND = /\b(?:not found|unknown|no such|does not exist)\b/i;
/** What says in words alone that something is wrong with the URI. */
const contentsComplain = ({ result }: Call): boolean => {
  const texts = objectsIn(member(result, 'contents')).map((each) => member(each, 'text'));
  return (
    texts.length > 0 && texts.every((text) => isComplaint(text) || (typeof text === 'string' && NOT_FOUND.test(text)))
  );
};

/**
 * Contents speak for themselves; an error counts only where a resource was read before. That nothing was found, whether the contents are
 * empty or say so, tells neither that somebody looked at the URI nor that nobody did.
 */
const urisValidated: Check = (view, sink) => {
  for (const call of readsOfNoUri(view)) {
    if (isEmpty(call) || contentsComplain(call)) continue;
    const isGiven = call.result !== undefined && isFinal(call.result);
    if (!isGiven && (refusalOf(view, call) === undefined || twinOf(view, call) === undefined)) continue;
    sink.examined();
    if (!isGiven) continue;
    sink.finding({
      message: `The read of ${quote(member(call.params, 'uri'), 60)}, which is no URI, is answered with a result.`,
      expected: 'an error',
      actual: 'a result',
      seq: [call.response?.seq ?? call.request.seq, call.request.seq],
    });
  }
};

/**
 * Only where another resource was read before: a server that can read nothing now cannot tell either what exists. Contents that are
 * not empty say that the resource exists after all.
 */
const notFound =
  (code: number): Check =>
  (view, sink) => {
    for (const call of readsOfNothing(view)) {
      if (twinOf(view, call) === undefined) continue;
      const refusal = refusalOf(view, call);
      const empty = isEmpty(call);
      if (refusal === undefined && !empty) continue;
      sink.examined();
      if (refusal?.code === code) continue;
      sink.finding({
        message: empty
          ? 'The read of a resource that does not exist gives empty contents.'
          : `The read of a resource that does not exist is rejected with${refusal?.code === undefined ? 'out a' : ' another'} code.`,
        expected: `an error with the code ${code}`,
        actual: (empty ? undefined : refusal?.words) ?? 'a result with empty `contents`',
        seq: [call.response?.seq ?? refusal?.seq ?? call.request.seq, call.request.seq],
      });
    }
  };

export const checks: Checks = {
  'resources.security.validate-uris': urisValidated,
  'resources.read.not-found-code': notFound(-32002),
  'resources.read.not-found': notFound(-32602),
};
