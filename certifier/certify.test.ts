import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { endpoint, expectNothing, judged, nullServer, run, SERVER } from './certify.fixture.ts';
import { startNullEndpoint } from './probes/testing/null-http.ts';
import { isAlive, pidsIn } from './probes/testing/processes.ts';
import { referenceCommand } from './reference/reference.ts';
import type { Outcome, Report } from './report/report.ts';
import { httpSubject } from './subject/http.ts';
import { stdioSubject } from './subject/stdio.ts';

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
    [405, '/mcp', '', true],
    [404, '/sse', '', true],
    [404, '/mcp', '', false],
    [400, '/mcp', 'sessionid must be provided', true],
    [400, '/mcp', 'Bad Request: Mcp-Session-Id header is required', false],
  ])('takes no message (%i at %s, “%s”)', async (status, path, body, older) => {
    const { port } = await endpoint(() => ({ status, body, type: 'text/plain' }));
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
