import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { parse } from './json.ts';
import { hints, only, refused } from './view.fixture.ts';
import { type View, viewsOf } from './view.ts';

const views = (composer: Composer): readonly View[] => viewsOf(composer.transcript());
const revisions = (composer: Composer) => views(composer).map(({ revision }) => revision);
const client = { capabilities: {}, clientInfo: { name: 'accord', version: '0' } };
const initialized = (protocolVersion: unknown) => ({
  result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } },
});
const asks = (protocolVersion: string) => ({ protocolVersion, ...client });
const discovered = (supportedVersions: unknown) => ({ result: complete({ supportedVersions, capabilities: {} }) });

describe('connections and revisions', () => {
  test('both eras in one transcript make two views, the newest first, each with its own connections', () => {
    const composer = new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .established('2026-07-28', { prompts: {} })
      .on(1)
      .call('ping', {}, { result: {} });
    const [stateless, session] = views(composer);
    expect(stateless).toMatchObject({ revision: '2026-07-28', era: 'stateless', connections: [2] });
    expect(session).toMatchObject({ revision: '2025-11-25', era: 'session', connections: [1] });
    expect(session?.callsTo('ping')).toHaveLength(1);
    expect(stateless?.callsTo('ping')).toEqual([]);
    expect([session?.declares('tools'), stateless?.declares('tools')]).toEqual([true, false]);
  });
  test('a negotiated older date is the revision that counts', () => {
    const composer = new Composer('stdio')
      .open('2025-11-25')
      .call('initialize', asks('2025-11-25'), initialized('2024-11-05'));
    expect(revisions(composer)).toEqual(['2024-11-05']);
  });
  test('an unknown version that was asked for settles nothing, and joins the newest revision of its era', () => {
    const unknown = (composer: Composer) =>
      composer.open('2025-11-25', 'second').call('initialize', asks('1900-01-01'), initialized('2025-06-18'));
    expect(revisions(unknown(new Composer('stdio')))).toEqual([]);
    const composer = unknown(new Composer('stdio').established('2025-03-26').established('2025-11-25'));
    expect(views(composer).map(({ revision, connections }) => [revision, connections])).toEqual([
      ['2025-11-25', [2, 3]],
      ['2025-03-26', [1]],
    ]);
  });
  test('a discovery that was refused, and a session on the same process, is a session', () => {
    const composer = new Composer('stdio')
      .open('2026-07-28')
      .call('server/discover', {}, refused)
      .call('initialize', asks('2025-11-25'), initialized('2025-11-25'))
      .call('ping', {}, { result: {} });
    const view = only(composer);
    expect(view.revision).toBe('2025-11-25');
    expect(view.calls.map(({ method }) => method)).toEqual(['server/discover', 'initialize', 'ping']);
  });
  test('a session that was refused after a discovery leaves it with the era of the discovery', () => {
    const composer = new Composer('stdio').established('2026-07-28').call('initialize', asks('2025-11-25'), refused);
    expect(revisions(composer)).toEqual(['2026-07-28']);
  });
  test.each([
    ['nothing was answered', undefined],
    ['an error', refused],
    ['a version that nobody knows', initialized('1900-01-01')],
    ['no version', initialized(undefined)],
    ['a version that is a number', initialized(20251125)],
    ['a revision that has no handshake', initialized('2026-07-28')],
    ['an array', { result: [] }],
    ['null', { result: null }],
  ])('a handshake establishes nothing by %s', (_, answer) => {
    expect(revisions(new Composer('stdio').open('2025-11-25').call('initialize', asks('2025-11-25'), answer))).toEqual(
      [],
    );
  });
  test.each([
    ['an error', refused],
    ['versions without ours', discovered(['2027-01-01'])],
    ['an empty result', { result: {} }],
    ['an empty list of a server that knows no types of results', { result: { supportedVersions: [] } }],
  ])('a discovery establishes nothing by %s', (_, answer) => {
    expect(revisions(new Composer('stdio').open('2026-07-28').call('server/discover', {}, answer))).toEqual([]);
  });
  test.each([[undefined], [[]], [['2025-11-25']]])(
    'a discovery result that forgot its list, or its version on it, still comes from a server of its era: %j',
    (list) => {
      const answer = discovered(list as string[] | undefined);
      expect(revisions(new Composer('stdio').open('2026-07-28').call('server/discover', {}, answer))).toEqual([
        '2026-07-28',
      ]);
    },
  );
  describe('a discovery that lists other versions only', () => {
    const others = ['2025-11-25'];
    const unsupported = (supported: unknown) => ({
      error: { code: -32022, message: 'Unsupported', data: { supported, requested: '2026-07-28' } },
    });
    const asked = () => new Composer('stdio').open('2026-07-28').call('server/discover', {}, discovered(others));
    test('establishes nothing where all else is refused in that version too', () => {
      expect(revisions(asked().call('tools/list', {}, unsupported(others)))).toEqual([]);
    });
    const listed = { result: complete({ tools: [], ...hints }) };
    const isUnsupported = unsupported(others);
    test.each([
      ['nothing is refused', asked()],
      ['the refusal lists it', asked().call('tools/list', {}, unsupported(['2026-07-28']))],
      ['the refusal has another cause', asked().call('tools/list', {}, refused)],
      ['something else is served', asked().call('prompts/list', {}, isUnsupported).call('tools/list', {}, listed)],
      [
        'another discovery lists it',
        asked()
          .call('tools/list', {}, isUnsupported)
          .call('server/discover', {}, discovered(['2026-07-28'])),
      ],
    ])('establishes its era where %s', (_, composer) => {
      expect(revisions(composer)).toEqual(['2026-07-28']);
    });
  });
  test('another request than a discovery establishes nothing', () => {
    const composer = new Composer('stdio')
      .open('2026-07-28')
      .call('tools/list', {}, { result: complete({ tools: [] }) });
    expect(revisions(composer)).toEqual([]);
  });
  test('a connection of no era belongs to the newest revision, and one of an era that was not established to none', () => {
    const composer = new Composer('stdio')
      .established('2025-11-25')
      .established('2025-06-18')
      .open('2025-11-25')
      .received('noise')
      .open('2026-07-28')
      .call('server/discover', {}, refused);
    expect(views(composer).map(({ revision, connections }) => [revision, connections])).toEqual([
      ['2025-11-25', [1, 3]],
      ['2025-06-18', [2]],
    ]);
  });
  test('an empty transcript shows nothing', () => {
    expect(revisions(new Composer('stdio'))).toEqual([]);
    expect(revisions(new Composer('stdio').open('2025-11-25').shutdown())).toEqual([]);
  });
});

test('members named like those of a prototype are members like any other', () => {
  const view = only(
    new Composer('stdio').open('2025-11-25').call('initialize', asks('2025-11-25'), {
      result: parse(
        '{"protocolVersion":"2025-11-25","capabilities":{"__proto__":{"tools":{}},"constructor":{}}}',
      ) as object,
    }),
  );
  expect(view.declares('tools')).toBe(false);
});
