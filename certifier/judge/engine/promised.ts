/** What a capability promises of a list, and a list of a capability. */
import type { Capability } from '../../catalogue/requirement.ts';
import { wasHeard } from './carriage.ts';
import type { Check } from './check.ts';
import { contentsComplain, LONGEST_DENIAL } from './complaint.ts';
import { at, member, objectsIn, quote } from './json.ts';
import type { Call } from './message.ts';
import { groupBy } from './order.ts';
import { lastGiven, passedOver } from './passed-over.ts';
import { isPlain } from './plain.ts';
import { errorCode, isFinal, type ListMethod, listings } from './readers.ts';
import { declaresOn, statementFor } from './session.ts';
import type { View } from './view.ts';

/** The request that gives what a list names, and the member of its result that holds it. */
const GIVEN_BY: Readonly<Record<'resources' | 'prompts', readonly [method: string, items: string]>> = {
  resources: ['resources/read', 'contents'],
  prompts: ['prompts/get', 'messages'],
};

interface Served {
  readonly connection: number;
  readonly seq: number;
  readonly words: string;
}

/** What shows that a feature is served: something in a list, and something that is given. */
function servedOf(view: View, capability: Capability, methods: readonly ListMethod[]): readonly Served[] {
  const listed = methods.flatMap((method) =>
    listings(view, method).flatMap(({ items: [first], connection }) =>
      first === undefined ? [] : [{ connection, seq: first.seq, words: `\`${method}\` lists something` }],
    ),
  );
  if (capability !== 'resources' && capability !== 'prompts') return listed;
  const [method, items] = GIVEN_BY[capability];
  const given = view.callsTo(method).flatMap((call) => {
    const { result, response, connection } = call;
    const all = result !== undefined && isFinal(result) ? objectsIn(member(result, items)) : [];
    // Who says in words that there is no such resource gives none.
    return response === undefined || all.length === 0 || contentsComplain(call, LONGEST_DENIAL)
      ? []
      : [{ connection, seq: response.seq, words: `\`${method}\` gives something` }];
  });
  return [...listed, ...given];
}

/**
 * A subject that lists or gives something of a feature supports it, and so has to have declared it. Nothing in a list or in what is given
 * shows nothing: many servers answer every method, whatever they have.
 */
export const declaredWhenServed =
  (capability: Capability, methods: readonly ListMethod[]): Check =>
  (view, sink) => {
    for (const { connection, seq, words } of servedOf(view, capability, methods)) {
      const statement = statementFor(view, connection);
      if (statement === undefined) continue;
      sink.examined();
      if (declaresOn(view, connection, capability)) continue;
      sink.finding({
        message: `${words}, but the capability \`${capability}\` is not declared.`,
        expected: `\`capabilities.${capability}\` in the answer to \`${statement.method}\``,
        actual: `capabilities ${quote(at(statement.result, 'capabilities'))}`,
        seq: [statement.response?.seq ?? statement.request.seq, seq],
      });
      return;
    }
  };

const METHOD_NOT_FOUND = -32601;
/** Codes by which a server says that it could not serve a request like this one at all. Those of its own may have good reasons. */
const UNSERVED: ReadonlySet<number | undefined> = new Set([-32600, METHOD_NOT_FOUND, -32602, -32603]);

/** So many such refusals, and nothing after them on their connection or on any, are no accident. */
const FEWEST_REFUSED = 2;

/** Requests that were refused as ones that cannot be served: of the list that was never given, or by a server that no longer gives it. */
function refusedLists(calls: readonly Call[]): ReadonlySet<Call> {
  const given = lastGiven(calls);
  const refused = calls.filter((call) => UNSERVED.has(errorCode(call)) && wasHeard(call));
  const lastOfAll = [...given.values()].reduce((latest, seq) => Math.max(latest, seq), 0);
  const sinceAll = refused.filter(({ request }) => lastOfAll < request.seq);
  const since = refused.filter(({ connection, request }) => (given.get(connection) ?? 0) < request.seq);
  const noAccidents = [sinceAll, ...groupBy(since, ({ connection }) => connection).values()].filter(
    ({ length }) => length >= FEWEST_REFUSED || given.size === 0,
  );
  return new Set([...refused.filter((call) => errorCode(call) === METHOD_NOT_FOUND), ...noAccidents.flat()]);
}

/**
 * A subject that declares a feature answers the request for its list. That it does not know the method tells enough; another error could
 * be an accident, so it counts where the list was never given, or not given any more. So does it that no message comes.
 */
export const answeredWhenDeclared =
  (capability: Capability, method: ListMethod): Check =>
  (view, sink) => {
    const calls = view
      .callsTo(method)
      .filter((call) => declaresOn(view, call.connection, capability) && isPlain(view, call));
    const refused = refusedLists(calls);
    let told = false;
    const find = (call: Call, message: string, actual: string, seq: number): void => {
      sink.examined();
      if (told) return;
      told = true;
      const expected = 'a result with the list, empty or not';
      sink.finding({
        message: `The capability \`${capability}\` is declared, but \`${method}\` is ${message}.`,
        expected,
        actual,
        seq: [seq, call.request.seq],
      });
    };
    for (const call of calls) {
      if (call.result !== undefined) sink.examined();
      else if (refused.has(call))
        find(call, 'answered with an error', `an error with the code ${errorCode(call)}`, call.response?.seq ?? 0);
    }
    for (const { call, words, seq } of passedOver(view, calls)) find(call, 'not answered', words, seq);
  };
