/** specification/base.md: types of results. */
import type { Checks } from '../engine/check.ts';
import { type Json, quote } from '../engine/json.ts';
import { isOfView } from './readers.ts';

export const checks: Checks = {
  'base.result.type': (view, sink) => {
    for (const call of view.calls) {
      const { method, result, response } = call;
      if (result === undefined || response === undefined || !isOfView(view, call)) continue;
      sink.examined();
      const type: Json | undefined = result.resultType;
      if (typeof type === 'string') continue;
      sink.finding({
        message: `The result of \`${method}\` does not say of what type it is.`,
        expected: '`resultType`, a string: "complete" or "input_required"',
        actual: type === undefined ? 'no `resultType`' : `\`resultType\` ${quote(type)}`,
        seq: [response.seq],
      });
    }
  },
};
