/** specification/authorization.md */
import {
  bare,
  bringing,
  challenging,
  challengingAll,
  invented,
  malformed,
  narrow,
  onChallenge,
  turnAway,
  unsaid,
} from './authorization/challenge.ts';
import { onMetadata, pageForAll, unpublished } from './authorization/metadata.ts';
import { serveAnyway } from './engine/answer.ts';
import { any } from './engine/asked.ts';
import { chain } from './engine/change.ts';
import type { Liberties, Memo, Mutants } from './engine/mutant.ts';
import { statusOf } from './http/asked.ts';

/** Whether this happens for an even time. */
function everySecond(memo: Memo, name: string): boolean {
  const times = Number(memo[`times:${name}`] ?? 0) + 1;
  memo[`times:${name}`] = times;
  return times % 2 === 0;
}

export const mutants: Mutants = {
  /** A key in a header of the server's own opens it, and nothing says where to get one. */
  'authorization.http.framework': chain(challengingAll([400, 401, 403], 'ApiKey realm="example"'), unpublished),

  /** What is needed is not said. */
  'authorization.scope.in-challenge': onChallenge([400, 401], (said) => unsaid(said, 'scope')),

  /** Of two instances, one was configured for more scopes than the other. */
  'authorization.scope.consistent': onChallenge(
    [401],
    (said, { method }, memo) =>
      everySecond(memo, method) ? { ...said, scope: `${said.scope} example:more` } : undefined,
    bare,
  ),

  /** Scopes are compared by letters: what implies them is another scope. */
  'authorization.scope.hierarchy': turnAway(bringing('fixture-broad'), 403, 'insufficient_scope'),

  /** The audience is compared by letters. */
  'authorization.resource.upper-case': turnAway(bringing('fixture-upper-case'), 401, 'invalid_token'),

  /** The URI is written with a slash at its end. */
  'authorization.resource.no-trailing-slash': onMetadata((document) => ({
    ...document,
    resource: `${document.resource}/`,
  })),

  /** Some token is enough. */
  'authorization.token.validated': serveAnyway(invented),

  /** Nobody looks for whom a token was issued. */
  'authorization.token.audience': serveAnyway(bringing('fixture-other-audience')),

  /** A token is refused by a bare status. */
  'authorization.token.refusal': challenging([401], invented),

  /** A token that is not valid is taken for one that allows too little. */
  'authorization.token.invalid': statusOf(invented, 401, 403),

  /** Nobody looks until when a token is good. */
  'authorization.token.expired': serveAnyway(bringing('fixture-expired')),

  /** Each client is to ask for lasting access. */
  'authorization.refresh.not-in-challenge': onChallenge([400, 401, 403], (said) => ({
    ...said,
    scope: `${said.scope} offline_access`,
  })),

  /** Lasting access is part of all that there is. */
  'authorization.refresh.not-in-metadata': onMetadata((document) => ({
    ...document,
    scopes_supported: [...((document.scopes_supported ?? []) as readonly string[]), 'offline_access'],
  })),

  /** Who brings nothing is forbidden to enter. */
  'authorization.status.unauthorized': statusOf(bare, 401, 403),

  /** A token that allows too little is taken for one that is not valid. */
  'authorization.status.forbidden': statusOf(narrow, 403, 401),

  /** A header that cannot be read breaks the server. */
  'authorization.status.malformed': statusOf(malformed, 400, 500),

  /** Who may not do it is told no more than that. */
  'authorization.insufficient-scope.challenge': challenging([403], any),

  /** The lack of scope has a name of the server's own. */
  'authorization.insufficient-scope.error': onChallenge([403], (said) => ({ ...said, error: 'insufficient_rights' })),

  /** Which scopes are lacking is not said. */
  'authorization.insufficient-scope.scopes': onChallenge([403], (said) => unsaid(said, 'scope')),

  /** Where the metadata are stands in the first refusal alone. */
  'authorization.insufficient-scope.metadata': onChallenge([403], (said) => unsaid(said, 'resource_metadata')),

  /** Only what is lacking is named. */
  'authorization.insufficient-scope.granted-repeated': onChallenge([403], (said) => ({
    ...said,
    scope: said.scope?.split(' ').at(-1) ?? '',
  })),

  /** Related scopes are named one time, and not the next. */
  'authorization.insufficient-scope.consistent': onChallenge([403], (said, _, memo) =>
    everySecond(memo, 'forbidden') ? { ...said, scope: `${said.scope} example:related` } : undefined,
  ),
};

export const liberties: Liberties = {
  /** A host that protects nothing has a page for every address, also for the one where metadata would be. */
  'authorization.optional': pageForAll,

  /** The metadata list scopes to begin with, and no challenge names one of them. */
  'authorization.scope.unrelated-sets': onMetadata((document) => ({
    ...document,
    scopes_supported: ['example:basic'],
  })),

  /** The lack of scope is not described. */
  'authorization.insufficient-scope.description': onChallenge([403], (said) => unsaid(said, 'error_description')),

  /** Related scopes are named, too. */
  'authorization.insufficient-scope.approach': onChallenge([403], (said) => ({
    ...said,
    scope: `${said.scope} example:related`,
  })),
};
