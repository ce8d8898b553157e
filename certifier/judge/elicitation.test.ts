import { describe, expect, test } from 'vitest';
import type { Revision } from '../catalogue/requirement.ts';
import { able, asks, begun, CLIENT, inputRequired, toldOnce } from '../examples/engine/asking.ts';
import { Composer } from '../examples/engine/compose.ts';
import { checks } from './elicitation.ts';
import { seen } from './engine/seen.fixture.ts';

const PASS = { observed: 1, findings: 0 };
const FINDING = { observed: 1, findings: 1 };
const NOTHING = { observed: 0, findings: 0 };
const ACCEPT = { action: 'accept', content: {} };
const REVISIONS = ['2025-11-25', '2026-07-28'] as const satisfies readonly Revision[];

const look = (id: string, composer: Composer) => seen(checks[id], composer);
const elicited = (params: object, revision: Revision = '2026-07-28') =>
  asks(revision, { method: 'elicitation/create', params: { ...params } }, ACCEPT);
const field = (value: unknown, revision: Revision = '2026-07-28', name = 'field') =>
  elicited({ message: 'Please answer', requestedSchema: { type: 'object', properties: { [name]: value } } }, revision);
const page = (url: unknown) => elicited({ mode: 'url', message: 'Visit', url });

describe.each(REVISIONS)('what is asked for in %s', (revision) => {
  test.each([
    ['a text', 'Please', PASS],
    ['nothing', undefined, FINDING],
    ['a blank', ' ', FINDING],
    ['a number', 1, FINDING],
  ])('the message is %s', (_, message, outcome) => {
    expect(look('elicitation.request.message', elicited({ message }, revision))).toEqual(outcome);
  });

  test.each([
    ['form', { mode: 'form', requestedSchema: {} }, PASS, NOTHING],
    ['none', { requestedSchema: {} }, PASS, NOTHING],
    ['one that is none', { mode: 'dialog', requestedSchema: {} }, FINDING, NOTHING],
    ['url, with a form alone', { mode: 'url', requestedSchema: {} }, FINDING, NOTHING],
    ['url, with a page', { mode: 'url', url: 'https://a.example' }, NOTHING, PASS],
    ['none, with a page', { url: 'https://a.example' }, NOTHING, FINDING],
    ['form, beside the empty members of a page', { mode: 'form', requestedSchema: {}, url: '' }, PASS, NOTHING],
    [
      'form, with an address that nobody reads',
      { mode: 'form', requestedSchema: {}, url: 'https://a.io' },
      PASS,
      NOTHING,
    ],
    ['none, beside null for an address', { requestedSchema: {}, url: null, elicitationId: null }, PASS, NOTHING],
    ['url, with a page and an empty form', { mode: 'url', url: 'https://a.io', requestedSchema: {} }, NOTHING, PASS],
    ['url, with a page and null for a form', { mode: 'url', url: null, requestedSchema: null }, NOTHING, PASS],
  ])('the mode is %s', (_, params, asForm, asPage) => {
    expect(look('elicitation.form.mode', elicited(params, revision))).toEqual(asForm);
    expect(look('elicitation.url.mode', elicited(params, revision))).toEqual(asPage);
  });
});

test.each([
  [{ elicitation: {} }, 'form', PASS],
  [{ elicitation: {} }, 'url', FINDING],
  [{ elicitation: { url: {} } }, 'form', FINDING],
  [{ elicitation: { url: {} } }, 'url', PASS],
  [{ elicitation: { form: {}, url: {} } }, 'url', PASS],
  [{ sampling: {} }, 'form', NOTHING],
])('a client that declares %j is asked in the mode %s', (client, mode, outcome) => {
  const params = mode === 'url' ? { mode, url: 'https://a.example' } : { mode, requestedSchema: {} };
  for (const revision of REVISIONS) {
    const told = { question: { method: 'elicitation/create', params }, answer: ACCEPT, text: 'Done', client };
    const composer = toldOnce(begun(revision, client), revision, 'ask', told);
    expect(look('elicitation.mode.only-declared', composer)).toEqual(outcome);
  }
});

test('elicitation.request.sent knows another name of the request however it is written', () => {
  const sent = (method: string) => begun('2025-11-25').received({ jsonrpc: '2.0', id: 1, method, params: {} });
  for (const method of ['elicitation/ask', 'elicitation.create', 'elicitationCreate', 'elicitation'])
    expect(look('elicitation.request.sent', sent(method))).toEqual(FINDING);
  for (const method of ['ping', 'elicitations/list', 'com.example/elicitation'])
    expect(look('elicitation.request.sent', sent(method))).toEqual(NOTHING);
});

describe('elicitation.url.reevaluated', () => {
  const visit = { mode: 'url', message: 'Visit', url: 'https://a.example' };
  const params = { name: 'ask', arguments: {} };
  const asked = inputRequired({ question: { method: 'elicitation/create', params: visit } });
  /** The page was agreed to, and the request that says so is answered with this error. */
  const refused = (status: number) =>
    new Composer('streamable-http')
      .established('2026-07-28', { tools: {} }, 'main', CLIENT)
      .call('tools/call', params, asked, able())
      .call(
        'tools/call',
        { ...params, inputResponses: { question: { action: 'accept' } } },
        { error: { code: -32000, message: 'Refused' } },
        { ...able(), answer: { status } },
      );
  test('finds an error, and none in what was turned away as one too many or for its credentials', () => {
    for (const status of [200, 400]) expect(look('elicitation.url.reevaluated', refused(status))).toEqual(FINDING);
    for (const status of [401, 429, 503]) expect(look('elicitation.url.reevaluated', refused(status))).toEqual(NOTHING);
  });
});

describe('elicitation.schema.flat', () => {
  const id = 'elicitation.schema.flat';
  test.each([
    ['no fields at all', {}],
    ['each kind of field', { a: { type: 'string' }, b: { type: 'integer' }, c: { type: 'boolean' } }],
    ['choices, of whatever shape', { a: { enum: [] }, b: { type: 'array' } }],
  ])('accepts %s', (_, properties) => {
    expect(look(id, elicited({ message: 'm', requestedSchema: { type: 'object', properties } }))).toEqual(PASS);
  });
  test.each([
    ['an object in it', { type: 'object', properties: { a: { type: 'object' } } }],
    ['an object that calls itself a text', { type: 'object', properties: { a: { type: 'string', properties: {} } } }],
    ['a reference', { type: 'object', properties: { a: { $ref: '#/x' } } }],
    ['true for a field', { type: 'object', properties: { a: true } }],
    ['another type', { type: 'string' }],
    ['no properties', { type: 'object' }],
    ['a name for the required ones', { type: 'object', properties: {}, required: 'a' }],
  ])('finds %s', (_, requestedSchema) => {
    expect(look(id, elicited({ message: 'm', requestedSchema }))).toEqual(FINDING);
  });
});

describe('elicitation.schema.choices', () => {
  const id = 'elicitation.schema.choices';
  const titled = [{ const: 'a', title: 'A' }];
  test.each([
    { type: 'string', enum: ['a'] },
    { type: 'string', enum: ['a'], enumNames: ['A'] },
    { type: 'string', oneOf: titled },
    { type: 'array', items: { type: 'string', enum: ['a'] } },
    { type: 'array', items: { anyOf: titled } },
  ])('accepts %j', (value) => {
    expect(look(id, field(value))).toEqual(PASS);
  });
  test.each([
    { enum: ['a'] },
    { type: 'string', enum: [1] },
    { type: 'string', enum: 'a' },
    { type: 'string', oneOf: [{ const: 'a' }] },
    { type: 'string', anyOf: titled },
    { type: 'array', items: { type: 'string' } },
    { type: 'array', items: { type: 'object' } },
    { type: 'array' },
  ])('finds %j', (value) => {
    expect(look(id, field(value))).toEqual(FINDING);
  });
  test('a choice of several, and titles beside the values, are not known in 2025-06-18', () => {
    const earlier = (value: unknown) => look(id, field(value, '2025-06-18'));
    expect(earlier({ type: 'string', enum: ['a'], enumNames: ['A'] })).toEqual(PASS);
    expect(earlier({ type: 'string', oneOf: titled })).toEqual(FINDING);
    expect(earlier({ type: 'array', items: { type: 'string', enum: ['a'] } })).toEqual(FINDING);
  });
  test.each(['number', 'integer', 'boolean'])(
    'a list of values for a %s is a keyword that it does not have',
    (type) => {
      expect(look(id, field({ type, enum: [1] }))).toEqual(NOTHING);
      expect(look('elicitation.schema.flat', field({ type, enum: [1] }))).toEqual(PASS);
      expect(look('elicitation.schema.keywords', field({ type, enum: [1] }))).toEqual(FINDING);
    },
  );
  test('a text is no choice', () => {
    expect(look(id, field({ type: 'string' }))).toEqual(NOTHING);
  });
});

test('a format is one of four, and of texts alone', () => {
  const id = 'elicitation.schema.formats';
  expect(look(id, field({ type: 'string', format: 'date-time' }))).toEqual(PASS);
  expect(look(id, field({ type: 'string', format: 'ipv4' }))).toEqual(FINDING);
  expect(look(id, field({ type: 'string', format: 1 }))).toEqual(FINDING);
  expect(look(id, field({ type: 'number', format: 'float' }))).toEqual(NOTHING);
});

test('keywords are those of the type; a pattern is listed up to 2025-11-25', () => {
  const id = 'elicitation.schema.keywords';
  expect(look(id, field({ type: 'number', title: 'n', minimum: 1 }))).toEqual(PASS);
  expect(look(id, field({ type: 'number', multipleOf: 1 }))).toEqual(FINDING);
  expect(look(id, field({ type: 'string', pattern: 'a' }, '2025-11-25'))).toEqual(PASS);
  expect(look(id, field({ type: 'string', pattern: 'a' }))).toEqual(FINDING);
  expect(look(id, field({ type: 'string', pattern: 'a' }, '2025-06-18'))).toEqual(FINDING);
});

test('a choice has no format and no length, and defaults came in 2025-11-25 but for yes-or-no', () => {
  const id = 'elicitation.schema.keywords';
  const choice = { type: 'string', title: 'c', enum: ['a'], enumNames: ['A'], default: 'a' };
  expect(look(id, field(choice))).toEqual(PASS);
  for (const more of [{ format: 'email' }, { minLength: 1 }, { pattern: 'a' }])
    expect(look(id, field({ ...choice, ...more }, '2025-11-25'))).toEqual(FINDING);
  expect(look(id, field({ type: 'string', enumName: 'A' }))).toEqual(FINDING);
  expect(look(id, field({ type: 'string', default: 'a' }, '2025-06-18'))).toEqual(FINDING);
  expect(look(id, field({ type: 'boolean', default: true }, '2025-06-18'))).toEqual(PASS);
});

describe('elicitation.form.no-secrets', () => {
  const id = 'elicitation.form.no-secrets';
  const called = (name: string, more: object = {}) => field({ type: 'string', ...more }, '2026-07-28', name);
  test.each([
    'password',
    'newPassword',
    'api_key',
    'API-Key',
    'githubAccessToken',
    'credit_card_number',
    'card_number',
    'cvv',
  ])('finds %s', (name) => {
    expect(look(id, called(name))).toEqual(FINDING);
  });
  test('finds a title', () => {
    expect(look(id, called('value', { title: 'Your password' }))).toEqual(FINDING);
  });
  test.each([
    'username',
    'email',
    'password_hint',
    'token_count',
    'keyword',
    'monkey',
    'has_api_key',
    'passport',
    'card',
    'library_card_number',
  ])('leaves %s alone', (name) => {
    expect(look(id, called(name))).toEqual(PASS);
  });
  test.each([
    ['integer', 'cvv', FINDING],
    ['number', 'credit_card_number', FINDING],
    ['integer', 'card_number', FINDING],
    ['integer', 'amount_due_on_credit_card', PASS],
    ['number', 'api_token', PASS],
  ])('%s for %s', (type, name, outcome) => {
    expect(look(id, called(name, { type }))).toEqual(outcome);
  });
  test.each([
    'Name of the API key',
    'A label for your new access token',
    'Environment variable that holds the API key',
    'Type of credit card',
    'Last four digits of your credit card',
    'Which API key',
  ])('"%s" asks for none', (title) => {
    expect(look(id, called('value', { title }))).toEqual(PASS);
  });
  test.each([
    ['Please enter your API key.', FINDING],
    ['To go on we need access. Enter your OpenAI API key:', FINDING],
    ['Type in the password', FINDING],
    ['Give us your credit card number!', FINDING],
    ['Please enter the name of your API key', PASS],
    ['Enter a label for the access token', PASS],
    ['Never enter your password', PASS],
    ['You can set your API key later. What is your name?', PASS],
    ['Do you want to reset your password?', PASS],
    ['Enter your user name and e-mail', PASS],
  ])('a form of one field that says "%s"', (message, outcome) => {
    const asked = (properties: object) => elicited({ message, requestedSchema: { type: 'object', properties } });
    expect(look(id, asked({ value: { type: 'string' } }))).toEqual(outcome);
    expect(look(id, asked({ value: { type: 'string', description: message } }))).toEqual(outcome);
    expect(look(id, asked({ value: { type: 'boolean' } }))).toEqual(PASS);
    expect(look(id, asked({ user: { type: 'string' }, ok: { type: 'boolean' } }))).toEqual({
      observed: 2,
      findings: 0,
    });
  });
  test('a title says what is meant by a name', () => {
    expect(look(id, called('api_key', { title: 'Name of the API key' }))).toEqual(PASS);
    expect(look(id, called('password', { title: 'Use password' }))).toEqual(FINDING);
    expect(look(id, called('value', { title: 'Name and password' }))).toEqual(FINDING);
  });
  test('a choice or a yes-or-no cannot give one away', () => {
    expect(look(id, called('password', { enum: ['keep', 'change'] }))).toEqual(PASS);
    expect(look(id, called('password', { type: 'boolean' }))).toEqual(PASS);
  });
});

test.each([
  ['See https://login.corp.io/a for more', FINDING],
  ['Go to www.corp.io', FINDING],
  ['An address such as https://example.com/path', PASS],
  ['https://localhost:3000 is yours', PASS],
  ['No address, only http and www.', PASS],
  ['Your repository, such as https://github.com/owner/name', PASS],
  ['The address of your site (https://…)', PASS],
  ['Enter https://github.com/<owner>/<name>', PASS],
  ['It has to start with https://hooks.corp.io/', PASS],
  ['Sign in at https://login.corp.io, such as you did before', FINDING],
])('a form that says "%s"', (message, outcome) => {
  const composer = elicited({ message, requestedSchema: { type: 'object', properties: {} } });
  expect(look('elicitation.form.no-links', composer)).toEqual(outcome);
});

test('an address that the client gave is spoken of, and one in the title of a form is shown', () => {
  const id = 'elicitation.form.no-links';
  const url = 'https://news.corp.io/item?id=1';
  const asked = (message: string, more: object = {}) =>
    begun('2026-07-28').call(
      'tools/call',
      { name: 'fetch', arguments: { url } },
      inputRequired({ q: { method: 'elicitation/create', params: { message, requestedSchema: { ...more } } } }),
      able(),
    );
  expect(look(id, asked(`Shall I fetch ${url}?`))).toEqual(PASS);
  expect(look(id, asked(`Shall I fetch ${url}? See https://docs.corp.io first.`))).toEqual(FINDING);
  expect(look(id, asked('Go on?', { title: 'See https://docs.corp.io' }))).toEqual(FINDING);
  expect(look(id, asked('Go on?', { description: 'See https://docs.corp.io' }))).toEqual(FINDING);
});

describe('the URL of a page', () => {
  test.each([
    ['https:a.example/x', FINDING, NOTHING, NOTHING],
    ['https:/a.example/x', FINDING, NOTHING, NOTHING],
    ['https:\\\\a.example/x', FINDING, NOTHING, NOTHING],
    ['myapp:connect', PASS, FINDING, PASS],
    ['http://mcp.test/x', PASS, PASS, PASS],
    ['https://a.example/?repo=git@github.com:acme/app.git', PASS, PASS, PASS],
    ['https://a.example/?to=support@vendor.io', PASS, PASS, PASS],
    ['https://a.example/?as=bot@acme.iam.gserviceaccount.com', PASS, PASS, PASS],
    ['https://a.example/logo@2x.png', PASS, PASS, PASS],
    ['https://a.example/?to=https%3A%2F%2Fb.io%2F%3Fto%3Dada%2540mail.org', PASS, PASS, FINDING],
    ['https://a.example/?token=[secret]', PASS, PASS, FINDING],
    ['https://a.example/?folder=[secret]', PASS, PASS, PASS],
    ['https://a.example/?rate=100%', PASS, PASS, PASS],
    ['https://a.example/?rate=100%&to=ada%40mail.org', PASS, PASS, FINDING],
    ['https://a.example/x', PASS, PASS, PASS],
    ['http://localhost:3000/x', PASS, PASS, PASS],
    ['http://[::1]/x', PASS, PASS, PASS],
    ['http://127.0.0.1.evil.io/x', PASS, FINDING, PASS],
    ['http://a.example/x', PASS, FINDING, PASS],
    ['/connect', FINDING, NOTHING, NOTHING],
    ['', FINDING, NOTHING, NOTHING],
    ['https://a.example/ x', FINDING, NOTHING, NOTHING],
    [undefined, FINDING, NOTHING, NOTHING],
    ['https://ada:secret@a.example/', PASS, PASS, FINDING],
    ['https://a.example/?to=ada%40mail.org', PASS, PASS, FINDING],
    ['https://mcp.corp.io/?from=help@corp.io', PASS, PASS, PASS],
    ['https://a.example/@ada', PASS, PASS, PASS],
  ])('%s', (url, valid, https, noData) => {
    expect(look('elicitation.url.valid', page(url))).toEqual(valid);
    expect(look('elicitation.url.https', page(url))).toEqual(https);
    expect(look('elicitation.url.no-user-data', page(url))).toEqual(noData);
  });
});

describe('completions', () => {
  const PAGE = { mode: 'url', message: 'Visit', url: 'https://a.example', elicitationId: 'one' };
  const done = (params: object) => ({ jsonrpc: '2.0', method: 'notifications/elicitation/complete', params });
  const asked = () => elicited(PAGE, '2025-11-25');
  test('name an elicitation that was asked for', () => {
    const id = 'elicitation.complete.id';
    expect(look(id, asked().received(done({ elicitationId: 'one' })))).toEqual(PASS);
    expect(look(id, asked().received(done({ elicitationId: 'two' })))).toEqual(FINDING);
    expect(look(id, asked().received(done({})))).toEqual(FINDING);
  });
  test('go to the client that was asked', () => {
    const id = 'elicitation.complete.only-initiator';
    const other = () => asked().established('2025-11-25', {}, 'second', CLIENT);
    expect(look(id, other().received(done({ elicitationId: 'one' })))).toEqual(FINDING);
    expect(
      look(
        id,
        other()
          .on(1)
          .received(done({ elicitationId: 'one' })),
      ),
    ).toEqual(PASS);
    expect(look(id, other().received(done({ elicitationId: 'unknown' })))).toEqual(NOTHING);
  });
  test('an id is given once, but a list may name the same page again', () => {
    const id = 'elicitation.url.id-unique';
    const twice = toldOnce(asked(), '2025-11-25', 'ask', {
      question: { method: 'elicitation/create', params: PAGE },
      answer: ACCEPT,
      text: 'Done',
    });
    expect(look(id, twice)).toEqual({ observed: 2, findings: 1 });
    // A process that is started anew may count from the beginning again.
    const anew = toldOnce(asked().established('2025-11-25', { tools: {} }, 'second', CLIENT), '2025-11-25', 'ask', {
      question: { method: 'elicitation/create', params: PAGE },
      answer: ACCEPT,
      text: 'Done',
    });
    expect(look(id, anew)).toEqual({ observed: 2, findings: 0 });
  });
});

describe('the error that asks for a page', () => {
  const ENTRY = { mode: 'url', message: 'Visit', url: 'https://a.example', elicitationId: 'one' };
  const refused = (code: number, data?: object, method = 'tools/call', name = 'calendar') =>
    begun('2025-11-25').call(method, method === 'ping' ? {} : { name, arguments: {} }, {
      error: { code, message: 'No', ...(data === undefined ? {} : { data }) },
    });
  const listed = (...elicitations: readonly object[]) => ({ elicitations });
  test.each([
    ['a page', -32042, listed(ENTRY), PASS, PASS, PASS, PASS],
    ['no list', -32042, undefined, NOTHING, FINDING, NOTHING, NOTHING],
    ['an empty list', -32042, listed(), NOTHING, FINDING, NOTHING, NOTHING],
    ['a form', -32042, listed({ mode: 'form', elicitationId: 'one' }), NOTHING, PASS, FINDING, PASS],
    ['a page without id', -32042, listed({ ...ENTRY, elicitationId: '' }), PASS, PASS, PASS, FINDING],
    ['a page under another code', -32603, listed(ENTRY), FINDING, NOTHING, NOTHING, NOTHING],
    ['something else', -32602, { why: 'x' }, NOTHING, NOTHING, NOTHING, NOTHING],
  ])('with %s', (_, code, data, ofCode, ofList, ofMode, ofIds) => {
    expect(look('elicitation.required-error.code', refused(code, data))).toEqual(ofCode);
    expect(look('elicitation.required-error.list', refused(code, data))).toEqual(ofList);
    expect(look('elicitation.required-error.url-mode', refused(code, data))).toEqual(ofMode);
    expect(look('elicitation.required-error.ids', refused(code, data))).toEqual(ofIds);
  });
  test('is for what a page can help', () => {
    const id = 'elicitation.required-error.only-for-urls';
    expect(look(id, refused(-32042, listed(ENTRY)))).toEqual(PASS);
    expect(look(id, refused(-32042, listed(ENTRY), 'ping'))).toEqual(FINDING);
  });
  test('may come before each tool, as long as none does its work', () => {
    const id = 'elicitation.required-error.only-for-urls';
    const unknown = () => refused(-32042, listed(ENTRY), 'tools/call', 'accord-no-such-tool-1');
    expect(look(id, unknown())).toEqual(PASS);
    expect(look(id, unknown().call('tools/call', { name: 'a', arguments: {} }, { result: { content: [] } }))).toEqual(
      FINDING,
    );
  });
});

describe('a page in an error that asks for it', () => {
  const ENTRY = { mode: 'url', message: 'Visit', url: 'https://a.example', elicitationId: 'one' };
  const listed = (entry: object) =>
    begun('2025-11-25').call(
      'tools/call',
      { name: 'calendar', arguments: {} },
      { error: { code: -32042, message: 'No', data: { elicitations: [{ ...ENTRY, ...entry }] } } },
    );
  test.each([
    ['elicitation.url.valid', { url: '/connect' }],
    ['elicitation.url.https', { url: 'http://mcp.corp.io/connect' }],
    ['elicitation.url.no-user-data', { url: 'https://a.io/?to=ada@mail.org' }],
    ['elicitation.url.not-preauthenticated', { url: 'https://a.io/?access_token=eyJhbGciOiJIUzI1' }],
    ['elicitation.request.message', { message: '' }],
  ])('is held to %s', (id, wrong) => {
    expect(look(id, listed({}))).toEqual(PASS);
    expect(look(id, listed(wrong))).toEqual(FINDING);
    expect(look(id, listed({ mode: 'form', url: undefined, requestedSchema: {} }))).toEqual(NOTHING);
  });
});

describe('answers', () => {
  const SCHEMA = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  const question = { method: 'elicitation/create', params: { message: 'm', requestedSchema: SCHEMA } };
  const REPEATS = 'test_input_required_result_elicitation';
  const told = (answer: object, text: string, isError = false, composer = begun('2026-07-28')) =>
    toldOnce(composer, '2026-07-28', REPEATS, { question, answer: { ...answer }, text, isError });
  const wrong = { action: 'accept', content: { name: 42 } };
  const right = { action: 'accept', content: { name: 'accord-123' } };

  test('that do not fit the form are not used', () => {
    const id = 'elicitation.form.server-validates';
    expect(look(id, told(wrong, 'Hello'))).toEqual(FINDING);
    expect(look(id, told(wrong, 'No', true))).toEqual(PASS);
    expect(look(id, told(wrong, 'Invalid name: a string is required'))).toEqual(NOTHING);
    expect(look(id, told(right, 'Hello'))).toEqual(NOTHING);
    const again = (key: string, params: object) =>
      begun('2026-07-28')
        .call('tools/call', { name: 'a', arguments: {} }, inputRequired({ question }), able())
        .call(
          'tools/call',
          { name: 'a', arguments: {}, inputResponses: { question: wrong } },
          inputRequired({ [key]: { method: 'elicitation/create', params } }),
          able(),
        );
    expect(look(id, again('question', question.params))).toEqual(PASS);
    expect(look(id, again('next', { message: 'And then?' }))).toEqual(NOTHING);
  });
  test('are used', () => {
    const id = 'elicitation.server.accepted-used';
    expect(look(id, told(right, 'Hello, accord-123'))).toEqual(PASS);
    expect(look(id, told(right, 'Hello'))).toEqual(FINDING);
    expect(look(id, told(right, 'No', true))).toEqual(NOTHING);
    expect(look(id, told(right, 'HELLO, ACCORD-123'))).toEqual(PASS);
    const two = { action: 'accept', content: { note: 'accord-987', name: 'accord-123' } };
    expect(look(id, told(two, 'Hello, accord-123'))).toEqual(PASS);
    const inStructure = begun('2026-07-28')
      .call('tools/call', { name: REPEATS, arguments: {} }, inputRequired({ question }), able())
      .call(
        'tools/call',
        { name: REPEATS, arguments: {}, inputResponses: { question: right } },
        { result: { resultType: 'complete', content: [], structuredContent: { greeted: 'accord-123' } } },
        able(),
      );
    expect(look(id, inStructure)).toEqual(PASS);
  });
  test('a refusal is told apart in what is said to programs, too', () => {
    const back = (composer: Composer, response: object, structuredContent: object) =>
      composer
        .call('tools/call', { name: REPEATS, arguments: {} }, inputRequired({ question }), able())
        .call(
          'tools/call',
          { name: REPEATS, arguments: {}, inputResponses: { question: { ...response } } },
          { result: { resultType: 'complete', content: [], structuredContent: { ...structuredContent } } },
          able(),
        );
    const id = 'elicitation.server.no-success-assumed';
    const agreed = () => back(begun('2026-07-28'), right, { done: true });
    expect(look(id, back(agreed(), { action: 'decline' }, { done: false }))).toEqual(PASS);
    expect(look(id, back(agreed(), { action: 'decline' }, { done: true }))).toEqual(FINDING);
  });
  test('a refusal is not taken for consent', () => {
    const id = 'elicitation.server.no-success-assumed';
    const agreed = () => told(right, 'Hello');
    expect(look(id, told({ action: 'decline' }, 'Hello', false, agreed()))).toEqual(FINDING);
    expect(look(id, told({ action: 'cancel' }, 'Hello', true, agreed()))).toEqual(PASS);
    expect(look(id, told({ action: 'decline' }, 'Good-bye', false, agreed()))).toEqual(PASS);
    expect(look(id, told({ action: 'decline' }, 'Hello'))).toEqual(NOTHING);
  });
  test.each([
    ['a result', { result: { resultType: 'complete', content: [] } }, PASS],
    ['an error with a reason', { error: { code: -32602, message: 'No name' } }, PASS],
    ['an internal error, which tells nothing', { error: { code: -32603, message: 'Declined' } }, NOTHING],
    ['nothing that we waited for', undefined, NOTHING],
  ])('a refusal is answered with %s', (_, answer, outcome) => {
    const params = { name: 'a', arguments: {} };
    const composer = begun('2026-07-28')
      .call('tools/call', params, inputRequired({ question }), able())
      .call('tools/call', { ...params, inputResponses: { question: { action: 'decline' } } }, answer, able());
    expect(look('elicitation.server.refusal-survived', composer)).toEqual(outcome);
  });
  test.each([
    [422, PASS],
    [500, NOTHING],
    [503, NOTHING],
  ])('a refusal, and what is no answer, that are answered by the status %d alone', (status, outcome) => {
    const params = { name: 'a', arguments: {} };
    const bare = (answer: unknown) =>
      new Composer('streamable-http')
        .established('2026-07-28', { tools: {} }, 'main', CLIENT)
        .call('tools/call', params, inputRequired({ question }), able())
        .call('tools/call', { ...params, inputResponses: { question: answer } }, undefined, {
          ...able(),
          answer: { status, headers: [] },
        });
    expect(look('elicitation.server.refusal-survived', bare({ action: 'decline' }))).toEqual(outcome);
    expect(look('elicitation.server.client-failure', bare('accord'))).toEqual(outcome);
  });
  test('a process that ends over a refusal has not coped', () => {
    const composer = begun('2025-11-25')
      .call('tools/call', { name: 'a', arguments: {} }, undefined, { id: 'x' })
      .received({ jsonrpc: '2.0', id: 1, ...question })
      .sent({ jsonrpc: '2.0', id: 1, result: { action: 'cancel' } })
      .event({ kind: 'exit', direction: 'received', code: 1, signal: null, connection: 1, process: 1 });
    expect(look('elicitation.server.refusal-handled', composer)).toEqual(FINDING);
  });
});

test.each([
  ['https://a.io/connect?id=4b1f0c9e', PASS],
  ['https://a.io/connect?state=eyJhbGciOi&code_challenge=abcdefgh', PASS],
  ['https://a.io/connect?response_type=token&access_token=none', PASS],
  ['https://a.io/files?access_token=eyJhbGciOiJIUzI1', FINDING],
  ['https://a.io/files#access_token=eyJhbGciOiJIUzI1', FINDING],
  ['https://a.io/auth?api_key=0f3ac9b1d20f3ac9&token=9b1d20f3', PASS],
  ['https://a.io/connect?jwt=eyJhbGciOiJIUzI1.eyJhIjoxfQ.c2ln', PASS],
  ['https://a.io/pay?session_token=0f3ac9b1d20f3ac9', PASS],
  ['https://bucket.s3.amazonaws.com/x?X-Amz-Signature=0f3ac9b1d2', FINDING],
  ['https://a.blob.core.windows.net/x?sv=2024-11-04&se=2026-12-01&sr=b&sp=r&sig=0f3ac9b1d2%3D', FINDING],
  ['https://d1.cloudfront.net/x?Expires=1764500000&Signature=0f3ac9b1d2~&Key-Pair-Id=APKA', FINDING],
  ['https://a.io/connect?sig=0f3ac9b1d2&signature=0f3ac9b1d2', PASS],
  ['/files?access_token=eyJhbGciOiJIUzI1', NOTHING],
])('%s, as a page that opens by itself', (url, outcome) => {
  expect(look('elicitation.url.not-preauthenticated', page(url))).toEqual(outcome);
});
