/** Every command that the documentation shows is run, and its shown output is the real one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sectionsOf } from '../../governance/walk/page.ts';
import { root } from '../lib/root.ts';
import { isCalled, lackOf, needsOf } from './programs.ts';
import { matches, startWalk, type Walk } from './walk.ts';

const DOCS = 'site/content/docs';
const withCommands = readdirSync(join(root, DOCS), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.mdx?$/.test(name))
  .filter((name) => /^```console/m.test(readFileSync(join(root, DOCS, name), 'utf8')))
  .sort();

/** A page whose walk needs more than a shell has a test of its own, which names it and takes its sections. */
const testsElsewhere = ['cli', 'governance', 'certifier', 'site']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => name.endsWith('.test.ts') && name !== join('site', 'walk', 'walk.test.ts'))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .filter((text) => text.includes('sectionsOf'));
const isWalkedElsewhere = (page: string): boolean => testsElsewhere.some((text) => text.includes(`${DOCS}/${page}`));
const here = withCommands.filter((page) => !isWalkedElsewhere(page));

/** A page starts up to a dozen processes, on whatever machine. Milliseconds. */
const PATIENCE = 300_000;

const walks: Walk[] = [];
afterEach(() => {
  for (const walk of walks.splice(0)) walk.end();
});

describe('the documentation', () => {
  for (const page of here) {
    const text = readFileSync(join(root, DOCS, page), 'utf8');
    const { lacked, environment } = needsOf(text);
    const why = lacked === undefined ? '' : ` (not run: ${lacked})`;
    if (lacked !== undefined) console.warn(`The commands of ${page} did NOT run: ${lacked}.`);
    it.skipIf(lacked !== undefined)(
      `does and shows what it says: ${page}${why}`,
      async () => {
        const walk = startWalk(environment);
        walks.push(walk);
        for (const { title, steps } of sectionsOf(text))
          for (const step of steps) expect(await walk.take(step), `${page}: ${title}`).toBeUndefined();
      },
      PATIENCE,
    );
  }

  it('has commands on the pages that need them', () => {
    expect(here).toEqual(
      expect.arrayContaining(
        [
          'certify-your-first-server',
          'bring-a-server-to-conformance',
          'bring-a-python-server-to-conformance',
          'bring-a-go-server-to-conformance',
        ].map((name) => `tutorials/${name}.md`),
      ),
    );
    expect(isWalkedElsewhere('tutorials/write-an-rfc.md')).toBe(true);
  });
});

describe('a page whose programs are not all here', () => {
  it.each([
    ['$ go build weather.go', 'go', true],
    ['$ npm run -s accord -- certify -- python3 weather.py | grep fail', 'python3', true],
    ['It is started by `go run .`, and $ go is none', 'go', false],
    ['$ npm run -s accord -- certify -- ./go', 'go', false],
  ])('is known by its commands: %s', (line, name, expected) => {
    expect(isCalled(name, `Text\n${line}\n`)).toBe(expected);
  });

  it.each([
    [undefined, 'there is no go here'],
    ['', 'there is no go here'],
    ['go version go1.19.8 linux/amd64', 'go 1.19 is older than 1.21'],
    ['go version go1.21.0 linux/amd64', undefined],
    ['go version go2.0 linux/amd64', undefined],
  ])('is not run, and says why: %j', (said, expected) => {
    expect(lackOf({ name: 'go', atLeast: [1, 21] }, said)).toBe(expected);
  });
});

describe('what a page shows', () => {
  it.each([
    ['the whole', ['a', 'b'], true],
    ['lines left out in the middle', ['a', '…', 'd'], true],
    ['lines left out at the end', ['a', '…'], true],
    ['words left out in a line', ['a', '…', 'c …', 'd'], true],
    ['less than the whole', ['a'], false],
    ['another order', ['…', 'd', '…', 'a', '…'], false],
    ['what was not printed', ['a', '…', 'x', '…'], false],
    ['part of a line', ['…', 'c and', 'd'], false],
  ])('%s: %j is %s', (_, shown, expected) => {
    const printed = shown.includes('b') ? 'a\nb\n' : 'a\nb\nc and more\nd\n';
    expect(matches(shown, printed)).toBe(expected);
  });

  it('holds a page to a command that prints something else, and to a change that does not fit', async () => {
    const walk = startWalk();
    walks.push(walk);
    expect(await walk.take({ kind: 'run', command: 'echo one', shown: ['two'] })).toContain('printed\none');
    expect(await walk.take({ kind: 'write', path: 'x.txt', text: 'one\n' })).toBeUndefined();
    expect(await walk.take({ kind: 'change', path: 'x.txt', from: 'two\n', to: 'three\n' })).toContain('does not hold');
    expect(await walk.take({ kind: 'run', command: 'false', shown: [] })).toBeUndefined();
    expect(await walk.take({ kind: 'run', command: 'echo $?', shown: ['1'] })).toBeUndefined();
  });
});
