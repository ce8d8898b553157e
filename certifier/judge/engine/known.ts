/** Whether a session-era server knows the methods of what it declares. No sentence says so; only that it does not know one tells. */
import type { Capability } from '../../catalogue/requirement.ts';
import { isWellCarried, wasHeard } from './carriage.ts';
import type { Check } from './check.ts';
import type { Call } from './message.ts';
import { groupBy, lastBefore } from './order.ts';
import { passedOver } from './passed-over.ts';
import { isPlain } from './plain.ts';
import { errorCode, type ListMethod } from './readers.ts';
import { remembered } from './remember.ts';
import { declaresOn, handshakeOn } from './session.ts';
import type { View } from './view.ts';

const METHOD_NOT_FOUND = -32601;

interface Telling {
  readonly call: Call;
  readonly known: boolean;
}

/** Connection → what the server asked of the client, in order. */
const asked = remembered((view) => groupBy(view.serverRequests, ({ connection }) => connection));

/** The server asked the client something meanwhile: the error may be the client's own, handed on. */
function isAskedMeanwhile(view: View, { connection, request, response }: Call): boolean {
  const last = lastBefore(asked(view).get(connection) ?? [], response?.seq ?? 0, ({ seq }) => seq);
  return last !== undefined && last.seq > request.seq;
}

/** Of these calls each that tells whether the method is known: by a result, or by the error that says that it is not. */
export function tellingCalls(view: View, calls: readonly Call[]): readonly Telling[] {
  return calls.flatMap((call): readonly Telling[] => {
    if (call.result !== undefined) return [{ call, known: true }];
    const refused = errorCode(call) === METHOD_NOT_FOUND && isWellCarried(view, call) && wasHeard(call);
    return refused && !isAskedMeanwhile(view, call) ? [{ call, known: false }] : [];
  });
}

/** Requests for a list in a session that has begun, with nothing about them for which a server might leave them without an answer. */
const plainRequests = (view: View, method: ListMethod): readonly Call[] =>
  view.callsTo(method).filter((call) => {
    const begun = handshakeOn(view).get(call.connection)?.response?.seq ?? Number.POSITIVE_INFINITY;
    return begun < call.request.seq && isPlain(view, call);
  });

/** A server that declares the feature knows the method that lists it: it gives the list, and does not pass over who asks for it. */
export const listKnownWhenDeclared =
  (capability: Capability, method: ListMethod): Check =>
  (view, sink) => {
    let told = false;
    for (const { call, known } of tellingCalls(view, view.callsTo(method))) {
      if (!declaresOn(view, call.connection, capability)) continue;
      sink.examined();
      if (known || told) continue;
      told = true;
      sink.finding({
        message: `The capability \`${capability}\` is declared, but the server does not know \`${method}\`.`,
        expected: 'a result with the list, empty or not',
        actual: `an error with the code ${METHOD_NOT_FOUND}`,
        seq: [call.response?.seq ?? call.request.seq, call.request.seq],
      });
    }
    for (const { call, words, seq } of passedOver(view, plainRequests(view, method))) {
      if (!declaresOn(view, call.connection, capability)) continue;
      sink.examined();
      if (told) continue;
      told = true;
      sink.finding({
        message: `The capability \`${capability}\` is declared, but \`${method}\` is not answered.`,
        expected: 'a result with the list, empty or not',
        actual: words,
        seq: [seq, call.request.seq],
      });
    }
  };
