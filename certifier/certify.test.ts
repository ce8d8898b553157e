import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { isRevision } from './catalogue/requirement.ts';
import { type CertifyOptions, type CertifyResult, certify, quickWithin } from './certify.ts';
import { readTranscript } from './evidence/read.ts';
import type { Transcript } from './evidence/transcript.ts';
import { transcriptText } from './examples/engine/compose.ts';
import { headerValues } from './judge/engine/exchange.ts';
import { idOf, isResponse } from './judge/engine/message.ts';
import { viewsOf } from './judge/engine/view.ts';
import { judge } from './judge/judge.ts';
import { ruler } from './judge/ruler.ts';
import type { Problem } from './probes/engine/problem.ts';
import { type Endpoint, type NullEndpoint, startNullEndpoint } from './probes/testing/null-http.ts';
import { referenceCommand } from './reference/reference.ts';
import type { Outcome, Report } from './report/report.ts';
import { httpSubject } from './subject/http.ts';
import { stdioSubject } from './subject/stdio.ts';
import type { Subject } from './subject/subject.ts';

const SERVER = fileURLToPath(new URL('./probes/testing/null-server.ts', import.meta.url));
const nullServer = (which: string): Subject => stdioSubject({ command: [process.execPath, SERVER, which] });

const open: NullEndpoint[] = [];
const endpoint = async (answer: Endpoint): Promise<NullEndpoint> => {
  const started = await startNullEndpoint(answer);
  open.push(started);
  return started;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const judged = (transcript: Transcript): Report =>
  judge(transcript, { ...ruler, suite: { version: 'x', digest: 'x' } }, { transcript: { file: 'x', sha256: 'x' } });

/** Long enough for a process to start on a busy machine; a subject that says nothing costs all of it. */
const run = (subject: Subject, options: CertifyOptions = {}): Promise<CertifyResult> =>
  certify(subject, { seed: 'null', timeoutMs: 2000, startTimeoutMs: 8000, ...options });

const pidsIn = ({ events }: Transcript): readonly number[] =>
  events.flatMap((event) => {
    const pid =
      event.kind === 'line' && event.stream === 'stderr' ? /^pid (\d+)$/.exec(event.text ?? '')?.[1] : undefined;
    return pid === undefined ? [] : [Number(pid)];
  });
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

function expectNothing({ transcript, problem }: CertifyResult, kind: Problem['kind'], message: RegExp): void {
  expect(problem?.kind).toBe(kind);
  expect(problem?.message).toMatch(message);
  expect(problem?.message).not.toMatch(/\n/);
  expect(problem?.advice).toMatch(/^[A-Z][^\n]+$/);
  const report = judged(transcript);
  expect(report.verdict).toBe('no-verdict');
  expect(report.runs).toEqual([]);
  expect(pidsIn(transcript).filter(isAlive)).toEqual([]);
  // What was recorded is a whole transcript all the same.
  expect(readTranscript(transcriptText(transcript)).events).toEqual(transcript.events);
}

test('a server behind a terminal that echoes is heard all the same, in either era', async () => {
  const behind = `const server = require('node:child_process').spawn(process.argv[1], process.argv.slice(2), { stdio: ['pipe', 'inherit', 'inherit'] });
process.stdin.on('data', (bytes) => { process.stdout.write(bytes); server.stdin.write(bytes); });
process.stdin.on('end', () => server.stdin.end());`;
  const subject = stdioSubject({ command: [process.execPath, '-e', behind, ...referenceCommand()] });
  const { transcript, problem } = await run(subject, { probes: [] });
  expect(problem).toBeUndefined();
  const { runs } = judged(transcript);
  expect(runs.map(({ revision }) => revision).sort()).toEqual(['2025-11-25', '2026-07-28']);
  // And told that its stdout carries what is not its own.
  const stateless = runs.find(({ revision }) => revision === '2026-07-28');
  const told = stateless?.results.find(({ requirement }) => requirement === 'stdio.server.no-requests');
  expect(told?.outcome).toBe('fail');
});

describe('over stdio, no verdict and no pass for a subject that', () => {
  test('refuses every request', async () => {
    expectNothing(await run(nullServer('refuses')), 'no-era', /-32601/);
  });
  test('says nothing', async () => {
    const silent = await run(nullServer('silent'), { timeoutMs: 300, startTimeoutMs: 300 });
    expectNothing(silent, 'silent', /answered neither/);
    expect(silent.problem?.advice).toContain('a longer --start-timeout');
  });
  test('prints rubbish', async () => {
    // It has to have begun before the wait for it ends.
    const rubbish = await run(nullServer('prints-rubbish'));
    expectNothing(rubbish, 'silent', /answered neither .*what is no message: “Ready\. Listening on stdio”/);
  });
  test('sends our own requests back', async () => {
    const echo = stdioSubject({ command: [process.execPath, '-e', 'process.stdin.pipe(process.stdout)'] });
    const echoing = await run(echo, { timeoutMs: 300, startTimeoutMs: 600_000 });
    expectNothing(
      echoing,
      'no-era',
      /^The subject sends back what it is sent, letter by letter, and answers nothing\.$/,
    );
    // Nothing of ours was made an answer by coming back.
    const sent = echoing.transcript.events.flatMap((event) =>
      event.kind === 'line' && event.stream === 'stdin' ? [JSON.parse(event.text ?? '').method] : [],
    );
    expect(sent.sort()).toEqual(['initialize', 'server/discover']);
  });
  test('exits at once', async () => {
    expectNothing(await run(nullServer('exits')), 'exited', /status 3 .*settings\.json is missing/);
  });
  test('crashes in Node, whose last words are its own version', async () => {
    const crashed = await run(stdioSubject({ command: [process.execPath, '-e', 'throw new RangeError("no port")'] }));
    expectNothing(crashed, 'exited', /Its last words on stderr: “RangeError: no port”\.$/);
  });
  test('is not there', async () => {
    const subject = stdioSubject({ command: ['accord-no-such-command', '--stdio'] });
    expectNothing(await run(subject), 'not-found', /accord-no-such-command --stdio \(ENOENT\)/);
  });
  test('cannot be started', async () => {
    expectNothing(await run(stdioSubject({ command: [SERVER] })), 'not-found', /\(EACCES\)/);
    const folder = await run(stdioSubject({ command: [dirname(SERVER)] }));
    expectNothing(folder, 'not-found', /\(EACCES\)/);
    expect(folder.problem?.advice).toMatch(/may be executed, and not a folder/);
  });
  test.each([
    ['accord-no-such-script.py', 'python3'],
    ['./accord-no-such-script.go', 'go run'],
    ['accord-no-such-script.mjs', 'node'],
  ])('is a script without its interpreter: %s', async (script, interpreter) => {
    const alone = await run(stdioSubject({ command: [script] }));
    expectNothing(alone, 'not-found', /ENOENT/);
    expect(alone.problem?.advice).toBe(`A script needs its interpreter before it: ${interpreter} ${script}.`);
  });
  test('answers a handshake with a revision that has none', async () => {
    expectNothing(await run(nullServer('initialize-without-handshake')), 'no-era', /no revision of MCP/);
  });
});

describe('over HTTP, no verdict and no pass for a subject that', () => {
  test('answers 404 to everything', async () => {
    const { url } = await endpoint(() => ({ status: 404, body: '<h1>Not Found</h1>', type: 'text/html' }));
    expectNothing(await run(httpSubject({ url })), 'no-era', /not an MCP endpoint \(HTTP 404\)/);
  });
  test.each([
    [405, '/mcp', true],
    [404, '/sse', true],
    [404, '/mcp', false],
  ])('takes no message (%i at %s)', async (status, path, older) => {
    const { port } = await endpoint(() => ({ status, body: '' }));
    const refused = await run(httpSubject({ url: `http://127.0.0.1:${port}${path}` }));
    expectNothing(refused, 'no-era', /not an MCP endpoint/);
    expect(refused.problem?.advice.includes('HTTP+SSE alone')).toBe(older);
  });
  test('sends us on to the same path with a slash, or to a place of no use', async () => {
    let location = '/mcp/';
    const { url } = await endpoint(() => ({ status: 307, body: '', location }));
    expectNothing(await run(httpSubject({ url })), 'no-era', new RegExp(`it sends us on to ${url}/ \\(HTTP 307\\)`));
    location = 'javascript:alert(1)';
    expectNothing(await run(httpSubject({ url })), 'no-era', /not an MCP endpoint \(HTTP 307\)/);
  });
  test('answers 404 to everything, in JSON', async () => {
    const { url } = await endpoint(() => ({ status: 404, body: '{"error":{"code":404,"message":"No such page"}}' }));
    expectNothing(await run(httpSubject({ url })), 'no-era', /not an MCP endpoint \(HTTP 404\)/);
  });
  test('refuses every request', async () => {
    const { url } = await endpoint(({ id }) => ({
      status: 200,
      body: JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } }),
    }));
    expectNothing(await run(httpSubject({ url })), 'no-era', /-32601/);
  });
  test('asks for credentials', async () => {
    const { url } = await endpoint(() => ({ status: 401, body: '{"error":"invalid_token"}' }));
    expectNothing(await run(httpSubject({ url })), 'no-era', /refuses us \(HTTP 401\)/);
  });
  test('does not take this name for its own', async () => {
    const { url } = await endpoint(() => ({ status: 421, body: 'Invalid Host header' }));
    expectNothing(await run(httpSubject({ url })), 'no-era', /does not take 127\.0\.0\.1 for its name \(HTTP 421\)/);
  });
  test('says nothing', async () => {
    const { url } = await endpoint(() => undefined);
    const silent = await run(httpSubject({ url }), { timeoutMs: 300, startTimeoutMs: 300 });
    expectNothing(silent, 'silent', /answered neither/);
  });
  test('refuses a discovery, and answers a handshake with what cannot be read', async () => {
    const refusal = JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32600, message: 'No' } });
    const { url } = await endpoint(({ id, method }) =>
      method === 'initialize'
        ? { status: 200, body: "data: {'jsonrpc': '2.0'}\n\n", type: 'text/event-stream' }
        : { status: 400, body: refusal.replace('"id":1', `"id":${JSON.stringify(id)}`) },
    );
    const said = /it answered one with error -32600, and the other with no message that can be read/;
    expectNothing(await run(httpSubject({ url })), 'no-era', said);
  });
  test('answers what is no JSON', async () => {
    const { url } = await endpoint(() => ({ status: 200, body: '{"jsonrpc":"2.0","result":{"proto' }));
    expectNothing(await run(httpSubject({ url })), 'silent', /answered neither/);
  });
  test('is not there', async () => {
    const { url, close } = await startNullEndpoint(() => undefined);
    await close();
    expectNothing(await run(httpSubject({ url })), 'unreachable', /ECONNREFUSED/);
  });
  test('does not speak TLS', async () => {
    const { port } = await endpoint(() => ({ status: 200, body: '{}' }));
    expectNothing(await run(httpSubject({ url: `https://127.0.0.1:${port}/mcp` })), 'tls', /No TLS connection/);
  });
  test('closes every connection', async () => {
    const server = net.createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expectNothing(await run(httpSubject({ url: `http://127.0.0.1:${port}/` })), 'unreachable', /ECONNRESET|EPIPE/);
    server.close();
  });
});

describe('the bare minimum is not enough:', () => {
  const outcomes = (report: Report, outcome: Outcome) =>
    report.runs
      .flatMap(({ results }) => results)
      .filter((each) => each.outcome === outcome)
      .map((each) => each.requirement);

  test.each([
    ['bare-session', '2025-11-25'],
    ['bare-stateless', '2026-07-28'],
  ])('a server that breaks no rule and serves no feature gets no verdict (%s)', async (which, revision) => {
    const { transcript, problem } = await run(nullServer(which));
    expect(problem).toBeUndefined();
    const report = judged(transcript);
    expect(report.runs.map((each) => each.revision)).toEqual([revision]);
    expect([outcomes(report, 'fail'), outcomes(report, 'error')]).toEqual([[], []]);
    expect(report.verdict).toBe('no-verdict');
    expect(report.runs[0]?.because.join()).toMatch(/none of .*tools\.capability\.declared.* was observed/);
    expect(pidsIn(transcript).filter(isAlive)).toEqual([]);
  });

  test.each([
    ['initialize-only', ['lifecycle.ping.answered']],
    ['discover-only', ['base.meta.required', 'versioning.unsupported.error']],
  ])(
    'a server that answers nothing but its first request breaks rules that need no feature (%s)',
    async (which, broken) => {
      const report = judged((await run(nullServer(which))).transcript);
      expect(outcomes(report, 'fail').sort()).toEqual(broken);
      expect(report.verdict).toBe('not-conformant');
    },
  );

  test.each([
    ['greets', undefined, 'warning'],
    ['bare-session', undefined, 'pass'],
    ['leaves-at-discovery', undefined, 'pass'],
    ['greets', '2025-11-25', 'warning'],
    ['bare-session', '2025-11-25', 'pass'],
  ] as const)(
    'whether a server speaks before anything is asked is heard, and else not told (%s, %s)',
    async (which, revision, outcome) => {
      const silent = async (): Promise<Outcome | undefined> => {
        const { runs } = judged((await run(nullServer(which), revision === undefined ? {} : { revision })).transcript);
        return runs[0]?.results.find((each) => each.requirement === 'lifecycle.initialize.server-silent')?.outcome;
      };
      // Where the machine is busy, its first word may cross our first question: then nothing is known, and nothing is said.
      let told = await silent();
      for (let again = 0; told === 'not-tested' && again < 4; again++) told = await silent();
      expect(told).toBe(outcome);
    },
  );

  test('a server that looks at the version of discoveries only breaks the rule about every request', async () => {
    const report = judged((await run(nullServer('lists-in-any-version'))).transcript);
    expect(outcomes(report, 'fail')).toContain('versioning.unsupported.error');
  });
});

test.each([
  ['at least a second', 3, 1_000],
  ['ten times as long as other answers', 250, 2_500],
  ['never longer than any answer', 4_000, 5_000],
])('a call that is quick takes %s', (_, pace, within) => {
  expect(quickWithin(pace, 5_000)).toBe(within);
});

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
