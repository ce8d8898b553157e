import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { recording } from '../evidence/evidence.fixture.ts';
import { minimalEnvironment } from './environment.ts';
import { httpSubject } from './http.ts';
import { stdioSubject } from './stdio.ts';

describe('the minimal environment', () => {
  it('holds what a program needs and nothing that it does not', () => {
    const source = {
      PATH: '/bin',
      HOME: '/h',
      LC_ALL: 'C',
      TMPDIR: '/t',
      TOKEN: 'x',
      NODE_OPTIONS: 'y',
      SHELL: '() { :; }',
    };
    expect(minimalEnvironment(source, 'linux')).toEqual({ PATH: '/bin', HOME: '/h', LC_ALL: 'C', TMPDIR: '/t' });
  });

  it('knows the names of Windows in any case', () => {
    const source = { Path: 'C:\\', SystemRoot: 'C:\\Windows', HOME: 'x', TOKEN: 'x' };
    expect(minimalEnvironment(source, 'win32')).toEqual({ Path: 'C:\\', SystemRoot: 'C:\\Windows' });
  });
});

describe('a subject over stdio', () => {
  it('is described by its command and the names of its variables, never by their values', async () => {
    const command = [process.execPath, '-e', 'console.log(process.env.TOKEN, process.cwd())'];
    const subject = stdioSubject({ command, env: { TOKEN: 'hidden', A: '' }, cwd: '/' });
    expect(subject.described).toEqual({ role: 'server', transport: 'stdio', command, env: ['A', 'TOKEN'] });
    const { recorder } = recording();
    const wire = subject.open({ recorder });
    await wire.exited;
    expect(recorder.events.find(({ kind }) => kind === 'line')).toMatchObject({ text: 'hidden /' });
  });

  it('starts a process of its own for each connection', async () => {
    const subject = stdioSubject({ command: [process.execPath, '-e', ''] });
    const { recorder } = recording();
    const wires = [subject.open({ recorder }), subject.open({ recorder })];
    await Promise.all(wires.map((wire) => wire.close()));
    expect(wires.map(({ connection, process: ordinal }) => [connection, ordinal])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it.each([[[]], [['']]])('refuses the command %j in one line', (command) => {
    expect(() => stdioSubject({ command })).toThrow(/^The command is empty; [^\n]*$/);
  });
});

describe('a subject over HTTP', () => {
  it('is described by its URL, and answers there', async () => {
    const server = http.createServer((request, response) => response.end(request.url)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp?x=1`;
    const subject = httpSubject({ url: `${url}#part`, headers: [['X-Key', 'k']] });
    expect(subject.described).toEqual({ role: 'server', transport: 'streamable-http', url });
    expect(subject.headers).toEqual([['X-Key', 'k']]);
    const { recorder } = recording();
    const wire = subject.open({ recorder });
    const body = new Promise((resolve) => {
      wire.onEvent((event) => event.kind === 'body' && resolve(event.text));
    });
    wire.send({ method: 'GET', headers: subject.headers });
    expect(await body).toBe('/mcp?x=1');
    await wire.close();
    server.close();
  });

  it.each([
    ['mcp.example/mcp', /is not a URL/],
    ['localhost:3000', /is neither an http: nor an https: URL/],
    ['', /is not a URL/],
    ['ftp://example.com/', /is neither/],
    ['http://', /is not a URL/],
  ])('refuses "%s" in one line', (url, message) => {
    expect(() => httpSubject({ url })).toThrow(TypeError);
    expect(() => httpSubject({ url })).toThrow(message);
    expect(() => httpSubject({ url })).not.toThrow(/\n/);
  });

  it('refuses a password in the URL without repeating it', () => {
    expect(() => httpSubject({ url: 'http://me:hunter22@127.0.0.1/' })).toThrow(/header field/);
    expect(() => httpSubject({ url: 'http://me:hunter22@127.0.0.1/' })).not.toThrow(/hunter22/);
  });
});
