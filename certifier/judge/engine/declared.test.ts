import { expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { checks } from '../ruler.ts';
import { FINDING, NOTHING, PASS } from './looked.fixture.ts';
import { seen } from './seen.fixture.ts';

/** One session is told of the first capabilities and another of the second; what follows is of the second. */
const told = (first: object, second: object) =>
  new Composer('stdio').established('2025-11-25', { ...first }).established('2025-11-25', { ...second }, 'second');
const unknown = { error: { code: -32601, message: 'Method not found' } };
const LISTS = { tools: { name: 'a', inputSchema: {} }, prompts: { name: 'a' }, resources: { uri: 'a:b', name: 'b' } };

test.each(Object.entries(LISTS))('the list of %s is declared in the session that is given it', (feature, item) => {
  const lists = (first: object, second: object) =>
    seen(
      checks[`${feature}.capability.declared`],
      told(first, second).call(`${feature}/list`, {}, { result: { [feature]: [item] } }),
    );
  expect(lists({}, { [feature]: {} })).toEqual(PASS);
  expect(lists({ [feature]: {} }, {})).toEqual(FINDING);
});

test.each(Object.keys(LISTS))('the method that lists %s is known where that was declared', (feature) => {
  const refuses = (first: object, second: object) =>
    seen(checks[`${feature}.list.method-known`], told(first, second).call(`${feature}/list`, {}, unknown));
  expect(refuses({ [feature]: {} }, {})).toEqual(NOTHING);
  expect(refuses({}, { [feature]: {} })).toEqual(FINDING);
});

test.each(['subscribe', 'unsubscribe'])('resources/%s is known where watching was declared', (verb) => {
  const refuses = (first: object, second: object) =>
    seen(
      checks[`resources.${verb}.answered`],
      told({ resources: first }, { resources: second }).call(`resources/${verb}`, { uri: 'a:b' }, unknown),
    );
  expect(refuses({ subscribe: true }, {})).toEqual(NOTHING);
  expect(refuses({}, { subscribe: true })).toEqual(FINDING);
});

test('a list of prompts that changed is told of where that was declared', () => {
  const tells = (first: object, second: object) =>
    seen(
      checks['prompts.capability.server-respects'],
      told({ prompts: first }, { prompts: second }).received({
        jsonrpc: '2.0',
        method: 'notifications/prompts/list_changed',
      }),
    );
  expect(tells({}, { listChanged: true })).toEqual(PASS);
  expect(tells({ listChanged: true }, {})).toEqual(FINDING);
});

test('what one session was promised is not due in another', () => {
  const { tools } = LISTS;
  const changed = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };
  const change = (composer: Composer) =>
    composer.call('tools/call', { name: 'test_trigger_tool_change' }, { result: { content: [] } });
  const silence = (composer: Composer) =>
    composer
      .event({
        kind: 'gave-up',
        connection: composer.connection,
        awaited: 'silence',
        after: 500,
      })
      .call('tools/list', {}, { result: { tools: [tools] } });
  const promised = { tools: { listChanged: true } };
  const both = (first: object, second: object) => {
    const begun = change(new Composer('stdio').established('2025-11-25', { ...first })).received(changed);
    return seen(
      checks['tools.list-changed.notify'],
      silence(change(begun.established('2025-11-25', { ...second }, 'second'))),
    );
  };
  expect(both(promised, { tools: {} })).toEqual(PASS);
  expect(both(promised, promised)).toEqual({ observed: 2, findings: 1 });
  expect(both({ tools: {} }, promised)).toEqual(FINDING);
});

test('a method is one of a feature that is not declared where the session was not told of it', () => {
  const refuses = (first: object, second: object) =>
    seen(
      checks['base.method.not-advertised'],
      told(first, second).call('tools/call', { name: 'a' }, { error: { code: -32602, message: 'Unknown tool' } }),
    );
  expect(refuses({}, { tools: {} })).toEqual(NOTHING);
  expect(refuses({ tools: {} }, {})).toEqual(FINDING);
});

test('a log level that does not exist is rejected where log messages were declared', () => {
  const takes = (first: object, second: object) =>
    seen(
      checks['logging.level.invalid'],
      told(first, second)
        .call('logging/setLevel', { level: 'info' }, { result: {} })
        .call('logging/setLevel', { level: 'loud' }, { result: {} }),
    );
  expect(takes({ logging: {} }, {})).toEqual(NOTHING);
  expect(takes({}, { logging: {} })).toEqual(FINDING);
});

test('a tool embeds a resource where resources are declared', () => {
  const block = { type: 'resource', resource: { uri: 'a:b', text: 'c' } };
  const embeds = (first: object, second: object) =>
    seen(
      checks['tools.result.embedded-needs-capability'],
      told(first, second).call('tools/call', { name: 'a' }, { result: { content: [block] } }),
    );
  expect(embeds({}, { resources: {} })).toEqual(PASS);
  expect(embeds({ resources: {} }, {})).toEqual(FINDING);
});
