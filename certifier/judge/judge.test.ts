import { describe, expect, test } from 'vitest';
import { readTranscript } from '../evidence/read.ts';
import type { Transcript } from '../evidence/transcript.ts';
import { Composer, complete, transcriptText } from '../examples/engine/compose.ts';
import { reportBytes } from '../report/json.ts';
import { judge } from './judge.ts';
import { ruler } from './ruler.ts';

const suite = { version: 'x', digest: 'sha256:x' };
const judged = (transcript: Transcript, options: Partial<Parameters<typeof judge>[2]> = {}) =>
  judge(transcript, { ...ruler, suite }, { transcript: { file: 'x', sha256: 'x' }, ...options });
const bytes = (transcript: Transcript): string => new TextDecoder().decode(reportBytes(judged(transcript)));

const hints = { ttlMs: 0, cacheScope: 'public' };
const traffic = (): Composer =>
  new Composer('stdio')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, { result: complete({ tools: [{ name: 'a' }, { name: 'a', inputSchema: {} }], ...hints }) })
    .received('Ready.')
    .established('2025-11-25', { tools: {} })
    .call('ping', {}, { result: { late: true } })
    .shutdown();

/** The same value with the members of each object in the opposite order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, turned(each)]),
  );
};

describe('a report', () => {
  test('is the same bytes when the transcript is judged again, from memory or from its file', () => {
    const transcript = traffic().transcript();
    expect(bytes(transcript)).toBe(bytes(transcript));
    expect(bytes(readTranscript(transcriptText(transcript)))).toBe(bytes(transcript));
    expect(judged(transcript).verdict).toBe('not-conformant');
  });
  test('does not depend on the order in which events have their members', () => {
    const transcript = traffic().transcript();
    expect(bytes(turned(transcript) as Transcript)).toBe(bytes(transcript));
  });
  test('finds the same whatever the order of members in a message', () => {
    const { header, events } = traffic().transcript();
    const found = (transcript: Transcript) =>
      judged(transcript).runs.flatMap(({ results }) =>
        results.map(({ requirement, outcome }) => [requirement, outcome]),
      );
    const rewritten = events.map((event) => {
      if (event.kind !== 'line' || event.text?.startsWith('{') !== true) return event;
      return { ...event, text: JSON.stringify(turned(JSON.parse(event.text))) };
    });
    expect(found({ header, events: rewritten as Transcript['events'] })).toEqual(found({ header, events }));
  });
  test('rests on what its profile names: what lies beyond it is judged too, and decides nothing', () => {
    const transcript = traffic().transcript();
    const failing = judged(transcript).runs.flatMap(({ revision, results }) =>
      results.filter(({ outcome }) => outcome === 'fail').map(({ requirement }) => `${revision} ${requirement}`),
    );
    expect(failing.length).toBeGreaterThan(0);
    const narrow = ruler.profiles.map((profile) => ({
      ...profile,
      requirements: profile.requirements.filter((id) => !failing.includes(`${profile.revision} ${id}`)),
      core: profile.core.filter((entry) =>
        [entry].flat().every((id) => !failing.includes(`${profile.revision} ${id}`)),
      ),
    }));
    const report = judge(transcript, { ...ruler, profiles: narrow, suite }, { transcript: { file: 'x', sha256: 'x' } });
    const beyond = report.runs.flatMap(({ revision, results }) =>
      results.filter((result) => result.beyond === true).map(({ requirement }) => `${revision} ${requirement}`),
    );
    expect(beyond).toEqual(failing);
    expect(report.runs.map(({ totals }) => totals.fail)).toEqual(
      judged(transcript).runs.map(({ totals }) => totals.fail),
    );
    expect(report.verdict).not.toBe('not-conformant');
  });
  test('has a run for each revision, each with every requirement that binds a server there, once', () => {
    for (const run of judged(traffic().transcript()).runs) {
      const ids = run.results.map(({ requirement }) => requirement);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(20);
      expect(Object.values(run.totals).reduce((sum, count) => sum + count, 0)).toBe(ids.length);
    }
    expect(judged(traffic().transcript()).runs.map(({ revision }) => revision)).toEqual(['2026-07-28', '2025-11-25']);
  });
  test('has the day of the transcript unless another is given', () => {
    expect(judged(traffic().transcript()).date).toBe('2026-11-22');
    expect(judged(traffic().transcript(), { date: '2027-01-01' }).date).toBe('2027-01-01');
  });
  test('names the subject as it named itself, and nobody where it did not', () => {
    expect(judged(traffic().transcript()).subject).toMatchObject({ name: 'example-server', version: '1.0.0' });
    expect(judged(new Composer('stdio').transcript()).subject).toMatchObject({ name: null, version: null });
  });
  test('of nothing has no run and no verdict', () => {
    expect(judged(new Composer('streamable-http').transcript())).toMatchObject({ verdict: 'no-verdict', runs: [] });
  });
});

describe('traffic made to hurt', () => {
  const outcomes = (composer: Composer) => judged(composer.transcript()).runs.flatMap(({ results }) => results);
  const errors = (composer: Composer) => outcomes(composer).filter(({ outcome }) => outcome === 'error');
  const failed = (composer: Composer) =>
    outcomes(composer)
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ requirement }) => requirement);
  const begun = (transport: 'stdio' | 'streamable-http' = 'stdio') =>
    new Composer(transport).established('2026-07-28', {
      tools: {},
      resources: {},
      prompts: {},
      completions: {},
      logging: {},
    });

  const METHODS = [
    'server/discover',
    'tools/list',
    'tools/call',
    'resources/list',
    'resources/templates/list',
    'resources/read',
    'prompts/list',
    'prompts/get',
    'completion/complete',
    'subscriptions/listen',
    'initialize',
    'ping',
    'accord/unknown',
  ];
  const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const deepObject = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  test.each([
    ['null', 'null'],
    ['numbers', '1'],
    ['an empty object', '{}'],
    ['lists where objects are due', '[]'],
    [
      'prototypes',
      '{"__proto__":{"tools":[{"name":"a"}]},"constructor":{"prototype":{}},"toString":1,"hasOwnProperty":0}',
    ],
    ['lists of nothing', '{"resultType":"complete","tools":null,"resources":{},"prompts":"p","contents":[null]}'],
    ['items of nothing', '{"resultType":"complete","tools":[null,[],{"name":[]},{"__proto__":null}],"nextCursor":{}}'],
    ['numbers that no machine holds', '{"resultType":1e400,"ttlMs":-1e400,"cacheScope":1e-400,"nextCursor":1e999}'],
    [
      'half characters',
      '{"resultType":"complete","tools":[{"name":"\\ud800","inputSchema":{"type":"\\udfff"}}],"nextCursor":"\\ud83d"}',
    ],
    ['a value without end', deep(20_000)],
    ['an object without end', deepObject(20_000)],
    [
      'schemas without end',
      `{"resultType":"complete","tools":[{"name":"a","inputSchema":${deepObject(20_000)},"outputSchema":${deepObject(20_000)}}],"structuredContent":${deep(20_000)}}`,
    ],
    ['a very long string', `{"resultType":"complete","tools":[{"name":"${'x'.repeat(1_000_000)}"}]}`],
  ])('breaks no check by %s', (_, value) => {
    for (const transport of ['stdio', 'streamable-http'] as const) {
      const composer = begun(transport);
      let id = 1000;
      for (const method of METHODS) {
        for (const member of ['result', 'error']) {
          id += 1;
          const answer = `{"jsonrpc":"2.0","id":${id},"${member}":${value}}`;
          const request = { jsonrpc: '2.0', id, method, params: { name: 'a', uri: 'a:b', cursor: 'c' } };
          if (transport === 'stdio') composer.sent(request).received(answer);
          else composer.exchange(request, { json: answer });
        }
      }
      expect(errors(composer)).toEqual([]);
    }
  });
  test('finds a breach however deep the message is that holds it', () => {
    const composer = begun().sent({ jsonrpc: '2.0', id: 'deep', method: 'tools/list' });
    composer.received(`{"jsonrpc":"2.0","id":"Deep","result":{"resultType":"complete","x":${deep(20_000)}}}`);
    expect(errors(composer)).toEqual([]);
    expect(failed(composer)).toContain('base.response.same-id');
  });

  /** So many that a judge who looks at all of them for each of them takes minutes, past any bound on a test; a linear one takes seconds. */
  const MANY = 10_000;
  test('reads tens of thousands of messages, and is done', () => {
    const composer = new Composer('stdio').established('2025-11-25', { tools: {} });
    for (let count = 0; count < MANY; count++) {
      composer.notify('notifications/cancelled', { requestId: 'none' });
      composer.call('ping', {}, count % 3 === 0 ? undefined : { result: {} }, { id: `p${count}` });
      composer.received(
        count % 2 === 0 ? 'Ready.' : { jsonrpc: '2.0', id: `q${count}`, error: { code: 1, message: '' } },
      );
    }
    expect(failed(composer)).toEqual(['base.response.same-id', 'stdio.stdout.only-messages']);
  });
  test('reads ten thousand connections, and is done', () => {
    const composer = new Composer('stdio');
    for (let count = 0; count < MANY; count++) composer.established('2025-11-25').shutdown();
    expect(failed(composer)).toEqual([]);
  });
});
