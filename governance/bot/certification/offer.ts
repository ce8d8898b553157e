/** What a workflow of the programme wrote below `implementations/` becomes a pull request, which a person merges. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IMPLEMENTATIONS } from '../../../certifier/submission/folder.ts';
import { changedSince } from '../../git/git.ts';
import type { Action } from '../action.ts';
import { REQUEST_LABEL } from './request.ts';

export const OFFERS = ['certificates', 'status'] as const;
export type Offer = (typeof OFFERS)[number];

const WORDS: Readonly<Record<Offer, { readonly title: string; readonly body: string }>> = {
  certificates: {
    title: 'Certificates, as they were signed',
    body: 'Signed with the approval of the programme. Whoever merges this publishes them, and the entries of the status log with them.',
  },
  status: {
    title: 'The status log, up to today',
    body: 'What expired is entered, and the log is said to be whole up to now. Until this is merged, readers go by the log that stands, for as long as it is to be believed.',
  },
};

/** Files that differ from HEAD; their content, or null for one that was taken away. */
export const writtenIn = (root: string): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    [...changedSince(root, 'HEAD', [IMPLEMENTATIONS])]
      .sort()
      .map((path) => [path, existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null]),
  );

/** Pure. Of nothing, nothing is offered. */
export const planOffer = (
  offer: Offer,
  base: string,
  files: Readonly<Record<string, string | null>>,
): readonly Action[] =>
  Object.keys(files).length === 0
    ? []
    : [{ action: 'pull-request', branch: `programme/${offer}`, base, ...WORDS[offer], labels: [REQUEST_LABEL], files }];
