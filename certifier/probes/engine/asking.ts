/** Requests in which the subject may ask something back, and our client that answers it, in either era. */
import { META } from './client.ts';
import { DECLARED, type Declared } from './declared.ts';
import { inputFor, type Manner } from './input.ts';
import type { ProbeContext } from './probe.ts';
import type { JsonObject, Reply } from './reply.ts';
import type { Responder } from './responder.ts';
import { listens } from './standing.ts';

/** No more rounds than this are answered: a subject may ask for ever. */
const MOST_ROUNDS = 5;

export interface Asking {
  readonly method: 'tools/call' | 'prompts/get' | 'resources/read';
  readonly params: JsonObject;
}

export interface AskOptions {
  readonly declared?: Declared;
  readonly manner?: Manner;
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Members of `_meta`, in each round. */
  readonly meta?: JsonObject;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Stateless era: what a request says that its client can do. Nobody can be told of changed roots there. */
export const declaredIn = (declared: Declared): JsonObject => ({
  [`${META}clientCapabilities`]: { ...DECLARED[declared], roots: {} },
});

/** What a result asks for; undefined where it does not ask. */
export const askedBy = ({ result }: Reply): JsonObject | undefined =>
  result?.resultType === 'input_required' ? (isObject(result.inputRequests) ? result.inputRequests : {}) : undefined;

/** The answers to all that a result asks. */
export const inputsFor = (asked: JsonObject, seed: string, manner: Manner = {}): JsonObject =>
  Object.fromEntries(
    Object.entries(asked).flatMap(([key, request]) => {
      const { method, params } = isObject(request) ? request : {};
      const input = inputFor(String(method), isObject(params) ? params : {}, seed, manner);
      return input === undefined ? [] : [[key, input]];
    }),
  );

/** The state that a client has to bring back, as the member of the next request. */
export const stateOf = ({ result }: Reply): JsonObject =>
  result !== undefined && 'requestState' in result ? { requestState: result.requestState } : {};

/** Stateless era: sends it once, with these members beside its own. */
export const send = (
  { client, callTimeout }: Pick<ProbeContext, 'client' | 'callTimeout'>,
  { method, params }: Asking,
  more: JsonObject = {},
  { declared = 'all', headers = {}, meta = {} }: AskOptions = {},
): Promise<Reply> =>
  client.request(
    method,
    { ...params, ...more },
    { meta: { ...declaredIn(declared), ...meta }, headers, timeout: callTimeout },
  );

/** Session era: what a client says that declared everything. */
export const answering =
  (seed: string, manner: Manner = {}): Responder =>
  (method, params) => {
    const result = inputFor(method, params, seed, manner);
    return result === undefined ? { error: { code: -32601, message: 'Not known to this client' } } : { result };
  };

/** Sends it, and answers whatever is asked, until it is over. Undefined where there is nobody to ask. */
export async function converse(
  context: ProbeContext,
  asking: Asking,
  options: AskOptions = {},
): Promise<Reply | undefined> {
  const { declared = 'all', manner = {}, headers = {}, meta = {} } = options;
  const { seed, callTimeout } = context;
  const client = await context.declaring(declared);
  if (client === undefined || client.ended) return undefined;
  if (client.era === 'session') {
    client.respond = answering(seed, manner);
    await listens(client);
    return client.request(asking.method, asking.params, { meta, headers, timeout: callTimeout });
  }
  let reply = await send({ client, callTimeout }, asking, {}, options);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const asked = askedBy(reply);
    if (asked === undefined || client.ended) break;
    const more = { inputResponses: inputsFor(asked, seed, manner), ...stateOf(reply) };
    reply = await send({ client, callTimeout }, asking, more, options);
  }
  return reply;
}
