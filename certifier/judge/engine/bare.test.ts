import { describe, expect, test } from 'vitest';
import { type Answer, Composer, complete } from '../../examples/engine/compose.ts';
import { checks } from '../ruler.ts';
import { looking } from './looked.fixture.ts';

const TEXT = [['Content-Type', 'text/plain']] as const;
const VERSION = 'io.modelcontextprotocol/protocolVersion';
const discovered = {
  result: complete({ supportedVersions: ['2026-07-28'], capabilities: {}, ttlMs: 0, cacheScope: 'public' }),
};
const bare = (status: number): Answer => ({ status, headers: [...TEXT] });

/** Over HTTP, a discovery that is served, and one in a version that nobody speaks. */
const unknown = (answer: Answer) =>
  new Composer('streamable-http')
    .established('2026-07-28')
    .call('server/discover', {}, discovered)
    .call('server/discover', {}, undefined, {
      meta: { [VERSION]: '1900-01-01' },
      headers: { 'MCP-Protocol-Version': '1900-01-01' },
      answer,
    });
const look = looking(checks);

describe('a refusal that is no message', () => {
  const id = 'versioning.unsupported.error';
  test.each([400, 404, 500])('lacks the code that is due: status %i', (status) => {
    expect(look(id, unknown(bare(status)))).toEqual({ observed: 1, findings: 1 });
  });
  test.each([401, 403, 429, 503])('says nothing of the request under the status %i', (status) => {
    expect(look(id, unknown(bare(status)))).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing in a coding that was not read', () => {
    const headers = [...TEXT, ['Content-Encoding', 'gzip']] as const;
    expect(look(id, unknown({ status: 400, headers: [...headers] }))).toEqual({ observed: 0, findings: 0 });
  });
  test('is none where an answer came by 200 and held no message', () => {
    expect(look(id, unknown(bare(200)))).toEqual({ observed: 0, findings: 0 });
  });
  test('counts for a method, for metadata and for what was asked for, each after it was granted', () => {
    const begun = () =>
      new Composer('streamable-http').established('2026-07-28', { tools: {} }).call('server/discover', {}, discovered);
    const answer = bare(400);
    const none = begun().call('accord/unknown', {}, undefined, { answer });
    expect(look('base.method.not-found', none)).toEqual({ observed: 1, findings: 1 });
    const meta = { 'io.modelcontextprotocol/clientCapabilities': undefined };
    expect(look('base.meta.required', begun().call('server/discover', {}, undefined, { meta, answer }))).toEqual({
      observed: 1,
      findings: 1,
    });
    const listed = { result: complete({ tools: [], ttlMs: 0, cacheScope: 'public' }) };
    const paged = (composer: Composer) => composer.call('tools/list', { cursor: 'none' }, undefined, { answer });
    expect(look('pagination.cursor.invalid', paged(begun().call('tools/list', {}, listed)))).toMatchObject({
      findings: 1,
    });
    expect(look('pagination.cursor.invalid', paged(begun()))).toEqual({ observed: 0, findings: 0 });
  });
});
