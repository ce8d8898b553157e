/** specification/elicitation.md */
import type { Revision } from '../catalogue/requirement.ts';
import { able, asks, begun, CLIENT, inputRequired, type Question, toldOnce } from './engine/asking.ts';
import type { Composer } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const elicit = (params: Readonly<Record<string, unknown>>): Question => ({ method: 'elicitation/create', params });
const form = (properties: Readonly<Record<string, unknown>>, required: readonly string[] = []): Question =>
  elicit({
    mode: 'form',
    message: 'Under which name shall the report appear?',
    requestedSchema: { type: 'object', properties, required },
  });
const NAME = form({ name: { type: 'string', title: 'Name' } }, ['name']);
const ADA = { action: 'accept', content: { name: 'Ada Lovelace' } };

const named = (revision: Revision = '2026-07-28') => asks(revision, NAME, ADA, 'Ada Lovelace');
const choices = () =>
  asks(
    '2026-07-28',
    form({
      colour: { type: 'string', title: 'Colour', enum: ['red', 'green'] },
      day: { type: 'string', oneOf: [{ const: 'mo', title: 'Monday' }] },
      tags: { type: 'array', minItems: 1, items: { type: 'string', enum: ['a', 'b'] } },
      email: { type: 'string', format: 'email' },
    }),
    { action: 'accept', content: { colour: 'red', day: 'mo', tags: ['a'], email: 'ada@example.com' } },
  );

const PAGE = { mode: 'url', message: 'Connect your calendar to go on', url: 'https://mcp.example.com/connect' };
const OPENED = { action: 'accept' };
const ID = '550e8400-e29b-41d4-a716-446655440000';
const pageWithoutId = () => asks('2026-07-28', elicit(PAGE), OPENED);
const page = () => asks('2025-11-25', elicit({ ...PAGE, elicitationId: ID }), OPENED);
const twoPages = () =>
  toldOnce(page(), '2025-11-25', 'ask', {
    question: elicit({ ...PAGE, elicitationId: '6f1c1f1e-9d4b-4c53-8f0e-2a7c1d0b3e55' }),
    answer: OPENED,
    text: 'Done',
  });
const completedPage = () =>
  page().received({ jsonrpc: '2.0', method: 'notifications/elicitation/complete', params: { elicitationId: ID } });
/** The page is another client's business: nothing is said of it on the second connection. */
const completedForOne = () => completedPage().established('2025-11-25', { tools: {} }, 'second', CLIENT);

const pageRequired = () =>
  begun('2025-11-25').call(
    'tools/call',
    { name: 'calendar', arguments: {} },
    {
      error: {
        code: -32042,
        message: 'Connect your calendar first',
        data: { elicitations: [{ ...PAGE, elicitationId: ID }] },
      },
    },
  );

/** The same tool, which repeats what it is told, with one user after the other. */
const REPEATS = 'test_input_required_result_elicitation';
const withUsers = (...users: readonly (readonly [Readonly<Record<string, unknown>>, string, boolean?])[]): Composer =>
  users.reduce(
    (composer, [answer, text, isError = false]) =>
      toldOnce(composer, '2026-07-28', REPEATS, { question: NAME, answer, text, isError }),
    begun('2026-07-28'),
  );
const refused = (revision: Revision) =>
  toldOnce(asks(revision, NAME, { action: 'decline' }, 'Without a name then'), revision, 'ask', {
    question: NAME,
    answer: { action: 'cancel' },
    text: 'Another time',
  });

export const examples: Examples = {
  'elicitation.form.no-secrets': () => named(),
  'elicitation.mode.only-declared': () =>
    toldOnce(begun('2026-07-28', { elicitation: {} }), '2026-07-28', 'ask', {
      question: NAME,
      answer: ADA,
      text: 'Ada Lovelace',
      client: { elicitation: {} },
    }),
  'elicitation.request.sent': () => named('2025-11-25'),
  'elicitation.request.in-result': () => named(),
  'elicitation.request.message': () => named(),
  'elicitation.form.mode': () => named(),
  'elicitation.form.mode-omitted': () => named(),
  'elicitation.form.schema': () => named(),
  'elicitation.schema.flat': () => named(),
  'elicitation.schema.choices': choices,
  'elicitation.schema.formats': choices,
  'elicitation.schema.keywords': choices,
  'elicitation.schema.pattern': () =>
    asks('2025-11-25', form({ code: { type: 'string', pattern: '^[a-z]+$' } }), {
      action: 'accept',
      content: { code: 'abc' },
    }),
  'elicitation.form.server-validates': () =>
    withUsers([{ action: 'accept', content: { name: 42 } }, 'A name is a text', true]),
  'elicitation.form.no-links': () => named(),
  'elicitation.url.mode': pageWithoutId,
  'elicitation.url.valid': pageWithoutId,
  'elicitation.url.https': pageWithoutId,
  'elicitation.url.no-user-data': pageWithoutId,
  'elicitation.url.not-preauthenticated': pageWithoutId,
  'elicitation.url.reevaluated': pageWithoutId,
  'elicitation.url.id': page,
  'elicitation.url.id-unique': twoPages,
  'elicitation.url.done': completedPage,
  'elicitation.complete.id': completedPage,
  'elicitation.complete.only-initiator': completedForOne,
  'elicitation.required-error.permitted': pageRequired,
  'elicitation.required-error.code': pageRequired,
  'elicitation.required-error.only-for-urls': () =>
    pageRequired()
      .call('tools/call', { name: 'greet', arguments: {} }, { result: { content: [{ type: 'text', text: 'Hello' }] } })
      .call(
        'tools/call',
        { name: 'accord-no-such-tool', arguments: {} },
        { error: { code: -32602, message: 'Unknown tool: accord-no-such-tool' } },
      ),
  'elicitation.required-error.list': pageRequired,
  'elicitation.required-error.url-mode': pageRequired,
  'elicitation.required-error.ids': pageRequired,
  'elicitation.server.accepted-used': () => withUsers([ADA, 'Hello, Ada Lovelace']),
  'elicitation.server.refusal-handled': () => refused('2025-11-25'),
  'elicitation.server.refusal-survived': () => refused('2026-07-28'),
  'elicitation.server.client-failure': () =>
    begun('2026-07-28')
      .call('tools/call', { name: 'ask', arguments: {} }, inputRequired({ name: NAME }), able())
      .call(
        'tools/call',
        { name: 'ask', arguments: {}, inputResponses: { name: { action: 'neither' } } },
        { error: { code: -32602, message: 'inputResponses.name: action must be accept, decline or cancel' } },
        able(),
      ),
  'elicitation.server.no-success-assumed': () =>
    withUsers([ADA, 'Hello, Ada Lovelace'], [{ action: 'decline' }, 'Hello, stranger']),
};
