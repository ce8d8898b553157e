/** Resources: what a client can read. Each one is known by its URI; a URI outside the table and the template does not exist. */
import type { Changes } from '../changes.ts';
import { invalidParams, RESOURCE_NOT_FOUND, RpcError } from '../errors.ts';
import type { Era } from '../identity.ts';
import type { Members, Result } from '../jsonrpc.ts';
import { page } from '../pagination.ts';
import type { Context } from './context.ts';
import { PNG } from './samples.ts';

interface Resource {
  readonly listed: Members & { readonly uri: string; readonly mimeType: string };
  read(changes: Changes): { readonly text: string } | { readonly blob: string };
}

export const WATCHED = 'test://watched-resource';

const plain = (uri: string, name: string, description: string, text: string): Resource => ({
  listed: { uri, name, description, mimeType: 'text/plain' },
  read: () => ({ text }),
});

const RESOURCES: readonly Resource[] = [
  plain(
    'test://static-text',
    'static-text',
    'A text that never changes',
    'This is the content of the static text resource.',
  ),
  {
    listed: {
      uri: 'test://static-binary',
      name: 'static-binary',
      description: 'A picture of one pixel',
      mimeType: 'image/png',
      annotations: { lastModified: '2026-07-28T00:00:00Z' },
    },
    read: () => ({ blob: PNG }),
  },
  {
    listed: {
      uri: WATCHED,
      name: 'watched-resource',
      description: 'A text that changes each time the tool touch_watched_resource is called',
      mimeType: 'text/plain',
      annotations: { audience: ['user', 'assistant'], priority: 0.5 },
    },
    read: (changes) => ({ text: `Watched resource, revision ${changes.revision}` }),
  },
  plain(
    'test://embedded-resource',
    'embedded-resource',
    'What test_embedded_resource embeds',
    'This is an embedded resource content.',
  ),
  {
    listed: {
      uri: 'test://mixed-content-resource',
      name: 'mixed-content-resource',
      description: 'What test_multiple_content_types embeds',
      mimeType: 'application/json',
    },
    read: () => ({ text: JSON.stringify({ test: 'data', value: 123 }) }),
  },
  plain(
    'test://example-resource',
    'example-resource',
    'A text for prompts to embed',
    'Embedded resource content for testing.',
  ),
  {
    listed: {
      uri: 'file:///reference/',
      name: 'reference',
      description: 'A folder that exists on no disk, and what it holds',
      mimeType: 'inode/directory',
    },
    read: () => ({ text: 'readme.txt' }),
  },
  plain('file:///reference/readme.txt', 'readme.txt', 'A file that exists on no disk', 'There is nothing else here.'),
];

/** RFC 6570. A client fills in `id`; completion suggests values for it. */
export const TEMPLATE = 'test://template/{id}/data';
const TEMPLATES: readonly Members[] = [
  {
    uriTemplate: TEMPLATE,
    name: 'numbered-data',
    description: 'One record for each id of letters, digits, hyphens and underscores',
    mimeType: 'application/json',
  },
];

export const listResources = (params: Members): Result =>
  page(
    'resources',
    RESOURCES.map(({ listed }) => listed),
    params,
  );

export const listTemplates = (params: Members): Result => page('resourceTemplates', TEMPLATES, params);

export function readResource(params: Members, { changes, era }: Context): Result {
  return { contents: [contentsOf(uriIn(params), changes, era)] };
}

/** The contents of this resource, as `resources/read` returns and other features embed them. Throws where it does not exist. */
export function contentsOf(uri: string, changes: Changes, era: Era): Members {
  const resource = RESOURCES.find(({ listed }) => listed.uri === uri);
  if (resource) return { uri, mimeType: resource.listed.mimeType, ...resource.read(changes) };
  const id = /^test:\/\/template\/([\w-]+)\/data$/.exec(uri)?.[1];
  if (id === undefined) throw notFound(uri, era);
  return {
    uri,
    mimeType: 'application/json',
    text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
  };
}

export const exists = (uri: string): boolean =>
  RESOURCES.some(({ listed }) => listed.uri === uri) || /^test:\/\/template\/[\w-]+\/data$/.test(uri);

export function uriIn(params: Members): string {
  const { uri } = params;
  if (typeof uri !== 'string') throw invalidParams('"uri" must be a string');
  return uri;
}

/** The code changed: -32002 up to 2025-11-25, -32602 since. */
export const notFound = (uri: string, era: Era): RpcError =>
  era === 'session'
    ? new RpcError(RESOURCE_NOT_FOUND, 'Resource not found', { data: { uri } })
    : invalidParams('Resource not found', { data: { uri } });
