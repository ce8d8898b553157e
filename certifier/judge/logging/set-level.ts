/** specification/logging.md: how the level of a session is set. */
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { isObject, quote } from '../engine/json.ts';
import { passedOver } from '../engine/passed-over.ts';
import { errorCode } from '../engine/readers.ts';
import { declaresOn } from '../engine/session.ts';
import { LEVELS } from './held.ts';

/** What a server may put into each of its results, the empty one too. */
const OF_EVERY_RESULT: ReadonlySet<string> = new Set(['_meta', 'resultType']);
/** The answer of a server that cannot put a level into effect. */
const INTERNAL_ERROR = -32603;

const answered: Check = (view, sink) => {
  const asked = view
    .callsTo('logging/setLevel')
    .filter(
      (call) =>
        LEVELS.includes(call.params.level) && isWellCarried(view, call) && declaresOn(view, call.connection, 'logging'),
    );
  for (const call of asked) {
    const { request, response, result, error } = call;
    if (response === undefined || !wasHeard(call) || errorCode(call) === INTERNAL_ERROR) continue;
    sink.examined();
    if (isObject(result) && Object.keys(result).every((name) => OF_EVERY_RESULT.has(name))) continue;
    sink.finding({
      message: '`logging/setLevel` was not answered by an empty result.',
      expected: 'the result {}',
      actual: error === undefined ? quote(result) : `the error ${quote(error.code)}: ${quote(error.message)}`,
      seq: [response.seq, request.seq],
    });
  }
  for (const { call, words, seq } of passedOver(view, asked)) {
    sink.examined();
    sink.finding({
      message: '`logging/setLevel` was not answered.',
      expected: 'the result {}',
      actual: words,
      seq: [seq, call.request.seq],
    });
  }
};

export const checks: Checks = { 'logging.set-level.answered': answered };
