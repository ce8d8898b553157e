import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unanswered } from '../checks/addresses.ts';
import { BASE, builtSite } from '../testing/built-site.ts';
import { pagesIn } from '../testing/sample-pages.ts';
import { isRedirect, redirectsOf } from './redirects.ts';

const made: string[] = [];

function siteOf(...pages: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-folders-'));
  made.push(folder);
  for (const page of pages) {
    mkdirSync(dirname(join(folder, page)), { recursive: true });
    writeFileSync(join(folder, page), '<p>');
  }
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

describe('an address that was cut short', () => {
  it('leads to the nearest page above it, or to the one that lists its kind', () => {
    const site = siteOf(
      'index.html',
      'results/index.html',
      'results/by/verdict/conformant/index.html',
      'tutorials/one/index.html',
      'specification/upstream/2026-07-28/server/tools/index.html',
      '_astro/style.css',
    );
    expect([...redirectsOf(site)]).toEqual([
      ['results/by', 'results/'],
      ['results/by/verdict', 'results/'],
      ['specification', ''],
      ['specification/upstream', ''],
      ['specification/upstream/2026-07-28', 'specification/upstream/#r2026-07-28'],
      ['specification/upstream/2026-07-28/server', 'specification/upstream/#r2026-07-28'],
      ['tutorials', 'documentation/#tutorials'],
    ]);
  });

  it('answers wherever it is cut in the built site, and leads to a place that is there', async () => {
    const out = await builtSite();
    const folders = new Set(
      pagesIn(out).flatMap((page) => {
        const parts = page.split('/').slice(0, -1);
        return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
      }),
    );
    expect([...folders].filter((folder) => !existsSync(join(out, folder, 'index.html')))).toEqual([]);
    const targets = [...folders]
      .map((folder) => readFileSync(join(out, folder, 'index.html'), 'utf8'))
      .filter(isRedirect)
      .map((html) => /content="0;url=([^"]+)"/.exec(html)?.[1] ?? '');
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !target.startsWith(BASE))).toEqual([]);
    const places = new Set(targets.map((target) => `/${target.slice(BASE.length)}`));
    expect([...places].flatMap((place) => unanswered(out, place) ?? [])).toEqual([]);
    expect(places).toContain('/documentation/#tutorials');
  });

  it('names an icon, as every page does, so that no browser asks for one that is not there', async () => {
    const out = await builtSite();
    const icons = readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.html'))
      .map((name) => {
        const html = readFileSync(join(out, name), 'utf8');
        return [name, /<link rel="(?:shortcut )?icon" href="([^"]+)"/.exec(html)?.[1]] as const;
      });
    expect(icons.length).toBeGreaterThan(100);
    expect(icons.filter(([, icon]) => icon !== `${BASE}favicon.svg`)).toEqual([]);
    expect(existsSync(join(out, 'favicon.svg'))).toBe(true);
  });
});
