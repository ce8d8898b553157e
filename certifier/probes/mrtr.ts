/** specification/mrtr.md */
import { type Asking, askedBy, converse, inputsFor, send, stateOf } from './engine/asking.ts';
import { META } from './engine/client.ts';
import { DECLARED } from './engine/declared.ts';
import { listsOf } from './engine/establish.ts';
import { callFixture, fixtureCall, hasFixture } from './engine/fixtures.ts';
import { flipped, forgeries, rewritten } from './engine/forgery.ts';
import type { Probe, ProbeContext } from './engine/probe.ts';
import type { JsonObject, Reply } from './engine/reply.ts';

const PREFIX = 'test_input_required_result_';
const FORM = `${PREFIX}elicitation`;
const SEVERAL = `${PREFIX}multiple_inputs`;
const BOUND = `${PREFIX}request_state`;
const TAMPERED = `${PREFIX}tampered_state`;
const ONCE = `${PREFIX}single_use`;
const BY_CAPABILITY = `${PREFIX}capabilities`;
/** One form alone, one message, the roots, several at once, two rounds, and an answer that counts with its state only. */
const ROUNDS = [FORM, `${PREFIX}sampling`, `${PREFIX}list_roots`, SEVERAL, `${PREFIX}multi_round`, BOUND];
const PROMPT = `${PREFIX}prompt`;

/** The good answer to a result that asks, as the members of the next request; undefined where it does not ask. */
function answerTo(reply: Reply, seed: string): JsonObject | undefined {
  const asked = askedBy(reply);
  return asked === undefined ? undefined : { inputResponses: inputsFor(asked, seed), ...stateOf(reply) };
}

/** A server may want to be asked again before it says what it needs: not more often than this. */
const MOST_PAUSES = 3;

/** Sends it, and brings the state back as long as that is all it is given: what comes is the question, or no question at all. */
async function ask(context: Pick<ProbeContext, 'client' | 'callTimeout'>, asking: Asking): Promise<Reply> {
  let reply = await send(context, asking);
  for (let pause = 0; pause < MOST_PAUSES && isPause(reply) && !context.client.ended; pause += 1)
    reply = await send(context, asking, stateOf(reply));
  return reply;
}

const isPause = (reply: Reply): boolean => {
  const asked = askedBy(reply);
  return asked !== undefined && Object.keys(asked).length === 0 && 'requestState' in stateOf(reply);
};

/** Asks, and answers once as the probe wants it; undefined where the tool may not be called or does not ask. */
async function answer(
  context: ProbeContext,
  name: string,
  change: (good: JsonObject, asked: JsonObject) => JsonObject,
): Promise<Reply | undefined> {
  const asking = fixtureCall(context, name);
  if (asking === undefined || context.client.ended) return undefined;
  const reply = await ask(context, asking);
  const good = answerTo(reply, context.seed);
  return good === undefined ? undefined : send(context, asking, change(good, askedBy(reply) ?? {}));
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const withInput = (good: JsonObject, inputResponses: unknown): JsonObject => ({ ...good, inputResponses });

export const probes: readonly Probe[] = [
  {
    id: 'mrtr.traffic',
    title:
      'looks for results that ask for input where none may, and asks for each list as a client that can be asked for anything',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client, capabilities }) {
      const meta = { [`${META}clientCapabilities`]: DECLARED.all };
      for (const method of listsOf(capabilities)) if (!client.ended) await client.request(method, {}, { meta });
    },
  },
  {
    id: 'mrtr.rounds',
    title: 'uses tools and a prompt that ask for input, and brings it',
    risk: 'fixture',
    eras: ['stateless'],
    async run(context) {
      if (!hasFixture(context)) return;
      for (const name of ROUNDS) await callFixture(context, name);
      const hasPrompt = context.learned.prompts.some(({ name }) => name === PROMPT);
      if (hasPrompt) await converse(context, { method: 'prompts/get', params: { name: PROMPT } });
    },
  },
  {
    id: 'mrtr.elsewhere',
    title: 'brings input later: over HTTP on another connection, over stdio after other requests',
    risk: 'fixture',
    eras: ['stateless'],
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      const other = context.client.wire.transport === 'stdio' ? context.client : await context.second();
      for (const name of [FORM, BOUND]) {
        const asking = fixtureCall(context, name);
        if (asking === undefined || other === undefined || other.ended) continue;
        const good = answerTo(await ask(context, asking), context.seed);
        await context.client.request('server/discover');
        if (good !== undefined) await send({ ...context, client: other }, asking, good);
      }
    },
  },
  {
    id: 'mrtr.capabilities',
    title: 'calls a tool that asks, as clients that declare little or nothing',
    risk: 'fixture',
    eras: ['stateless'],
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      const callAs = async (capabilities: JsonObject, name: string): Promise<void> => {
        const asking = fixtureCall(context, name);
        if (asking === undefined || context.client.ended) return;
        const meta = { [`${META}clientCapabilities`]: capabilities };
        await context.client.request(asking.method, asking.params, { meta, timeout: context.callTimeout });
      };
      for (const capabilities of [{}, { sampling: {} }, { elicitation: {} }]) await callAs(capabilities, BY_CAPABILITY);
      // These can do nothing without an answer, and may well refuse.
      for (const name of [FORM, `${PREFIX}sampling`, `${PREFIX}list_roots`]) await callAs({}, name);
    },
  },
  {
    id: 'mrtr.abandon',
    title: 'calls a tool that asks, does not come back, and calls it twice more',
    risk: 'fixture',
    eras: ['stateless'],
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      for (const name of [FORM, BOUND]) {
        const asking = fixtureCall(context, name);
        if (asking === undefined) continue;
        // Twice more: one failure may be an accident.
        for (let count = 0; count < 3 && !context.client.ended; count++) await send(context, asking);
      }
      await context.client.request('server/discover');
    },
  },
  {
    id: 'mrtr.state',
    title: 'brings states that were changed, made up, used before, or issued for another request',
    risk: 'fixture',
    eras: ['stateless'],
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      await change(context);
      for (const requestState of forgeries(context.seed)) {
        await answer(context, TAMPERED, (good) => ({ ...good, requestState }));
      }
      await ofAnother(context);
      await twice(context);
      await context.client.request('server/discover');
    },
  },
  {
    id: 'mrtr.responses',
    title: 'brings input that is malformed, superfluous or incomplete',
    risk: 'fixture',
    eras: ['stateless'],
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      await answer(context, FORM, (good) => good);
      await answer(context, FORM, (good) =>
        withInput(good, { ...asObject(good.inputResponses), accord: { action: 'cancel' } }),
      );
      await answer(context, FORM, (good) => withInput(good, 'accord'));
      await answer(context, FORM, (good, asked) => withInput(good, eachOf(asked, { action: 'accord-no-such-action' })));
      await answer(context, FORM, (good, asked) => withInput(good, eachOf(asked, 'accord')));
      await answer(context, FORM, (good) => withInput(good, {}));
      await answer(context, SEVERAL, (good) => {
        const [, ...others] = Object.entries(asObject(good.inputResponses));
        return withInput(good, Object.fromEntries(others));
      });
      await context.client.request('server/discover');
    },
  },
];

const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});
const eachOf = (asked: JsonObject, answer: unknown): JsonObject =>
  Object.fromEntries(Object.keys(asked).map((key) => [key, answer]));

/** A status alone turns down, too. */
const isAnswered = (reply: Reply | undefined): boolean => reply?.message !== undefined || reply?.status !== undefined;

/** The state as it was issued, with one character changed, and with each of its values changed that can be read. */
async function change(context: ProbeContext): Promise<void> {
  let values = 0;
  await answer(context, TAMPERED, (good) => {
    values = rewritten(good.requestState).length;
    return good;
  });
  let reply = await answer(context, TAMPERED, (good) => ({ ...good, requestState: flipped(good.requestState) }));
  // Whoever falls silent over one would do so over each.
  for (let index = 0; index < values && isAnswered(reply); index += 1)
    reply = await answer(context, TAMPERED, (good) => ({
      ...good,
      requestState: rewritten(good.requestState)[index] ?? '',
    }));
}

/** The state of one tool with the answer to another: both were told the same, each is good for its own. */
async function ofAnother(context: ProbeContext): Promise<void> {
  const [here, there] = [fixtureCall(context, TAMPERED), fixtureCall(context, BOUND)];
  if (here === undefined || there === undefined) return;
  const state = stateOf(await ask(context, there));
  await answer(context, TAMPERED, (good) => ({ ...good, ...state }));
}

async function twice(context: ProbeContext): Promise<void> {
  const asking: Asking | undefined = fixtureCall(context, ONCE);
  if (asking === undefined) return;
  const good = answerTo(await ask(context, asking), context.seed);
  if (good === undefined) return;
  await send(context, asking, good);
  await send(context, asking, good);
}
