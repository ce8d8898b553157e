/** What the benchmark measures is documents in order; a corpus of errors would measure something else. */
import { afterAll, expect, it } from 'vitest';
import { diskFiles } from '../files.ts';
import { requireProcess } from '../process.ts';
import { checkRfcs } from '../rfc/lint.ts';
import { listRfcs } from '../rfc/list.ts';
import { checkout } from '../testing.ts';
import { generate, generateBehind } from './generate.ts';

const here = checkout({});
afterAll(() => here.remove());

it('generated RFCs keep every rule, and have the length that was asked for', async () => {
  generate(here.root, 5, 1500);
  expect(await checkRfcs({ root: here.root, date: '2026-11-22' })).toEqual([]);
  expect(requireProcess(diskFiles(here.root)).format).toBe('accord-rfc-process/1');
  for (const { file } of listRfcs({ root: here.root })) {
    const words = here.read(file).split(/\s+/).length;
    expect(words).toBeGreaterThan(1400);
    expect(words).toBeLessThan(1700);
  }
});

it('more of them stand behind those that are there, and rest on each other alone', async () => {
  generate(here.root, 5, 300);
  const files = generateBehind(here.root, 6, 5, 300);
  expect(await checkRfcs({ root: here.root, date: '2026-11-22' })).toEqual([]);
  const behind = listRfcs({ root: here.root }).slice(5);
  expect(behind.map(({ file }) => `${here.root}/${file}`)).toEqual(files);
  const restsOn = behind.flatMap(({ requires = [] }) => requires);
  expect(restsOn.length).toBeGreaterThan(0);
  expect(Math.min(...restsOn)).toBeGreaterThanOrEqual(6);
});
