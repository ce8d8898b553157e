import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { referenceCommand, startHttpReference } from './reference.ts';

function start(command: readonly string[]) {
  const child = spawn(command[0]!, command.slice(1), { env: {} });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk));
  return { child, output, status: once(child, 'close').then(([status]) => status as number | null) };
}

const withOptions = (...options: string[]) => start([...referenceCommand().slice(0, -1), ...options]);

it('says in one line where it listens, and stops in order when told to', async () => {
  const { child, output, status } = withOptions('--http', '--port', '0');
  await once(child.stdout, 'data');
  expect(output.stdout).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\/mcp\n$/);
  child.kill('SIGTERM');
  expect(await status).toBe(0);
});

it('refuses a command line that makes no sense, and a port that is taken', async () => {
  const taken = await startHttpReference();
  const runs = [
    [['--stdio', '--http'], 2],
    [['--other'], 2],
    [['--stdio', '--authorization'], 2],
    [['--http', '--port', '70000'], 2],
    [['--http', '--port', new URL(taken.url).port], 1],
  ] as const;
  const started = runs.map(([options, expected]) => ({ options, expected, ...withOptions(...options) }));
  for (const { options, expected, output, status } of started) {
    expect([options, await status]).toEqual([options, expected]);
    expect(output.stdout).toBe('');
    expect(output.stderr).not.toBe('');
  }
  await taken.close();
});

it('works as a bundle, found from beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'accord-reference-'));
  const bundle = (entry: string, outfile: string) =>
    build({
      entryPoints: [new URL(entry, import.meta.url).pathname],
      outfile: join(folder, outfile),
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await Promise.all([bundle('reference.ts', 'accord.js'), bundle('main.ts', 'reference/main.js')]);
  const bundled: typeof import('./reference.ts') = await import(join(folder, 'accord.js'));
  const command = bundled.referenceCommand();
  expect(command[1]).toBe(join(folder, 'reference/main.js'));
  const { child, output, status } = start(command);
  child.stdin.end('{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
  expect(await status).toBe(0);
  expect(JSON.parse(output.stdout)).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  await rm(folder, { recursive: true });
});
