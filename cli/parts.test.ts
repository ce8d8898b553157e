/** The small parts of the command, each by itself. */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { columns } from '../certifier/report/columns.ts';
import { nearest } from './nearest.ts';
import { allowedTool, day, duration, environmentEntry, headerField } from './options.ts';
import { OutputFolder } from './output.ts';
import { progressLine } from './progress.ts';
import { environmentOf, secretsOf } from './secrets.ts';
import { table } from './table.ts';
import { nameOf } from './target.ts';
import { hasColour, isWatched } from './terminal.ts';
import { temporaryFolder } from './testing.ts';

describe('options', () => {
  it('take what can be read, and nothing else', () => {
    expect([duration('1500ms'), duration('2.5s'), duration('2m')]).toEqual([1500, 2500, 120_000]);
    expect(duration('60m')).toBe(3_600_000);
    for (const wrong of ['0.4ms', '3600001ms', '99999999999s', `${'9'.repeat(400)}s`])
      expect(() => duration(wrong)).toThrow();
    for (const wrong of ['5', '0s', '-1s', '1h', '1s ', '']) expect(() => duration(wrong)).toThrow();
    expect(headerField('Authorization: Bearer a:b')).toEqual(['Authorization', 'Bearer a:b']);
    for (const wrong of ['', 'A', ': b', 'A b: c', 'A: b\r\nC: d']) expect(() => headerField(wrong)).toThrow();
    expect([environmentEntry('A'), environmentEntry('A=b=c'), environmentEntry('A=')]).toEqual([
      ['A', undefined],
      ['A', 'b=c'],
      ['A', ''],
    ]);
    expect(() => environmentEntry('=b')).toThrow();
    expect([allowedTool('add'), allowedTool('add={"a":1}')]).toEqual([
      { name: 'add' },
      { name: 'add', arguments: { a: 1 } },
    ]);
    for (const wrong of ['', 'add=1', 'add={', 'add=[]', '={}']) expect(() => allowedTool(wrong)).toThrow();
    expect(day('2028-02-29')).toBe('2028-02-29');
    for (const wrong of ['2027-02-29', '2027-2-1', 'today']) expect(() => day(wrong)).toThrow();
  });
});

describe('the name of a folder', () => {
  it.each([
    [['npx', '-y', '@modelcontextprotocol/server-everything'], 'modelcontextprotocol-server-everything'],
    [['node', 'server/dist/index.js', '--stdio'], 'server'],
    [['uv', 'run', 'weather.py'], 'weather'],
    [['go', 'run', 'weather.go'], 'weather'],
    [['go', 'run', './cmd/weather'], 'weather'],
    [['/usr/local/bin/my-server'], 'my-server'],
    [['../..'], 'subject'],
  ])('of %j is %s', (command, name) => {
    expect(nameOf({ command })).toBe(name);
  });

  it.each([
    ['/home/ann/weather', 'weather'],
    ['/home/ann/weather/main', 'weather'],
    ['/', 'subject'],
  ])('of what is started in %s by `go run .` is %s', (here, name) => {
    expect(nameOf({ command: ['go', 'run', '.'] }, here)).toBe(name);
  });

  it.each([
    ['http://127.0.0.1:3000/mcp', '127.0.0.1-3000-mcp'],
    ['https://example.org/', 'example.org'],
    ['https://example.org/../../etc/%2e%2e/x', 'example.org-x'],
    ['https://example.org/a//..%2f..%2fb?q=/../c', 'example.org-a-..-2f..-2fb'],
  ])('of %s stays within its folder', (url, name) => {
    expect(nameOf({ url })).toBe(name);
    expect(nameOf({ url })).not.toMatch(/[/\\]|^\./);
  });
});

describe('secrets', () => {
  it('are those that were declared and those that header fields hold by their names, with and without scheme', () => {
    const headers = [
      ['Authorization', 'Bearer 0123456789'],
      ['X-Api-Key', 'abcdefgh'],
      ['X-Trace', 'not-a-secret'],
    ] as const;
    expect(secretsOf(['sesame-open'], [], headers)).toEqual([
      'sesame-open',
      'Bearer 0123456789',
      '0123456789',
      'abcdefgh',
    ]);
  });

  it('that are too short are refused without being repeated', () => {
    expect(() => secretsOf(['pssst'], [], [])).toThrow(/shorter than 8/);
    expect(() => secretsOf(['pssst'], [], [])).not.toThrow(/pssst/);
  });

  it('are no part of the environment: only what was named is passed on', () => {
    expect(environmentOf([['A', 'b']])).toEqual({ A: 'b' });
    expect(() => environmentOf([['ACCORD_NO_SUCH', undefined]])).toThrow(/no such variable/);
  });
});

describe('the folder of a run', () => {
  let folder = temporaryFolder();
  afterEach(() => {
    folder.remove();
    folder = temporaryFolder();
  });

  it('appears when everything is in it, and not before', async () => {
    const path = join(folder.path, 'a', 'b');
    const output = await OutputFolder.claim(path);
    await output.write('x', '1');
    expect(existsSync(path)).toBe(false);
    await output.publish();
    expect(readdirSync(path)).toEqual(['x']);
    expect(readdirSync(join(folder.path, 'a'))).toEqual(['b']);
    // Others may read it, as far as the user lets them read anything.
    expect(statSync(path).mode & 0o777).toBe(0o777 & ~process.umask());
  });

  it('is gone without trace when it is discarded, and so are the folders that were made for it', async () => {
    const output = await OutputFolder.claim(join(folder.path, 'a', 'b', 'c'));
    await output.write('x', '1');
    await output.discard();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('keeps what others put there, when it is discarded', async () => {
    const path = join(folder.path, 'kept');
    mkdirSync(path);
    writeFileSync(join(path, 'theirs'), '');
    const output = await OutputFolder.claim(path);
    await output.write('x', '1');
    await output.discard();
    expect(readdirSync(path)).toEqual(['theirs']);
  });
});

describe('a table', () => {
  const rows = [
    ['tools.name.unique', 'SHOULD', 'No two tools of one server have the same name, however many pages the list has.'],
    ['x', 'MUST', 'hostile \u001b[2J'],
  ];

  it('fits the terminal, and hides nothing', () => {
    const text = table(['Requirement', 'Level', 'Statement'], rows, 60);
    for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(60);
    expect(text.replace(/\s+/g, ' ')).toContain('however many pages the list has.');
    expect(text).toContain('\\x1b[2J');
  });

  it.each([40, 24, 12])('of more columns than %i hold is a few lines for each row, and hides nothing', (width) => {
    const text = table(['Requirement', 'Level', 'Statement'], rows, width);
    for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(width);
    expect(text.replace(/\s+/g, '')).toContain(
      'SHOULDNotwotoolsofoneserverhavethesamename,howevermanypagesthelisthas.',
    );
    expect(text).toMatch(/^x {2}MUST$/m);
    expect(
      text
        .split('\n')
        .filter((line) => /^\S/.test(line))
        .map((line) => line[0]),
    ).toEqual(['R', 't', 'x']);
  });

  it('has one line for each row where a program reads it', () => {
    expect(
      table(['Requirement', 'Level', 'Statement'], rows, Number.POSITIVE_INFINITY).trimEnd().split('\n'),
    ).toHaveLength(3);
  });
});

it('the nearest words come first, and far ones not at all', () => {
  const known = ['tools.name.unique', 'tools.name.length', 'stdio.stdout.only-messages'];
  expect(nearest('tools.name.uniqe', known)[0]).toBe('tools.name.unique');
  expect(nearest('stdout', known)).toEqual(['stdio.stdout.only-messages']);
  expect(nearest('zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz', known)).toEqual([]);
});

const stream = (isTTY: boolean, columns_ = 40): { stream: NodeJS.WriteStream; written: string[] } => {
  const written: string[] = [];
  const write = (text: string): boolean => written.push(text) > 0;
  return { stream: { isTTY, columns: columns_, write } as unknown as NodeJS.WriteStream, written };
};

describe('the terminal', () => {
  it('has colour where it is one, unless NO_COLOR says no', () => {
    const { stream: terminal } = stream(true);
    const { stream: pipe } = stream(false);
    expect(hasColour(terminal, {})).toBe(true);
    expect(hasColour(pipe, {})).toBe(false);
    expect(hasColour(pipe, { FORCE_COLOR: '1' })).toBe(true);
    expect(hasColour(terminal, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
    expect(hasColour(terminal, { TERM: 'dumb' })).toBe(false);
  });

  it('shows progress to a person, never to a build service', () => {
    const { stream: terminal } = stream(true);
    expect(isWatched(terminal, {})).toBe(true);
    expect(isWatched(terminal, { CI: 'true' })).toBe(false);
    expect(isWatched(stream(false).stream, {})).toBe(false);
  });

  it('shows progress on one line that fits and is erased', () => {
    const { CI } = process.env;
    delete process.env.CI;
    try {
      const { stream: terminal, written } = stream(true);
      const line = progressLine(terminal);
      line.show({ phase: 'probe', revision: '2026-07-28', title: 'a long title '.repeat(9), done: 1, total: 9 });
      line.end();
      line.end();
      expect(written).toHaveLength(2);
      expect(written[0]).toContain('\r\u001b[2K≟ 2026-07-28  2/9');
      expect(columns((written[0] ?? '').slice(5))).toBeLessThan(40);
      expect(written[1]).toBe('\r\u001b[2K');
    } finally {
      if (CI !== undefined) process.env.CI = CI;
    }
  });
});
