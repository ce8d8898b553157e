import { describe, expect, test } from 'vitest';
import type { Revision } from '../../catalogue/requirement.ts';
import { begun, toldOnce } from '../../examples/engine/asking.ts';
import { checks } from '../elicitation.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { ACCEPT, elicited } from './elicited.fixture.ts';

const look = looking(checks);

const REVISIONS = ['2025-11-25', '2026-07-28'] as const satisfies readonly Revision[];

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
