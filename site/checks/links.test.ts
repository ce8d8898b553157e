import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLinks } from './links.ts';

const folders: string[] = [];

function site(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-links-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const GOOD = {
  'index.html': '<a href="/about/#who">about</a><img src="/mark.svg"><a href="https://example.org/">out</a>',
  'about/index.html': '<h2 id="who">Who</h2><a href="../">home</a><a href="#who">here</a>',
  'mark.svg': '<svg/>',
};

describe('checkLinks', () => {
  it('passes a site whose links, anchors and assets all exist, and does not count links to elsewhere', () => {
    expect(checkLinks(site(GOOD))).toEqual({ pages: 2, references: 4, problems: [] });
  });

  it.each([
    ['a page that does not exist', '<a href="/gone/">x</a>', 'there is no such page or file'],
    ['an anchor that does not exist', '<a href="/about/#whom">x</a>', 'that page has no anchor #whom'],
    ['an asset that does not exist', '<script src="/gone.js"></script>', 'there is no such page or file'],
    [
      'a picture set with a missing file',
      '<img src="/mark.svg" srcset="/mark.svg 1x, /two.svg 2x">',
      'there is no such page or file',
    ],
    ['a folder without its slash', '<a href="/about">x</a>', 'it needs a slash at its end'],
    ['an empty reference', '<a href="">x</a>', 'the reference is empty'],
  ])('finds %s', (_, html, message) => {
    const { problems } = checkLinks(site({ ...GOOD, 'index.html': html }));
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(problems[0]?.page).toBe('/');
  });

  it('follows an anchor whose id holds dots, as requirement ids do', () => {
    const files = { 'index.html': '<h2 id="tools.name.unique">x</h2><a href="#tools.name.unique">y</a>' };
    expect(checkLinks(site(files)).problems).toEqual([]);
  });

  it('does not take text in an attribute for a link', () => {
    const files = { 'index.html': '<meta content="<img src=x> <a href=\'/gone/\'>"><a href="#_top" id="_top">y</a>' };
    expect(checkLinks(site(files))).toEqual({ pages: 1, references: 1, problems: [] });
  });

  it('finds a link that leads out of the base path', () => {
    const files = { 'index.html': '<a href="/accord/">home</a><a href="/about/">x</a>' };
    expect(checkLinks(site(files), '/accord').problems).toEqual([
      { page: '/accord/', reference: '/about/', message: 'it leads out of the base path /accord/' },
    ]);
  });

  it('fails where it sees no link at all', () => {
    const { problems } = checkLinks(site({ 'index.html': '<p>nothing</p>' }));
    expect(problems).toEqual([{ page: '/', reference: '', message: 'no internal link was found in 1 page' }]);
  });
});
