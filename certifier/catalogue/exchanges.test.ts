/** The messages that the pages show are messages: each fits our schema of at least one revision, as what its method says it is. */
import { describe, expect, test } from 'vitest';
import { isObject, member } from '../judge/engine/json.ts';
import { type Answered, definitionFor, SCHEMA_REVISIONS, type Side } from '../judge/schema/methods.ts';
import { validateMessage } from '../judge/schema/validate.ts';
import { readPages } from './files.ts';

const pages = await readPages();
const blocksOf = (text: string): readonly string[] =>
  [...text.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, body]) => body ?? '');

/** A revision in which the message is valid, said by one side or the other; else what is wrong with it in the last. */
function faultsOf(message: unknown, asked: ReadonlyMap<unknown, Answered>): readonly string[] {
  const method = member(message, 'method');
  const request = method === undefined ? asked.get(member(message, 'id')) : undefined;
  const kind = member(message, 'id') === undefined ? 'notification' : 'request';
  const isKnown = (revision: string, from: Side): boolean =>
    typeof method === 'string'
      ? definitionFor(revision, method, kind, from) !== undefined
      : request === undefined || definitionFor(revision, request.method, 'result', from) !== undefined;
  let faults: readonly string[] = ['no revision knows its method'];
  for (const revision of SCHEMA_REVISIONS) {
    for (const from of ['server', 'client'] as const) {
      if (!isKnown(revision, from)) continue;
      const found = validateMessage(revision, message, { from, ...(request && { answers: request }) });
      if (found.length === 0) return [];
      faults = found.map(({ path, expected, actual }) => `${revision} ${path}: expected ${expected}, actual ${actual}`);
    }
  }
  return faults;
}

describe.each(pages.map(({ name, text }) => ({ name, text })))('the page $name', ({ text }) => {
  test('shows JSON that parses, and messages that fit the schema', () => {
    const asked = new Map<unknown, Answered>();
    for (const block of blocksOf(text)) {
      const value: unknown = JSON.parse(block);
      for (const message of Array.isArray(value) ? value : [value]) {
        if (!isObject(message) || member(message, 'jsonrpc') === undefined) continue;
        const method = member(message, 'method');
        if (typeof method === 'string') asked.set(member(message, 'id'), { method, params: member(message, 'params') });
        expect(faultsOf(message, asked), block).toEqual([]);
      }
    }
  });
});

test('a message that lacks what its method asks for would be found', () => {
  expect(faultsOf({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: {} }, new Map())).not.toEqual([]);
  expect(faultsOf({ jsonrpc: '2.0', id: 1, result: {} }, new Map([[1, { method: 'tools/list' }]]))).not.toEqual([]);
});

test('every page that has requirements of messages shows one', () => {
  const silent = pages.filter(({ text }) => !/^```(json|http)/m.test(text)).map(({ name }) => name);
  expect(silent).toEqual([]);
});
