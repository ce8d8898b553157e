/** specification/resources.md, the type of a template. */
import type { Check, Checks } from '../engine/check.ts';
import { member, objectsIn, quote } from '../engine/json.ts';
import { isFinal, listings } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { mayMatch, surelyMatches } from '../engine/uri-template.ts';
import type { View } from '../engine/view.ts';
import { denial, TEMPLATES } from './readers.ts';

interface Template {
  readonly pattern: string;
  readonly type: string | undefined;
  readonly seq: number;
}

interface Typed {
  readonly uri: string;
  readonly type: string;
  readonly seq: number;
}

/** `Text/Plain; charset=utf-8` as `text/plain`. */
const essence = (type: unknown): string | undefined =>
  typeof type === 'string' && type.trim() !== '' ? type.split(';')[0]?.trim().toLowerCase() : undefined;

/** Each pattern that was listed, with the type it was given; none where it was given several. */
const templates = remembered((view): readonly Template[] => {
  const found = new Map<string, Template>();
  for (const { value, seq } of listings(view, TEMPLATES).flatMap(({ items }) => items)) {
    const pattern = member(value, 'uriTemplate');
    if (typeof pattern !== 'string') continue;
    const type = essence(member(value, 'mimeType'));
    const known = found.get(pattern);
    found.set(pattern, { pattern, type: known === undefined || known.type === type ? type : undefined, seq });
  }
  return [...found.values()];
});

/** Resources whose type was told: in the list, or with their contents. */
function typed(view: View): readonly Typed[] {
  const told = (value: unknown, seq: number): readonly Typed[] => {
    const [uri, type] = [member(value, 'uri'), essence(member(value, 'mimeType'))];
    return typeof uri === 'string' && type !== undefined ? [{ uri, type, seq }] : [];
  };
  const listed = listings(view, 'resources/list')
    .flatMap(({ items }) => items)
    .flatMap(({ value, seq }) => told(value, seq));
  const read = view.callsTo('resources/read').flatMap((call) => {
    const { params, result, response, request } = call;
    // Words that say of a resource that it is not there have a type of their own.
    if (result === undefined || !isFinal(result) || denial(call) !== undefined) return [];
    // Contents of another URI are those of a part, and no resource that was asked for.
    const own = objectsIn(member(result, 'contents')).filter((each) => each.uri === params.uri);
    return own.length === 1 ? told(own[0], response?.seq ?? request.seq) : [];
  });
  return [...listed, ...read];
}

/** One finding for each template, however often its resources were read. */
const uniform: Check = (view, sink) => {
  const all = templates(view);
  if (!all.some(({ type }) => type !== undefined)) return;
  const told = new Set<Template>();
  for (const { uri, type, seq } of typed(view)) {
    // Where another template could give it as well, it may be that one's.
    const [template, ...others] = all.filter(({ pattern }) => mayMatch(pattern, uri));
    if (template?.type === undefined || others.length > 0 || !surelyMatches(template.pattern, uri)) continue;
    sink.examined();
    if (template.type === type || told.has(template)) continue;
    told.add(template);
    sink.finding({
      message: `The template ${quote(template.pattern)} has a type that not all its resources have.`,
      expected: `${quote(template.type)} for ${quote(uri)}, or no \`mimeType\` on the template`,
      actual: quote(type),
      seq: [seq, template.seq],
    });
  }
};

export const checks: Checks = { 'resources.templates.mime-type-uniform': uniform };
