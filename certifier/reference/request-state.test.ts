import { expect, it } from 'vitest';
import type { Request } from './jsonrpc.ts';
import { openState, sealState } from './request-state.ts';

const of = (params: Request['params'], method = 'tools/call'): Request => ({ kind: 'request', id: 1, method, params });
const request = of({ name: 'ask', arguments: { a: 1, b: 2 } });
const state = { answers: { step1: { action: 'accept' } }, asked: ['step2'] };

it('a state comes back as it was sealed, for the same operation in any order of its arguments', () => {
  const sealed = sealState(state, request);
  expect(openState(sealed, request)).toMatchObject(state);
  expect(openState(sealed, of({ name: 'ask', arguments: { b: 2, a: 1 }, inputResponses: {} }))).toMatchObject(state);
});

it('a state with any character changed is refused', () => {
  const sealed = sealState(state, request);
  for (let place = 0; place < sealed.length; place += 1) {
    const altered = sealed.slice(0, place) + (sealed[place] === 'A' ? 'B' : 'A') + sealed.slice(place + 1);
    expect(() => openState(altered, request)).toThrow('altered');
  }
});

it('a state is refused after it lapsed, and for another operation', () => {
  const sealed = sealState(state, request, 0);
  expect(openState(sealed, request, 1)).toMatchObject(state);
  expect(() => openState(sealed, request, 60 * 60 * 1000)).toThrow('lapsed');
  for (const other of [
    of({ name: 'other' }),
    of({ name: 'ask', arguments: { a: 1 } }),
    of(request.params, 'prompts/get'),
  ]) {
    expect(() => openState(sealed, other, 1)).toThrow('another request');
  }
});
