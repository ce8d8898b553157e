/** specification/roots.md */
import type { Revision } from '../catalogue/requirement.ts';
import { able, asks, begun, completed, inputRequired, toldOnce } from './engine/asking.ts';
import type { Composer } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const ROOTS = { method: 'roots/list' };
const ROOT = 'file:///accord/no-such-folder';
const FOUND = { roots: [{ uri: ROOT, name: 'project' }] };

const asked = (revision: Revision) => asks(revision, ROOTS, FOUND, 'Found 1 root');
const changed = () =>
  toldOnce(
    asked('2025-11-25').notify('notifications/roots/list_changed').call('ping', {}, { result: {} }),
    '2025-11-25',
    'ask',
    { question: ROOTS, answer: FOUND, text: 'Found 1 root' },
  );

/** The bounded tool at work on one file after the other. */
const worked = (...files: readonly (readonly [string, boolean])[]): Composer =>
  files.reduce((composer, [uri, isError]) => {
    const params = { name: 'test_roots_boundaries', arguments: { uri } };
    const answer = isError ? completed('It lies outside of the roots', true) : completed('It lies within the roots');
    return composer
      .call('tools/call', params, inputRequired({ client_roots: ROOTS }), able())
      .call('tools/call', { ...params, inputResponses: { client_roots: FOUND } }, answer, able());
  }, begun('2026-07-28'));
const WITHIN = [`${ROOT}/notes.txt`, false] as const;

export const examples: Examples = {
  'roots.request.sent': () => asked('2025-11-25'),
  'roots.request.in-result': () => asked('2026-07-28'),
  'roots.list-changed.server-refreshes': changed,
  'roots.server.list-changes-handled': changed,
  'roots.server.boundaries': () => worked(WITHIN, ['file:///accord/elsewhere/notes.txt', true]),
  'roots.server.paths-validated': () => worked(WITHIN, [`${ROOT}/../elsewhere/notes.txt`, true]),
  'roots.server.unavailable': () => asked('2026-07-28'),
};
