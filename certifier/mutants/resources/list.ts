/** specification/resources.md, the list. */
import { at, objectsIn } from '../../judge/engine/json.ts';
import { refuse } from '../engine/answer.ts';
import { chain, onNotification, onResult } from '../engine/change.ts';
import { emptied, goneInTime, keptFromOthers, spentByUse, undeclared, undeclaredMember } from '../engine/faults.ts';
import type { Further, Liberties, Mutant, Mutants } from '../engine/mutant.ts';
import { onFirst } from './changes.ts';

/** Resources come and go, and nobody hears of it. */
const untold: Mutant = onNotification('notifications/resources/list_changed', () => []);

/** The server never says that it has resources; nor does it embed any in what its tools give. */
const neverSaid: Mutant = chain(
  undeclared('resources'),
  onResult('tools/call', (result) => {
    if (result.content === undefined) return undefined;
    return { ...result, content: objectsIn(result.content).filter(({ type }) => type !== 'resource') };
  }),
);

export const mutants: Mutants = {
  /** The method of the list is not there. */
  'resources.list.method-known': refuse('resources/list', {
    code: -32601,
    message: 'Method not found: resources/list',
  }),

  'resources.capability.declared': neverSaid,

  /** The server declares resources, and has no list of them. */
  'resources.list.answered': refuse(
    'resources/list',
    { code: -32601, message: 'Method not found: resources/list' },
    404,
  ),

  'resources.list.same-across-connections': keptFromOthers('resources/list'),

  /** A resource is taken off the list of whoever has used one. */
  'resources.list.no-side-effect-variation': spentByUse('resources/list', 'resources/read'),

  'resources.list-changed.notify': untold,

  /** The first resource of each page stands there twice. */
  'resources.uri.unique': onFirst((resource) => [resource, resource]),
};

export const further: Further = {
  'resources.capability.declared': {
    'nothing is listed, and what results link to is given': {
      mutant: chain(neverSaid, emptied('resources/list'), emptied('resources/templates/list')),
    },
  },
};

export const liberties: Liberties = {
  'resources.list.empty-allowed': emptied('resources/list'),
  'resources.list.may-change': goneInTime('resources/list'),

  /** Single resources are watched, and the list is not. */
  'resources.capability.features-independent': chain(
    undeclaredMember('resources', 'listChanged', 'resourcesListChanged'),
    untold,
  ),

  /** What is written in files is of a type that only desktops know. */
  'resources.uri.file-xdg-type': onResult('resources/list', (result) => ({
    ...result,
    resources: objectsIn(result.resources).map((resource) =>
      String(resource.uri).startsWith('file:') ? { ...resource, mimeType: 'inode/mount-point' } : resource,
    ),
  })),

  /** No value of any template is known beforehand. */
  'resources.templates.completion': onResult('completion/complete', (result, { params }) =>
    at(params, 'ref', 'type') === 'ref/resource'
      ? { ...result, completion: { values: [], total: 0, hasMore: false } }
      : undefined,
  ),
};
