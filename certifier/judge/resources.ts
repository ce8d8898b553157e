/** specification/resources.md */
import type { Check, Checks } from './engine/check.ts';
import { member } from './engine/json.ts';
import { declaredWhenListed, isUnlisted, sameAcrossConnections } from './engine/lists.ts';
import type { Call } from './engine/message.ts';
import { errorCode, isFinal, listings, twinOf } from './engine/readers.ts';
import { mayMatch } from './engine/uri-template.ts';
import type { View } from './engine/view.ts';

const TEMPLATES = 'resources/templates/list';

/** Whether the subject told its templates (that it knows no such method tells that it has none), and none could give the URI. */
function isOfNoTemplate(view: View, uri: string): boolean {
  const walks = listings(view, TEMPLATES);
  const told =
    walks.some(({ complete }) => complete) || view.callsTo(TEMPLATES).some(({ error }) => error !== undefined);
  if (!told) return false;
  return !walks.some(({ items }) =>
    items.some(({ value }) => {
      const template = member(value, 'uriTemplate');
      return typeof template === 'string' && mayMatch(template, uri);
    }),
  );
}

/** Whether the subject ever spoke of this URI, in a link or an embedded resource: such a resource need not be listed. */
function wasNamed(view: View, uri: string, before: number): boolean {
  const quoted = JSON.stringify(uri).slice(1, -1);
  const forms = [quoted, quoted.replaceAll('/', '\\/')];
  return view.received.some(({ seq, text }) => seq < before && forms.some((form) => text.includes(form)));
}

/** Reads of resources of which all that the subject ever told says that they do not exist. */
const readsOfNothing = (view: View): readonly Call[] =>
  view.callsTo('resources/read').filter(({ params, request }) => {
    const uri = member(params, 'uri');
    if (typeof uri !== 'string' || uri === '') return false;
    return isUnlisted(view, 'resources/list', uri) && isOfNoTemplate(view, uri) && !wasNamed(view, uri, request.seq);
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

export const checks: Checks = {
  'resources.capability.declared': declaredWhenListed('resources', ['resources/list', TEMPLATES]),
  'resources.list.same-across-connections': sameAcrossConnections('resources/list'),
  'resources.read.not-found-code': notFound(-32002),
  'resources.read.not-found': notFound(-32602),
};
