import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { NOTHING } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from '../tools.ts';

const text = (said: string, rest: object = {}) => ({
  result: complete({ content: [{ type: 'text', text: said }], ...rest }),
});
const no = { error: { code: -32602, message: 'No' } };
const listed = (transport: 'stdio' | 'streamable-http' = 'stdio') =>
  new Composer(transport).established('2026-07-28', { tools: {} }).call(
    'tools/list',
    {},
    {
      result: complete({ tools: [{ name: 'echo', inputSchema: { type: 'object' } }], ttlMs: 0, cacheScope: 'public' }),
    },
  );

describe('tools.name.case-sensitive', () => {
  const id = 'tools.name.case-sensitive';
  const shouted = (
    answer: object,
    own: Readonly<Record<string, unknown>> = text('hello'),
    others: (composer: Composer) => Composer = (same) => same,
  ) =>
    seen(
      checks[id],
      others(listed().call('tools/call', { name: 'echo' }, own)).call('tools/call', { name: 'ECHO' }, { ...answer }),
    );
  test('accepts an error, and a result with isError', () => {
    expect(shouted(no)).toEqual({ observed: 1, findings: 0 });
    expect(shouted(text('Unknown tool', { isError: true }))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds what the tool itself answers', () => {
    expect(shouted(text('hello'))).toEqual({ observed: 1, findings: 1 });
    const failing = text('There is no such file');
    expect(shouted(failing, failing)).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves alone who says in words alone that there is no such tool', () => {
    expect(shouted(text('Unknown tool: ECHO'))).toEqual(NOTHING);
    expect(shouted(text('Error: ECHO is not a tool'))).toEqual(NOTHING);
  });
  test('leaves alone who serves whatever name', () => {
    const any = (composer: Composer) => composer.call('tools/call', { name: 'no-such' }, text('hello'));
    expect(shouted(text('hello'), text('hello'), any)).toEqual(NOTHING);
  });
  test('does not take for served what is said in words alone not to be there', () => {
    const said = (composer: Composer) =>
      composer.call('tools/call', { name: 'no-such' }, text('Unknown tool: no-such'));
    expect(shouted(text('hello'), text('hello'), said)).toEqual({ observed: 1, findings: 1 });
  });
  test('does not take for a twin what was refused, or is not listed', () => {
    expect(shouted(no, no)).toEqual(NOTHING);
    const twice = listed()
      .call('tools/call', { name: 'ECHO' }, text('a'))
      .call('tools/call', { name: 'Echo' }, text('a'));
    expect(seen(checks[id], twice)).toEqual(NOTHING);
  });
  test('accepts two tools whose names differ in case alone', () => {
    const both = listed()
      .call('tools/list', {}, { result: complete({ tools: [{ name: 'ECHO', inputSchema: { type: 'object' } }] }) })
      .call('tools/call', { name: 'echo' }, text('a'))
      .call('tools/call', { name: 'ECHO' }, text('b'));
    expect(seen(checks[id], both)).toEqual(NOTHING);
  });
  test('reads all that is said of a name', () => {
    const said = {
      result: complete({
        content: [
          { type: 'text', text: '1' },
          { type: 'text', text: 'Unknown tool' },
        ],
      }),
    };
    expect(shouted(said)).toEqual(NOTHING);
  });
  test.each([
    ['who is turned away', { answer: { status: 401 } }],
    ['what was carried badly', { headers: { 'Mcp-Name': 'echo' }, answer: { status: 400 } }],
  ])('learns nothing of %s', (_, edit) => {
    const composer = listed('streamable-http').call('tools/call', { name: 'echo' }, text('a'));
    expect(seen(checks[id], composer.call('tools/call', { name: 'ECHO' }, no, edit))).toEqual(NOTHING);
  });
  test('learns nothing of who asks for more, whatever is called', () => {
    const interim = { result: { resultType: 'input_required', inputRequests: {} } };
    expect(shouted(interim, interim)).toEqual(NOTHING);
    expect(shouted(interim)).toEqual(NOTHING);
    const asking = (composer: Composer) => composer.call('tools/call', { name: 'no-such' }, interim);
    expect(shouted(text('hello'), text('hello'), asking)).toEqual({ observed: 1, findings: 1 });
  });
});
