/** specification/prompts.md */
import type { Checks } from './engine/check.ts';
import { member, quote } from './engine/json.ts';
import { declaredWhenListed, isUnlisted, sameAcrossConnections } from './engine/lists.ts';
import { errorCode, twinOf } from './engine/readers.ts';

export const checks: Checks = {
  'prompts.capability.declared': declaredWhenListed('prompts', ['prompts/list']),
  'prompts.list.same-across-connections': sameAcrossConnections('prompts/list'),

  /** A result for a prompt that does not exist speaks for itself; an error counts only where a prompt was given before. */
  'prompts.get.unknown-name': (view, sink) => {
    for (const call of view.callsTo('prompts/get')) {
      const name = member(call.params, 'name');
      if (typeof name !== 'string' || !isUnlisted(view, 'prompts/list', name)) continue;
      const code = errorCode(call);
      if (call.result === undefined && (code === undefined || twinOf(view, call) === undefined)) continue;
      sink.examined();
      if (code === -32602 && call.result === undefined) continue;
      sink.finding({
        message: `A request for the prompt ${quote(name)}, which is not in the list, is not rejected as it should be.`,
        expected: 'an error with the code -32602 (Invalid params)',
        actual: call.result === undefined ? `an error with the code ${code}` : 'a result',
        seq: [call.response?.seq ?? call.request.seq, call.request.seq],
      });
    }
  },
};
