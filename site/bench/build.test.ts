import { execFileSync } from 'node:child_process';
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
