/** Whether what is served was declared, and what was declared is served. */
import type { Capability } from '../../catalogue/requirement.ts';
import { isWellCarried, wasHeard } from './carriage.ts';
import type { Check } from './check.ts';
import { at, isObject, member, objectsIn, quote } from './json.ts';
import { capabilityStatement } from './lists.ts';
import type { Call } from './message.ts';
import { passedOver } from './passed-over.ts';
import { errorCode, isFinal, type ListMethod, listings } from './readers.ts';
import { META_CAPABILITIES, META_LOG_LEVEL, versionOf } from './refusals.ts';
import { capabilitiesOn, handshakeOn } from './session.ts';
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
  const given = view.callsTo(method).flatMap(({ result, response, connection }) => {
    const all = result !== undefined && isFinal(result) ? objectsIn(member(result, items)) : [];
    return response === undefined || all.length === 0
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
    const statement = capabilityStatement(view);
    if (statement === undefined) return;
    for (const { connection, seq, words } of servedOf(view, capability, methods)) {
      sink.examined();
      const declared = capabilitiesOn(view, connection);
      if (Object.hasOwn(declared, capability)) continue;
      const told = handshakeOn(view).get(connection) ?? statement;
      sink.finding({
        message: `${words}, but the capability \`${capability}\` is not declared.`,
        expected: `\`capabilities.${capability}\` in the answer to \`${told.method}\``,
        actual: `capabilities ${quote(declared)}`,
        seq: [told.response?.seq ?? told.request.seq, seq],
      });
      return;
    }
  };

/** Codes by which a server says that it could not serve a request like this one at all. Those of its own may have good reasons. */
const UNSERVED: ReadonlySet<number | undefined> = new Set([-32600, -32601, -32602, -32603]);

/** A request of the stateless era for the first page, with nothing about it that a server could refuse. */
const isPlainRequest = (view: View, call: Call): boolean =>
  Object.keys(call.params).every((name) => name === '_meta') &&
  versionOf(call) === view.revision &&
  isObject(at(call.params, '_meta', META_CAPABILITIES)) &&
  at(call.params, '_meta', META_LOG_LEVEL) === undefined &&
  isWellCarried(view, call);

/**
 * A subject that declares a feature answers the request for its list. That it does not know the method tells enough, and so does that no
 * message comes; another error could be an accident, so it counts only where the list was never given.
 */
export const answeredWhenDeclared =
  (capability: Capability, method: ListMethod): Check =>
  (view, sink) => {
    if (!view.declares(capability)) return;
    const calls = view.callsTo(method).filter((call) => isPlainRequest(view, call));
    const given = calls.some(({ result }) => result !== undefined);
    let told = false;
    const refused = ({ request }: Call, words: string, seq: number): void => {
      sink.examined();
      if (told) return;
      told = true;
      sink.finding({
        message: `The capability \`${capability}\` is declared, but \`${method}\` is not answered with the list.`,
        expected: 'a result with the list, empty or not',
        actual: words,
        seq: [seq, request.seq],
      });
    };
    for (const call of calls) {
      const code = errorCode(call);
      const isTelling = code === -32601 || (!given && UNSERVED.has(code));
      if (call.result !== undefined) sink.examined();
      else if (isTelling && wasHeard(call))
        refused(call, `an error with the code ${code}`, call.response?.seq ?? call.request.seq);
    }
    for (const { call, words, seq } of passedOver(view, calls)) refused(call, words, seq);
  };
