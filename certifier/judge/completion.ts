/** specification/completion.md */
import type { Checks } from './engine/check.ts';
import { at, isObject, member } from './engine/json.ts';
import { isFinal } from './engine/readers.ts';
import { valueWords } from './schema/words.ts';

const MOST = 100;

/** What is wrong with the values, in words. */
function problemOf(values: unknown): string | undefined {
  if (!Array.isArray(values)) return valueWords(values);
  if (values.length > MOST) return `${values.length} values`;
  const other = values.find((value) => typeof value !== 'string');
  return other === undefined ? undefined : `${valueWords(other)} among them`;
}

export const checks: Checks = {
  'completion.values.limit': (view, sink) => {
    for (const { result, response, request } of view.callsTo('completion/complete')) {
      const completion = at(result, 'completion');
      if (result === undefined || !isFinal(result) || !isObject(completion)) continue;
      sink.examined();
      const actual = problemOf(member(completion, 'values'));
      if (actual === undefined) continue;
      sink.finding({
        message: 'The `values` of a completion are not a list of at most 100 strings.',
        expected: `an array of at most ${MOST} strings`,
        actual,
        seq: [response?.seq ?? request.seq, request.seq],
      });
    }
  },
};
