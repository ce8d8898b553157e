import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { checks } from '../ruler.ts';
import { seen } from './seen.fixture.ts';

const tool = (name: string) => ({ name, inputSchema: { type: 'object' } });
const listed = (...names: readonly string[]) => ({
  result: complete({ tools: names.map(tool), ttlMs: 0, cacheScope: 'public' }),
});
const done = { result: complete({ content: [] }) };

/** One connection lists, calls this tool and sees another one listed; the other sees the list as it was, before and after. */
const grown = (called: string, transport: 'stdio' | 'streamable-http', later = 100) =>
  new Composer(transport)
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, listed('a'))
    .established('2026-07-28', { tools: {} }, 'second')
    .call('tools/list', {}, listed('a'))
    .on(1)
    .call('tools/call', { name: called, arguments: {} }, done)
    .call('tools/list', {}, listed('a', 'b'))
    .on(2)
    .wait(later)
    .call('tools/list', {}, listed('a'));

describe('tools.list.no-side-effect-variation', () => {
  const look = (composer: Composer) => seen(checks['tools.list.no-side-effect-variation'], composer);
  test.each(['stdio', 'streamable-http'] as const)('finds a tool that another call brought, over %s', (transport) => {
    expect(look(grown('a', transport))).toEqual({ observed: 1, findings: 1 });
    expect(look(grown('test_trigger_prompt_change', transport))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing over stdio of what may come with the age of a process, where the other was younger', () => {
    expect(look(grown('a', 'stdio', 0))).toEqual({ observed: 0, findings: 0 });
    expect(look(grown('a', 'streamable-http', 0))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing over stdio of a call that is there to change the list: the other process has no part in it', () => {
    expect(look(grown('test_trigger_tool_change', 'stdio'))).toEqual({ observed: 0, findings: 0 });
    expect(look(grown('test_trigger_tool_change', 'streamable-http'))).toEqual({ observed: 1, findings: 1 });
  });
});
