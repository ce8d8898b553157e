import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../examples/engine/compose.ts';
import { checks } from './discovery.ts';
import { looking } from './engine/looked.fixture.ts';
import { viewsOf } from './engine/view.ts';

const look = looking(checks);
const stdio = () => new Composer('stdio').established('2026-07-28');
const http = () => new Composer('streamable-http').established('2026-07-28');
const busy = { error: { code: -32000, message: 'no' } };
const given = { result: complete({ supportedVersions: ['2026-07-28'], capabilities: {} }) };
const hints = { capabilities: {}, ttlMs: 0, cacheScope: 'public' };
const META = 'io.modelcontextprotocol/';

describe('discovery.discover.implemented', () => {
  const id = 'discovery.discover.implemented';
  test('finds an error, on any connection', () => {
    expect(look(id, stdio().call('server/discover', {}, busy))).toEqual({ observed: 2, findings: 1 });
    expect(look(id, stdio().open('2026-07-28').call('server/discover', {}, busy))).toEqual({
      observed: 2,
      findings: 1,
    });
  });
  test.each([429, -32000, -32019, -32769, 0])(
    'says nothing of the error %d of a server that goes on to answer',
    (code) => {
      const limited = stdio().call('server/discover', {}, { error: { code, message: 'Too many requests' } });
      expect(look(id, limited.call('server/discover', {}, given))).toEqual({ observed: 2, findings: 0 });
      expect(look(id, limited.call('server/discover', {}, busy))).toEqual({ observed: 3, findings: 1 });
    },
  );
  test.each([-32601, -32602, -32603, -32022, -32020, -32768])(
    'finds the error %d also of a server that goes on to answer',
    (code) => {
      const refused = stdio().call('server/discover', {}, { error: { code, message: 'no' } });
      expect(look(id, refused.call('server/discover', {}, given))).toEqual({ observed: 3, findings: 1 });
    },
  );
  test('finds one that is passed over again and again, while other requests are served', () => {
    const silent = (composer: Composer, discovery: string) =>
      composer
        .call('server/discover', {}, undefined, { id: discovery })
        .event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 5000, id: discovery });
    const list = { result: complete({ tools: [], ttlMs: 0, cacheScope: 'public' }) };
    const once = () => silent(stdio(), 'a').call('tools/list', {}, list);
    expect(look(id, once())).toEqual({ observed: 1, findings: 0 });
    const twice = () => silent(once(), 'b');
    expect(look(id, twice())).toEqual({ observed: 1, findings: 0 });
    expect(look(id, twice().call('tools/list', {}, list))).toEqual({ observed: 3, findings: 2 });
    expect(look(id, twice().call('server/discover', {}, given))).toEqual({ observed: 2, findings: 0 });
  });
  test('finds one that is refused over HTTP without a message', () => {
    const refused = (status: number) => http().call('server/discover', {}, undefined, { answer: { status } });
    expect(look(id, refused(404))).toEqual({ observed: 2, findings: 1 });
    expect(look(id, refused(503))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, refused(404).call('server/discover', {}, given))).toEqual({ observed: 2, findings: 0 });
  });
  test.each<[string, Composer]>([
    [
      'that lacks a required member',
      stdio().call('server/discover', {}, busy, { meta: { [`${META}clientCapabilities`]: undefined } }),
    ],
    [
      'whose capabilities are no object',
      stdio().call('server/discover', {}, busy, { meta: { [`${META}clientCapabilities`]: [] } }),
    ],
    [
      'in another version',
      stdio().call('server/discover', {}, busy, { meta: { [`${META}protocolVersion`]: '1900-01-01' } }),
    ],
    ['that was not answered', stdio().call('server/discover', {}, undefined)],
    [
      'that asks for log messages, as it may be refused for the level',
      stdio().call('server/discover', {}, busy, { meta: { [`${META}logLevel`]: 'info' } }),
    ],
    [
      'whose headers a server found to say something else',
      http().call('server/discover', {}, { error: { code: -32020, message: 'no' } }, { answer: { status: 400 } }),
    ],
    [
      'from a foreign origin',
      http().call('server/discover', {}, busy, { headers: { Origin: 'http://a.invalid' }, answer: { status: 403 } }),
    ],
    [
      'whose header says something else',
      http().call('server/discover', {}, busy, { headers: { 'Mcp-Method': 'tools/list' } }),
    ],
    ['without its header', http().call('server/discover', {}, busy, { headers: { 'MCP-Protocol-Version': null } })],
    [
      'that bears a session id, which has no meaning',
      http().call('server/discover', {}, busy, { headers: { 'Mcp-Session-Id': 'a' }, answer: { status: 400 } }),
    ],
    [
      'that bears an event id, which has none either',
      http().call('server/discover', {}, busy, { headers: { 'Last-Event-ID': 'a' }, answer: { status: 400 } }),
    ],
    ['that came too often', http().call('server/discover', {}, busy, { answer: { status: 429 } })],
  ])('says nothing of a request %s', (_, composer) => {
    expect(look(id, composer)).toEqual({ observed: 1, findings: 0 });
  });
});

describe('discovery.result.supported-versions', () => {
  const id = 'discovery.result.supported-versions';
  const answered = (supportedVersions: unknown) =>
    stdio().call('server/discover', {}, { result: complete({ supportedVersions, ...hints }) });
  test.each([[['2026-07-28']], [['2025-11-25', '2026-07-28', 'draft']]])('takes %j', (versions) => {
    expect(look(id, answered(versions))).toEqual({ observed: 2, findings: 0 });
  });
  test.each([
    [undefined],
    [null],
    ['2026-07-28'],
    [{ 0: '2026-07-28' }],
    [[20260728]],
    [['2026-07-28', null]],
    [[]],
    [['2025-11-25']],
  ])('finds %j', (versions) => {
    expect(look(id, answered(versions))).toEqual({ observed: 2, findings: 1 });
  });
});

test('discovery.result.capabilities takes an object and nothing else', () => {
  const answered = (capabilities: unknown) =>
    stdio().call(
      'server/discover',
      {},
      { result: complete({ supportedVersions: ['2026-07-28'], ...hints, capabilities }) },
    );
  const id = 'discovery.result.capabilities';
  for (const capabilities of [{}, { tools: {} }, { 'com.example/own': 1 }])
    expect(look(id, answered(capabilities))).toEqual({ observed: 2, findings: 0 });
  for (const capabilities of [undefined, null, [], ['tools'], 'tools', true])
    expect(look(id, answered(capabilities))).toEqual({ observed: 2, findings: 1 });
});

describe('a list that forgets the version in which it was given', () => {
  const first = (supportedVersions: unknown, result: object = complete(hints)) =>
    new Composer('stdio').open('2026-07-28').call('server/discover', {}, { result: { ...result, supportedVersions } });
  test.each([[[]], [['2025-11-25']], [undefined], ['2026-07-28']])('still belongs to the revision: %j', (versions) => {
    expect(look('discovery.result.supported-versions', first(versions))).toEqual({ observed: 1, findings: 1 });
  });
  test.each<[string, unknown, object]>([
    ['names a version that is none of ours', ['2027-01-01'], complete(hints)],
    ['comes from a server of the other era', [], {}],
  ])('claims nothing where it %s', (_, versions, result) => {
    expect(viewsOf(first(versions, result).transcript())).toEqual([]);
  });
});
