/** specification/mrtr.md */
import { able, begun, CLIENT, completed, inputRequired } from './engine/asking.ts';
import { type Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

type Members = Readonly<Record<string, unknown>>;

const REVISION = '2026-07-28';
const form = (name: string, type = 'string') => ({
  method: 'elicitation/create',
  params: {
    mode: 'form',
    message: 'Whom shall I greet?',
    requestedSchema: { type: 'object', properties: { [name]: { type } }, required: [name] },
  },
});
const WHO = form('name');
const ADA = { action: 'accept', content: { name: 'Ada' } };
const STATE = 'c3RlcDox.c2lnbmVk';
const invalid = (message: string): Members => ({ error: { code: -32602, message } });

/** One trip to a tool. */
const trip = (composer: Composer, tool: string, more: Members, answer: Members, client: Members = CLIENT): Composer =>
  composer.call('tools/call', { name: tool, arguments: {}, ...more }, answer, able(client));
const asking = (composer: Composer, tool = 'greet', state?: string): Composer =>
  trip(composer, tool, {}, inputRequired({ who: WHO }, state));
const back = (
  composer: Composer,
  inputResponses: unknown,
  answer: Members,
  state?: unknown,
  tool = 'greet',
): Composer =>
  trip(composer, tool, { inputResponses, ...(state === undefined ? {} : { requestState: state }) }, answer);

/** Asked, answered and done. */
const greeted = () => back(asking(begun(REVISION), 'greet', STATE), { who: ADA }, completed('Hello, Ada'), STATE);

const TAMPERED = 'test_input_required_result_tampered_state';
const BOUND = 'test_input_required_result_request_state';
const ONCE = 'test_input_required_result_single_use';
/** A tool whose state was brought back as it was, and asked once more. */
const confirmed = (tool: string): Composer =>
  back(asking(begun(REVISION), tool, STATE), { who: ADA }, completed('The state is good'), STATE, tool);
const forged = () =>
  back(
    asking(confirmed(TAMPERED), TAMPERED, STATE),
    { who: ADA },
    invalid('requestState was altered'),
    'c3RlcDoy.c2lnbmVk',
    TAMPERED,
  );

export const examples: Examples = {
  'mrtr.result.permitted': greeted,
  'mrtr.result.supported-requests': () =>
    begun(REVISION).call(
      'tools/list',
      {},
      {
        result: complete({ tools: [], ttlMs: 60000, cacheScope: 'public' }),
      },
    ),
  'mrtr.result.type': greeted,
  'mrtr.result.at-least-one': greeted,
  'mrtr.result.either-omitted': greeted,
  'mrtr.input-requests.allowed-types': greeted,
  'mrtr.input-requests.unique-keys': () =>
    trip(begun(REVISION), 'greet', {}, inputRequired({ who: WHO, where: form('place') })),
  'mrtr.input-requests.declared': () =>
    trip(begun(REVISION), 'greet', {}, inputRequired({ who: WHO }), { elicitation: {} }),
  'mrtr.result.repeated': () =>
    back(
      asking(begun(REVISION), 'greet', STATE),
      { who: ADA },
      inputRequired({ where: form('place') }, 'c3RlcDoy.c2lnbmVk'),
      STATE,
    ),
  'mrtr.result.abandoned': () => asking(asking(asking(begun(REVISION)))),
  'mrtr.request-state.string': greeted,
  'mrtr.request-state.attacker-controlled': forged,
  'mrtr.request-state.integrity': forged,
  'mrtr.request-state.rejected': forged,
  'mrtr.request-state.request': () =>
    back(
      asking(confirmed(TAMPERED), BOUND, 'b3RoZXI.c2lnbmVk'),
      { who: ADA },
      invalid('requestState belongs to another request'),
      'b3RoZXI.c2lnbmVk',
      TAMPERED,
    ),
  'mrtr.request-state.single-use': () =>
    back(confirmed(ONCE), { who: ADA }, invalid('requestState was used before'), STATE, ONCE),
  'mrtr.retry.self-contained': () =>
    back(asking(asking(greeted(), 'greet', STATE), 'bow'), { who: ADA }, completed('Hello, Ada'), STATE),
  'mrtr.input-responses.validated': () =>
    back(asking(begun(REVISION)), { who: 'Ada' }, invalid('inputResponses.who must be an object')),
  'mrtr.input-responses.malformed': () =>
    back(asking(begun(REVISION)), 'Ada', invalid('inputResponses must be an object')),
  'mrtr.input-responses.extra-ignored': () =>
    back(
      asking(back(asking(begun(REVISION)), { who: ADA }, completed('Hello, Ada'))),
      { who: ADA, where: { action: 'cancel' } },
      completed('Hello, Ada'),
    ),
  'mrtr.input-responses.missing': () => back(asking(begun(REVISION)), {}, inputRequired({ who: WHO })),
};
