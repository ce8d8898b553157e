/** specification/prompts.md, the list. */
import { objectsIn } from '../../judge/engine/json.ts';
import { refuse } from '../engine/answer.ts';
import { onNotification, onResult } from '../engine/change.ts';
import { emptied, goneInTime, keptFromOthers, spentByUse, undeclared, undeclaredMember } from '../engine/faults.ts';
import type { Liberties, Mutant, Mutants } from '../engine/mutant.ts';

/** Prompts come and go, and nobody hears of it. */
const untold: Mutant = onNotification('notifications/prompts/list_changed', () => []);

export const mutants: Mutants = {
  /** The method of the list is not there. */
  'prompts.list.method-known': refuse('prompts/list', { code: -32601, message: 'Method not found: prompts/list' }),

  'prompts.capability.declared': undeclared('prompts'),

  /** The server declares prompts, and has no list of them. */
  'prompts.list.answered': refuse('prompts/list', { code: -32601, message: 'Method not found: prompts/list' }, 404),

  'prompts.list.same-across-connections': keptFromOthers('prompts/list'),

  /** A prompt is taken off the list of whoever has used one. */
  'prompts.list.no-side-effect-variation': spentByUse('prompts/list', 'prompts/get'),

  'prompts.list-changed.notify': untold,
  'prompts.list-changed.notify-subscribers': untold,

  /** The server tells of changes that it never said it would tell of. */
  'prompts.capability.server-respects': undeclaredMember('prompts', 'listChanged', 'promptsListChanged'),

  /** The first prompt of each page stands there twice. */
  'prompts.name.unique': onResult('prompts/list', (result) => {
    const [first, ...rest] = objectsIn(result.prompts);
    return first === undefined ? undefined : { ...result, prompts: [first, first, ...rest] };
  }),
};

export const liberties: Liberties = {
  'prompts.list.empty-allowed': emptied('prompts/list'),
  'prompts.list.may-change': goneInTime('prompts/list'),
};
