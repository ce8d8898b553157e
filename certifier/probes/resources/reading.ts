/** specification/resources.md, reading. */
import { mayMatch } from '../../judge/engine/uri-template.ts';
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import type { JsonObject } from '../engine/reply.ts';
import { texts } from './items.ts';

/** Resources that are read, of as many kinds as there are among them. */
const MOST_READS = 3;

/** Of each media type the first, then the others. */
function ofAllKinds(resources: readonly JsonObject[]): readonly JsonObject[] {
  const first = new Map(resources.toReversed().map((resource) => [resource.mimeType, resource]));
  const isFirst = (resource: JsonObject): boolean => first.get(resource.mimeType) === resource;
  return [...resources.filter(isFirst), ...resources.filter((resource) => !isFirst(resource))];
}

/** A URI beside one that exists, in its scheme, that no list names and no template gives; undefined where templates give any. */
function uriOfNothing(uri: string, templates: readonly string[], seed: string): string | undefined {
  const name = `accord-no-such-resource-${token(seed, 'resource')}`;
  const [scheme = 'accord'] = uri.split(':');
  const beside = uri.replace(/[?#].*$/s, '').replace(/[^/:]*$/, name);
  return [beside, `${scheme}://${name}/${name}`, `${scheme}:${name}`, `accord:${name}`].find(
    (each) => !templates.some((template) => mayMatch(template, each)),
  );
}

/** Templates of which a resource is read. */
const MOST_TEMPLATES = 2;
const SIMPLE = /\{[A-Za-z0-9_.]+\}/g;

export const probes: readonly Probe[] = [
  {
    id: 'resources.template',
    title: 'reads a resource of each of the first templates',
    risk: 'read-only-call',
    needs: 'resources',
    async run({ client, learned, skip }) {
      const uris = texts(learned.templates, 'uriTemplate')
        .map((template) => template.replace(SIMPLE, '1'))
        .filter((uri) => !/[{}]/.test(uri));
      if (uris.length === 0) skip('not-exercised', 'the server lists no template of simple variables');
      for (const uri of uris.slice(0, MOST_TEMPLATES)) {
        if ((await client.request('resources/read', { uri })).ended) return;
      }
    },
  },
  {
    id: 'resources.read',
    title: 'reads resources of several kinds, then one that does not exist, and what is no URI',
    risk: 'read-only-call',
    needs: 'resources',
    async run({ client, learned, seed, skip }) {
      let found: string | undefined;
      for (const uri of texts(ofAllKinds(learned.resources), 'uri').slice(0, MOST_READS)) {
        const { result, ended } = await client.request('resources/read', { uri });
        if (ended) return;
        if (result !== undefined) found ??= uri;
      }
      if (found === undefined) {
        skip('not-exercised', 'no listed resource could be read');
        return;
      }
      const nothing = uriOfNothing(found, texts(learned.templates, 'uriTemplate'), seed);
      if (nothing === undefined) skip('not-exercised', 'a template of the subject gives every URI');
      else if ((await client.request('resources/read', { uri: nothing })).ended) return;
      for (const uri of [`accord no uri ${token(seed, 'uri')}`, 4]) {
        if ((await client.request('resources/read', { uri })).ended) return;
      }
    },
  },
];
