import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { held } from './held.ts';

const folder = mkdtempSync(join(tmpdir(), 'accord-held-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what is read from files', () => {
  const counting = (from: readonly string[], writing: boolean) => {
    let reads = 0;
    const ask = held(
      () => {
        reads += 1;
        return reads;
      },
      () => from,
      () => writing,
    );
    return ask;
  };

  it('is read once by a build, whatever becomes of them', () => {
    const file = join(folder, 'built.md');
    writeFileSync(file, 'one');
    const ask = counting([file], false);
    expect(ask()).toBe(1);
    writeFileSync(file, 'another');
    expect(ask()).toBe(1);
  });

  it('is read again while somebody writes when a file was changed, was added or has gone, and not otherwise', () => {
    const file = join(folder, 'written.md');
    const ask = counting([folder, join(folder, 'none')], true);
    expect([ask(), ask()]).toEqual([1, 1]);
    writeFileSync(file, 'one');
    expect([ask(), ask()]).toEqual([2, 2]);
    writeFileSync(file, 'another');
    expect([ask(), ask()]).toEqual([3, 3]);
    rmSync(file);
    expect([ask(), ask()]).toEqual([4, 4]);
    writeFileSync(join(folder, 'none'), 'now there is');
    expect([ask(), ask()]).toEqual([5, 5]);
  });
});
