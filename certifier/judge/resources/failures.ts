/** specification/resources.md, failed reads. */
import { refusalOf } from '../engine/bare.ts';
import { isWellCarried } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { contentsComplain } from '../engine/complaint.ts';
import { isUri } from '../engine/encoding.ts';
import { firstNamed } from '../engine/first-named.ts';
import { member, quote } from '../engine/json.ts';
import { isUnlisted } from '../engine/lists.ts';
import type { Call } from '../engine/message.ts';
import { isFinal, listings, twinOf } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { mayMatch } from '../engine/uri-template.ts';
import type { View } from '../engine/view.ts';
import { denial, isEmpty, TEMPLATES } from './readers.ts';

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
  // The empty one stands in every message, and names nothing.
  const asked = new Set(view.callsTo('resources/read').map(({ params }) => member(params, 'uri')));
  // Of the others it is not asked, and each costs a walk over all that was said.
  const unknown = [...asked].filter(
    (uri) =>
      typeof uri === 'string' && uri !== '' && isUnlisted(view, 'resources/list', uri) && isOfNoTemplate(view, uri),
  );
  return firstNamed(unknown as readonly string[], view.received);
});
const isNamedBefore = (view: View, uri: string, { request }: Call): boolean =>
  (named(view).get(uri) ?? Number.POSITIVE_INFINITY) < request.seq;

/** Reads of resources of which all that the subject ever told says that they do not exist. */
const readsOfNothing = (view: View): readonly Call[] =>
  view.callsTo('resources/read').filter((call) => {
    const uri = member(call.params, 'uri');
    // What is no URI is refused for that, and what was carried wrongly may be for that.
    if (typeof uri !== 'string' || !isUri(uri) || !isWellCarried(view, call)) return false;
    return isUnlisted(view, 'resources/list', uri) && isOfNoTemplate(view, uri) && !isNamedBefore(view, uri, call);
  });

/** Reads of something that is no URI, and that the server never spoke of as if it were one. */
const readsOfNoUri = (view: View): readonly Call[] =>
  view.callsTo('resources/read').filter((call) => {
    const uri = member(call.params, 'uri');
    if (!Object.hasOwn(call.params, 'uri') || !isWellCarried(view, call)) return false;
    if (typeof uri !== 'string') return true;
    const isKnown = !isUnlisted(view, 'resources/list', uri) || !isOfNoTemplate(view, uri);
    return !isUri(uri) && !isKnown && !isNamedBefore(view, uri, call);
  });

/**
 * Contents speak for themselves; an error counts only where a resource was read before. That nothing was found, whether the contents are
 * empty or say so, tells neither that somebody looked at the URI nor that nobody did.
 */
const urisValidated: Check = (view, sink) => {
  for (const call of readsOfNoUri(view)) {
    if (isEmpty(call) || contentsComplain(call)) continue;
    const isGiven = call.result !== undefined && isFinal(call.result);
    // That there is no list of contents is another defect: nothing was given.
    if (isGiven && !Array.isArray(member(call.result, 'contents'))) continue;
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
 * Only where another resource was read before: a server that can read nothing now cannot tell either what exists. Contents say that the
 * resource exists after all, unless they are empty or say the contrary themselves.
 */
const notFound =
  (code: number): Check =>
  (view, sink) => {
    for (const call of readsOfNothing(view)) {
      if (twinOf(view, call) === undefined) continue;
      const refusal = refusalOf(view, call);
      const answer = refusal?.words ?? (isEmpty(call) ? 'a result with empty `contents`' : denial(call));
      if (answer === undefined) continue;
      sink.examined();
      if (refusal?.code === code) continue;
      const given = isEmpty(call) ? 'gives empty contents' : 'gives contents that say so in words';
      const rejected = `is rejected with${refusal?.code === undefined ? 'out a' : ' another'} code`;
      sink.finding({
        message: `The read of a resource that does not exist ${refusal === undefined ? given : rejected}.`,
        expected: `an error with the code ${code}`,
        actual: answer,
        seq: [call.response?.seq ?? refusal?.seq ?? call.request.seq, call.request.seq],
      });
    }
  };

export const checks: Checks = {
  'resources.security.validate-uris': urisValidated,
  'resources.read.not-found-code': notFound(-32002),
  'resources.read.not-found': notFound(-32602),
};
