/** specification/tools.md, the list. */
import { objectsIn } from '../../judge/engine/json.ts';
import { refuse } from '../engine/answer.ts';
import { onNotification, onResult } from '../engine/change.ts';
import { emptied, goneInTime, isFirstPage, keptFromOthers, spentByUse, undeclared } from '../engine/faults.ts';
import type { Further, Liberties, Mutant, Mutants } from '../engine/mutant.ts';

/** Tools come and go, and nobody hears of it. */
const untold: Mutant = onNotification('notifications/tools/list_changed', () => []);

export const mutants: Mutants = {
  /** The method of the list is not there. */
  'tools.list.method-known': refuse('tools/list', { code: -32601, message: 'Method not found: tools/list' }),

  'tools.capability.declared': undeclared('tools'),

  /** The server declares tools, and has no list of them. */
  'tools.list.answered': refuse('tools/list', { code: -32601, message: 'Method not found: tools/list' }, 404),

  /** Every second listing of a connection begins in another order. */
  'tools.list.order': onResult('tools/list', (result, asked, memo) => {
    if (!isFirstPage(asked)) return undefined;
    const turned = `turned:${asked.connection}`;
    memo[turned] = memo[turned] === false;
    return memo[turned] === true ? { ...result, tools: objectsIn(result.tools).toReversed() } : undefined;
  }),

  'tools.list.same-across-connections': keptFromOthers('tools/list'),

  /** A tool is taken off the list of whoever has used one. */
  'tools.list.no-side-effect-variation': spentByUse('tools/list', 'tools/call'),

  'tools.list-changed.notify': untold,
  'tools.list-changed.notify-subscribers': untold,
};

export const further: Further = {
  'tools.list.answered': {
    'the list is given while it is fresh, and not again': {
      mutant: refuse((asked) => asked.method === 'tools/list' && isFirstPage(asked) && asked.earlier > 3, {
        code: -32603,
        message: 'The list could not be made',
      }),
    },
  },
};

export const liberties: Liberties = {
  'tools.list.empty-allowed': emptied('tools/list'),
  'tools.list.may-change': goneInTime('tools/list'),
};
