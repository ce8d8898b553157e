/** specification/pagination.md */
import type { Checks } from './engine/check.ts';
import { member, quote } from './engine/json.ts';
import type { Call } from './engine/message.ts';
import { errorCode, isFinal, LISTS, type ListMethod, twinOf } from './engine/readers.ts';
import type { View } from './engine/view.ts';
import { valueWords } from './schema/words.ts';

const METHODS = Object.keys(LISTS) as readonly ListMethod[];

/** Cursors that the subject handed out for this list, on any connection. */
const handedOut = (view: View, method: ListMethod): ReadonlySet<unknown> =>
  new Set(view.callsTo(method).map(({ result }) => member(result, 'nextCursor')));

/** Requests for a page with a cursor that was never handed out. The empty one is left alone: some clients mean the first page by it. */
const withMadeUpCursor = (view: View, method: ListMethod): readonly Call[] => {
  const known = handedOut(view, method);
  return view.callsTo(method).filter(({ params }) => {
    const cursor = member(params, 'cursor');
    return typeof cursor === 'string' && cursor !== '' && !known.has(cursor);
  });
};

export const checks: Checks = {
  'pagination.cursor.string': (view, sink) => {
    for (const { method, result, response, request } of METHODS.flatMap((each) => view.callsTo(each))) {
      if (result === undefined || !Object.hasOwn(result, 'nextCursor')) continue;
      sink.examined();
      const cursor = result.nextCursor;
      if (typeof cursor === 'string') continue;
      sink.finding({
        message: `The \`nextCursor\` of an answer to \`${method}\` is not a string.`,
        expected: 'a string, or no such member where there are no more pages',
        actual: valueWords(cursor),
        seq: [response?.seq ?? request.seq, request.seq],
      });
    }
  },

  'pagination.cursor.invalid': (view, sink) => {
    for (const call of METHODS.flatMap((method) => withMadeUpCursor(view, method))) {
      const { method, params, result, response, request } = call;
      const code = errorCode(call);
      const answered = result !== undefined && isFinal(result);
      if ((!answered && code === undefined) || twinOf(view, call) === undefined) continue;
      sink.examined();
      if (!answered && code === -32602) continue;
      sink.finding({
        message: `\`${method}\` does not reject the cursor ${quote(member(params, 'cursor'))}, which it never handed out.`,
        expected: 'an error with the code -32602 (Invalid params)',
        actual: answered ? 'a result' : `an error with the code ${code}`,
        seq: [response?.seq ?? request.seq, request.seq],
      });
    }
  },
};
