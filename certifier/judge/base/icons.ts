/** specification/base.md: icons. */
import type { Checks } from '../engine/check.ts';
import { blocks } from '../engine/contents.ts';
import { at, type JsonObject, member, objectsIn, quote } from '../engine/json.ts';
import { LIST_METHODS, listings } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { META_SERVER_INFO } from '../engine/view.ts';

interface Icon {
  readonly icon: JsonObject;
  readonly seq: number;
}

const NONE: readonly Icon[] = [];
/** Most things have none: nothing is made for these. */
function iconsOf(holder: unknown, seq: number): readonly Icon[] {
  const icons = member(holder, 'icons');
  return icons === undefined ? NONE : objectsIn(icons).map((icon) => ({ icon, seq }));
}

/**
 * Of the server itself, of what it lists, and of the resources that it links to. In the stateless era each result says which
 * server it is from.
 */
const icons = remembered((view): readonly Icon[] => [
  ...view
    .callsTo('initialize')
    .flatMap(({ result, response, request }) => iconsOf(at(result, 'serverInfo'), response?.seq ?? request.seq)),
  ...view.calls.flatMap(({ result, response, request }) =>
    iconsOf(at(result, '_meta', META_SERVER_INFO), response?.seq ?? request.seq),
  ),
  ...LIST_METHODS.flatMap((method) =>
    listings(view, method).flatMap(({ items }) => items.flatMap(({ value, seq }) => iconsOf(value, seq))),
  ),
  ...blocks(view).flatMap(({ value, seq: [seq = 0] }) => iconsOf(value, seq)),
]);

const DATA = /^data:[^,]*;base64,(.*)$/is;

function isSource(src: string, { protocol }: URL): boolean {
  if (protocol !== 'data:') return protocol === 'http:' || protocol === 'https:';
  const data = DATA.exec(src)?.[1];
  return data !== undefined && /^(?:[A-Za-z0-9+/]|%2B|%2F)+(?:=|%3D){0,2}$/i.test(data);
}

export const checks: Checks = {
  'base.icons.source': (view, sink) => {
    for (const { icon, seq } of icons(view)) {
      const { src } = icon;
      const url = typeof src === 'string' ? URL.parse(src) : null;
      // What is no URI at all breaks its format, which is another rule's business.
      if (typeof src !== 'string' || url === null) continue;
      sink.examined();
      if (isSource(src, url)) continue;
      sink.finding({
        message: 'The source of an icon is nothing that a client could load.',
        expected: '`src`, an HTTP or HTTPS URL, or a `data:` URI in Base64',
        actual: `\`src\`: ${quote(src)}`,
        seq: [seq],
      });
    }
  },

  'base.icons.sizes': (view, sink) => {
    for (const { icon, seq } of icons(view)) {
      const sizes: unknown = icon.sizes;
      for (const size of Array.isArray(sizes) ? sizes : []) {
        if (typeof size !== 'string') continue;
        sink.examined();
        if (/^(?:[0-9]+x[0-9]+|any)$/i.test(size)) continue;
        sink.finding({
          message: `The size ${quote(size)} of an icon is none that a client could choose by.`,
          expected: 'a width and a height such as "48x48", or "any"',
          actual: quote(size),
          seq: [seq],
        });
      }
    }
  },
};
