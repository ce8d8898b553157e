import { execFileSync, spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { childTime } from './build.ts';

it('the time of the children is read as a shell says it, whatever its decimal sign', () => {
  expect(childTime('0m0.010s 0m0.020s\n1m2.500s 0m0.250s\n')).toBe(62_750);
  expect(childTime('0m0,010s 0m0,020s\n0m0,500s 0m0,000s\n')).toBe(500);
  expect(() => childTime('nothing of the kind')).toThrow('the shell says of its times: nothing of the kind');
});

it('the shell of this machine says it so', () => {
  const said = execFileSync('sh', ['-c', '"$@"; times', 'sh', process.execPath, '-e', '0'], { encoding: 'utf8' });
  expect(childTime(said)).toBeGreaterThan(0);
});

it('what was started and let go of is waited for, so that its time is in the sum', () => {
  const spent = 500;
  const child = `const end = process.cpuUsage().user + ${spent * 1000}; while (process.cpuUsage().user < end); console.log('done'); process.stdin.resume();`;
  const parent = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdout.once('data', () => { child.unref(); process.exit(3); });`;
  const node = [process.execPath, '--import', new URL('./probe.ts', import.meta.url).href, '-e', parent];
  const { status, stdout } = spawnSync('sh', ['-c', '"$@"; status=$?; times; exit $status', 'sh', ...node], {
    encoding: 'utf8',
  });
  expect(status).toBe(3);
  expect(childTime(stdout)).toBeGreaterThanOrEqual(spent);
});
