import { describe, expect, test } from 'vitest';
import { isRevision } from './catalogue/requirement.ts';
import { endpoint, expectNothing, judged, nullServer, run } from './certify.fixture.ts';
import { headerValues } from './judge/engine/exchange.ts';
import { idOf, isResponse } from './judge/engine/message.ts';
import { viewsOf } from './judge/engine/view.ts';
import { isAlive, pidsIn } from './probes/testing/processes.ts';
import { httpSubject } from './subject/http.ts';
import { stdioSubject } from './subject/stdio.ts';

describe('a run', () => {
  test('goes on with a server that leaves what is asked before a discovery without an answer', async () => {
    const discovery = { resultType: 'complete', supportedVersions: ['2026-07-28'], capabilities: {}, ttlMs: 0 };
    let isDiscovered = false;
    const { url } = await endpoint(({ id, method }) => {
      const reply = (rest: object) => ({ status: 200, body: JSON.stringify({ jsonrpc: '2.0', id, ...rest }) });
      if (method === 'server/discover') {
        isDiscovered = true;
        return reply({ result: discovery });
      }
      return isDiscovered || method === 'initialize'
        ? reply({ error: { code: -32601, message: 'Method not found' } })
        : undefined;
    });
    const { transcript, problem } = await run(httpSubject({ url }), { timeoutMs: 300, startTimeoutMs: 300 });
    expect(problem).toBeUndefined();
    expect(judged(transcript).runs.map(({ revision }) => revision)).toEqual(['2026-07-28']);
    const before = transcript.events.find(
      (event) => event.kind === 'mark' && event.mark === 'connection' && event.purpose === 'before discovery',
    )?.connection;
    expect(transcript.events).toContainEqual(expect.objectContaining({ kind: 'gave-up', connection: before }));
  });
  test('waits for a handshake that hangs as long as for the first answer, and not as long as for a start', async () => {
    const { url } = await endpoint(({ id, method, params }) => {
      const reply = (rest: object) => ({ status: 200, body: JSON.stringify({ jsonrpc: '2.0', id, ...rest }) });
      if (method !== 'initialize') return reply({ error: { code: -32601, message: 'Method not found' } });
      const { protocolVersion } = params as { protocolVersion: string };
      if (protocolVersion !== '2025-11-25') return undefined;
      return reply({ result: { protocolVersion, capabilities: {}, serverInfo: { name: 's', version: '1' } } });
    });
    const { transcript } = await run(httpSubject({ url }), { timeoutMs: 300, startTimeoutMs: 3_600_000 });
    const waits = transcript.events.filter((event) => event.kind === 'gave-up');
    expect(waits.length).toBeGreaterThan(0);
    for (const { after } of waits) expect(after).toBeLessThan(3_600_000);
    expect(judged(transcript).runs.map(({ revision }) => revision)).toEqual(['2025-11-25']);
  });
  test('asks no more in a version that a server answers a discovery in, and serves nothing else in', async () => {
    const supported = ['2025-11-25'];
    const discovery = { resultType: 'complete', supportedVersions: supported, capabilities: {}, ttlMs: 0 };
    const { url } = await endpoint(({ id, method }) => {
      const isDiscovery = method === 'server/discover';
      const error = { code: -32022, message: 'Unsupported protocol version', data: { supported } };
      const reply = { jsonrpc: '2.0', id, ...(isDiscovery ? { result: discovery } : { error }) };
      return { status: isDiscovery ? 200 : 400, body: JSON.stringify(reply) };
    });
    const asked = await run(httpSubject({ url }), { revision: '2026-07-28' });
    expectNothing(asked, 'no-era', /says that it supports 2025-11-25\./);
    expect(asked.problem?.advice).toContain('--revision');
  });
  test('leaves no process behind', async () => {
    const { transcript } = await run(nullServer('old'));
    expect(pidsIn(transcript).length).toBeGreaterThan(1);
    expect(pidsIn(transcript).filter(isAlive)).toEqual([]);
    const started = transcript.events.filter(({ kind }) => kind === 'start').length;
    expect(transcript.events.filter(({ kind }) => kind === 'exit')).toHaveLength(started);
  });
  test('gives a server that was slow to start as much time to end as that makes likely', async () => {
    // As a program that loads much: it takes long to begin, and longer than is commonly given to end.
    const slow = `setTimeout(() => {
      const answer = (id, rest) => console.log(JSON.stringify({ jsonrpc: '2.0', id, ...rest }));
      const begun = { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 'slow', version: '0' } };
      require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
        const { id, method } = JSON.parse(line);
        if (method === 'initialize') answer(id, { result: begun });
        else if (id !== undefined) answer(id, { result: {} });
      }).on('close', () => setTimeout(() => process.exit(), 2300));
    }, 1500);`;
    const subject = stdioSubject({ command: [process.execPath, '-e', slow] });
    const { transcript } = await run(subject, { revision: '2025-11-25', probes: [] });
    const ends = transcript.events.filter(({ kind }) => kind === 'exit' || kind === 'signal');
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) expect(end).toMatchObject({ kind: 'exit', code: 0 });
  }, 20_000);
  test('judges a server that negotiates older dates by these, each once', async () => {
    const { transcript } = await run(nullServer('old'), { revision: 'all' });
    const report = judged(transcript);
    expect(report.runs.map(({ revision }) => revision)).toEqual(['2025-03-26', '2024-11-05']);
    expect(report.runs.flatMap(({ results }) => results).filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    // There is no profile for them, so there is no verdict either.
    expect(report.verdict).toBe('no-verdict');
  });
  test('hears each session of a server that leaves a discovery unanswered, not only the one that answers first', async () => {
    const one = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { id, method, params } = JSON.parse(line);
      const answer = (result) => console.log(JSON.stringify({ jsonrpc: '2.0', id, result }));
      if (method !== 'initialize') return method === 'ping' && answer({});
      const { protocolVersion } = params;
      const begun = { protocolVersion, capabilities: {}, serverInfo: { name: 's', version: '0' } };
      setTimeout(() => answer(begun), protocolVersion === '2025-11-25' ? 0 : 300);
    });`;
    const subject = stdioSubject({ command: [process.execPath, '-e', one] });
    const { transcript } = await run(subject, { revision: 'all', probes: [] });
    const revisions = judged(transcript).runs.map(({ revision }) => revision);
    expect(revisions).toEqual(['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05']);
  }, 20_000);
  test('takes the messages of a batch one by one, in the revision that has batches', async () => {
    const { transcript } = await run(nullServer('gathers'));
    const [view, ...others] = viewsOf(transcript);
    expect([view?.revision, others.length]).toEqual(['2025-03-26', 0]);
    // Nobody waited until a bound for what had come, and each request of the server was answered.
    const awaited = transcript.events.flatMap((event) => (event.kind === 'gave-up' ? [event.awaited] : []));
    expect(awaited.filter((what) => what !== 'silence')).toEqual([]);
    const asked = (view?.serverRequests ?? []).map(idOf);
    const answered = view?.messages
      .filter(({ direction, value }) => direction === 'sent' && isResponse(value))
      .map(idOf);
    expect(asked.length).toBeGreaterThan(0);
    expect(answered).toEqual(asked);
    const failed = judged(transcript).runs.flatMap(({ results }) =>
      results.filter(({ outcome }) => outcome === 'fail'),
    );
    expect(failed).toEqual([]);
  });
  test.each([
    ['2025-03-26', []],
    ['2025-06-18', ['2025-06-18']],
  ])('names the version of a session of %s in each header %j', async (version, named) => {
    const { url } = await endpoint(({ id, method }) => {
      if (id === undefined) return { status: 202, body: '' };
      const established = { protocolVersion: version, serverInfo: { name: 'x', version: '1' }, capabilities: {} };
      const result = method === 'initialize' ? established : {};
      return { status: 200, body: JSON.stringify({ jsonrpc: '2.0', id, result }) };
    });
    const { transcript } = await run(httpSubject({ url }), { revision: 'all' });
    const [view] = viewsOf(transcript);
    expect(view?.revision).toBe(version);
    expect(view?.callsTo('ping').length).toBeGreaterThan(0);
    const told = (view?.exchanges ?? []).flatMap(({ request }) =>
      headerValues(request.headers, 'MCP-Protocol-Version'),
    );
    // Another probe names versions that do not exist.
    expect([...new Set(told)].filter(isRevision)).toEqual(named);
  });
  test('of a subject that dies midway tests no more, and finds nothing in its silence', async () => {
    const { transcript } = await run(nullServer('dies-midway'));
    const [only] = judged(transcript).runs;
    expect(only?.revision).toBe('2025-11-25');
    expect((only?.results ?? []).filter(({ findings }) => findings.length > 0)).toEqual([]);
    expect((only?.results ?? []).filter(({ outcome }) => outcome === 'error')).toEqual([]);
    expect(only?.verdict).toBe('no-verdict');
    expect(pidsIn(transcript).filter(isAlive)).toEqual([]);
    const details = transcript.events.flatMap((event) =>
      event.kind === 'mark' && event.mark === 'skipped' && event.reason === 'not-exercised' ? [event.detail] : [],
    );
    expect(details).toContainEqual(
      expect.stringMatching(/^the subject had ended with status 1; its last words on stderr: “pid \d+”$/),
    );
  });
  test('stops when it is told to, and leaves no process behind', async () => {
    for (const phase of ['start', 'probe'] as const) {
      const controller = new AbortController();
      const lines: string[] = [];
      const running = run(nullServer(phase === 'start' ? 'silent' : 'old'), {
        signal: controller.signal,
        onTranscriptLine: (line) => {
          lines.push(line);
          // Every process that was started has said which it is.
          if (phase === 'start' && line.includes('pid ')) controller.abort();
        },
        onProgress: (progress) => {
          if (progress.phase === phase && phase === 'probe') controller.abort();
        },
      });
      await expect(running).rejects.toThrow(/abort/i);
      const pids = lines.flatMap((line) => /"text":"pid (\d+)"/.exec(line)?.[1] ?? []).map(Number);
      expect(pids.length).toBeGreaterThan(0);
      expect(pids.filter(isAlive)).toEqual([]);
    }
  });
  test('stops over HTTP without waiting for what will not come', async () => {
    const controller = new AbortController();
    const { url } = await endpoint(() => undefined);
    const running = run(httpSubject({ url }), {
      signal: controller.signal,
      startTimeoutMs: 600_000,
      onTranscriptLine: (line) => {
        if (line.includes('"kind":"request"')) controller.abort();
      },
    });
    await expect(running).rejects.toThrow(/abort/i);
  });
  test('does not begin when it was told to stop before', async () => {
    const lines: string[] = [];
    const running = run(nullServer('old'), {
      signal: AbortSignal.abort(),
      onTranscriptLine: (line) => lines.push(line),
    });
    await expect(running).rejects.toThrow(/abort/i);
    expect(lines).toEqual([]);
  });
});
