/** specification/resources.md */
import { mayMatch } from '../judge/engine/uri-template.ts';
import { token } from './engine/ids.ts';
import type { Probe } from './engine/probe.ts';
import type { JsonObject } from './engine/reply.ts';
import { walk, walkOnTwo } from './engine/walk.ts';

/** Resources that are tried before we give up finding one that can be read. */
const MOST_READS = 3;

const texts = (items: readonly JsonObject[], name: string): readonly string[] =>
  items.map((item) => item[name]).filter((value) => typeof value === 'string');

/** A URI beside one that exists, in its scheme, that no list names and no template gives; undefined where templates give any. */
function uriOfNothing(uri: string, templates: readonly string[], seed: string): string | undefined {
  const name = `accord-no-such-resource-${token(seed, 'resource')}`;
  const [scheme = 'accord'] = uri.split(':');
  const beside = uri.replace(/[?#].*$/s, '').replace(/[^/:]*$/, name);
  return [beside, `${scheme}://${name}/${name}`, `${scheme}:${name}`, `accord:${name}`].find(
    (each) => !templates.some((template) => mayMatch(template, each)),
  );
}

export const probes: readonly Probe[] = [
  {
    id: 'resources.list',
    title: 'walks the resource list on two connections, and the list of templates',
    risk: 'list-only',
    async run(context) {
      const { client, capabilities, learned } = context;
      learned.resources = await walkOnTwo(context, 'resources', 'resources/list');
      if (Object.hasOwn(capabilities, 'resources'))
        learned.templates = await walk(client, 'resources/templates/list', 'resourceTemplates');
      else await client.request('resources/templates/list');
    },
  },
  {
    id: 'resources.read',
    title: 'reads a resource, then one that does not exist',
    risk: 'read-only-call',
    needs: 'resources',
    async run({ client, learned, seed, skip }) {
      const templates = texts(learned.templates, 'uriTemplate');
      for (const uri of texts(learned.resources, 'uri').slice(0, MOST_READS)) {
        const { result, ended } = await client.request('resources/read', { uri });
        if (ended) return;
        if (result === undefined) continue;
        const nothing = uriOfNothing(uri, templates, seed);
        if (nothing === undefined) skip('not-exercised', 'a template of the subject gives every URI');
        else await client.request('resources/read', { uri: nothing });
        return;
      }
      skip('not-exercised', 'no listed resource could be read');
    },
  },
];
