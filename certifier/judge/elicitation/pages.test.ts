import { describe, expect, test } from 'vitest';
import { able, begun, CLIENT, inputRequired } from '../../examples/engine/asking.ts';
import { Composer } from '../../examples/engine/compose.ts';
import { checks } from '../elicitation.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { page } from './elicited.fixture.ts';

const look = looking(checks);

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
  const answered = (response: object, answer: Readonly<Record<string, unknown>>, name = 'ask', edit: object = {}) =>
    look(
      'elicitation.url.reevaluated',
      new Composer('streamable-http')
        .established('2026-07-28', { tools: {} }, 'main', CLIENT)
        .call('tools/call', { ...params, name }, asked, able())
        .call('tools/call', { ...params, name, inputResponses: { question: { ...response } } }, answer, {
          ...able(),
          ...edit,
        }),
    );
  test('looks at who agreed alone, and at what was carried well', () => {
    const error = { error: { code: -32000, message: 'Refused' } };
    expect(answered({ action: 'accept' }, error)).toEqual(FINDING);
    expect(answered({ action: 'decline' }, error)).toEqual(NOTHING);
    expect(answered({ action: 'accept' }, error, 'ask', { headers: { 'Mcp-Name': 'b' } })).toEqual(NOTHING);
  });
  test('takes a page for done, but the one that nobody can complete', () => {
    const done = { result: { resultType: 'complete', content: [] } };
    const failed = { result: { resultType: 'complete', content: [], isError: true } };
    expect(answered({ action: 'accept' }, done)).toEqual(PASS);
    expect(answered({ action: 'accept' }, done, 'test_elicitation_url')).toEqual(FINDING);
    for (const answer of [failed, asked])
      expect(answered({ action: 'accept' }, answer, 'test_elicitation_url')).toEqual(PASS);
  });
  test('finds an error, and none in what was turned away as one too many or for its credentials', () => {
    for (const status of [200, 400]) expect(look('elicitation.url.reevaluated', refused(status))).toEqual(FINDING);
    for (const status of [401, 429, 503]) expect(look('elicitation.url.reevaluated', refused(status))).toEqual(NOTHING);
  });
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
    ['https://a.example/?cal=c_18f0@group.calendar.google.com', PASS, PASS, PASS],
    ['https://a.example/?to=https%3A%2F%2Fb.io%2F%3Fto%3Dada%2540mail.org', PASS, PASS, FINDING],
    ['https://a.example/?token=[secret]', PASS, PASS, FINDING],
    ['https://a.example/?folder=[secret]', PASS, PASS, PASS],
    ['https://a.example/?rate=100%', PASS, PASS, PASS],
    ['https://a.example/?rate=100%&to=ada%40mail.org', PASS, PASS, FINDING],
    ['https://a.example/x', PASS, PASS, PASS],
    ['http://localhost:3000/x', PASS, PASS, PASS],
    ['http://[::1]/x', PASS, PASS, PASS],
    ['http://127.0.0.1/x', PASS, PASS, PASS],
    ['http://127.0.0.1.evil.io/x', PASS, FINDING, PASS],
    ['https://ada@a.example/', PASS, PASS, FINDING],
    ['https://:secret@a.example/', PASS, PASS, FINDING],
    ['https://mail.org/?to=ada@mail.org', PASS, PASS, PASS],
    ['https://mcp.mail.org/?to=ada@mail.org', PASS, PASS, PASS],
    ['https://othermail.org/?to=ada@mail.org', PASS, PASS, FINDING],
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
