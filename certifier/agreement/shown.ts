/**
 * Which scenarios could see a mutant: those in whose traffic it changes something. The traffic was recorded once with nothing
 * broken, and the mutant is applied to it here, so no opinion of ours about their scenarios comes in.
 */
import { isDeepStrictEqual } from 'node:util';
import type { WireDraft } from '../evidence/transcript.ts';
import { at, parse } from '../judge/engine/json.ts';
import type { Memo, Mutant } from '../mutants/engine/mutant.ts';
import { BY_THE_CLOCK } from './official.ts';

/** The traffic of each scenario, by its name, in their order. */
export type Recordings = ReadonlyMap<string, readonly WireDraft[]>;

/**
 * These make their connection themselves, or look at how it is made. All others have it made by one client that they share: where a
 * breach shows in nothing else, one scenario that has it made so stands for them all.
 */
const MAKE_THEIR_OWN = new Set([
  'server-initialize',
  'server-session-lifecycle',
  'server-sse-polling',
  'server-sse-multiple-streams',
  'dns-rebinding-protection',
]);

const OPENING = new Set(['initialize', 'notifications/initialized']);

/** Whether such a request opens or closes a session, or asks for the stream beside it. */
const opens = (event: WireDraft): boolean =>
  event.kind === 'request' && (event.method !== 'POST' || OPENING.has(String(at(parse(event.text ?? ''), 'method'))));

/** Where the mutant changes what the server says: nowhere, only while sessions are opened and closed, or beyond that, too. */
function changedIn(recording: readonly WireDraft[], mutant: Mutant): 'nowhere' | 'opening' | 'beyond' {
  const memo: Memo = {};
  const opening = new Set<number>();
  let where: 'nowhere' | 'opening' = 'nowhere';
  for (const event of recording) {
    const seen = mutant(event, memo);
    const exchange = 'exchange' in event ? event.exchange : undefined;
    if (exchange === undefined) continue;
    if (opens(event)) opening.add(exchange);
    if (event.direction === 'sent' || isDeepStrictEqual([...seen], [event])) continue;
    if (!opening.has(exchange)) return 'beyond';
    where = 'opening';
  }
  return where;
}

/** The scenarios that could see the mutant, in their order; the one that waits by the clock comes last, for it takes the longest. */
export function shownIn(recordings: Recordings, mutant: Mutant): readonly string[] {
  const changed = [...recordings].map(([scenario, events]) => ({ scenario, where: changedIn(events, mutant) }));
  const shared = changed.find(({ scenario, where }) => where === 'opening' && !MAKE_THEIR_OWN.has(scenario));
  const shown = changed
    .filter(
      ({ scenario, where }) =>
        where === 'beyond' || (where === 'opening' && (MAKE_THEIR_OWN.has(scenario) || scenario === shared?.scenario)),
    )
    .map(({ scenario }) => scenario);
  return [
    ...shown.filter((scenario) => !BY_THE_CLOCK.has(scenario)),
    ...shown.filter((each) => BY_THE_CLOCK.has(each)),
  ];
}
