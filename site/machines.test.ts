/** What the built site has for programs: promised addresses, text of the pages, the map of the site, data with schemas. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATA_FILES } from './api/listing.ts';
import { promised, unanswered } from './checks/addresses.ts';
import { catalogue } from './lib/catalogue.ts';
import { root } from './lib/root.ts';
import { CARDS, SIZE } from './og/cards.ts';
import { BASE, builtSite, SITE } from './testing/built-site.ts';
import { KINDS } from './testing/kinds.ts';
import { pagesIn } from './testing/sample-pages.ts';

let out: string;
const read = (path: string): string => readFileSync(join(out, path), 'utf8');
/** From an address of the site to the file in it. */
const inSite = (address: string): string =>
  address.replace(SITE + BASE, '').replace(/\/$/, '/index.html') || 'index.html';

beforeAll(async () => {
  out = await builtSite();
});

describe('for programs', () => {
  it('keeps every address that was promised', () => {
    const addresses = promised(readFileSync(join(root, 'site/addresses.txt'), 'utf8'));
    expect(addresses.length).toBeGreaterThan(50);
    expect(addresses.flatMap((address) => unanswered(out, address) ?? [])).toEqual([]);
  });

  it('has a page for every requirement, and its text beside it', () => {
    const missing = catalogue().requirements.flatMap(({ id }) =>
      ['', 'index.md'].filter((name) => unanswered(out, `/specification/requirements/${id}/${name}`) !== undefined),
    );
    expect(missing).toEqual([]);
  });

  it('lists in llms.txt documents that are there, and holds them all in one file', () => {
    const list = read('llms.txt');
    const linked = [...list.matchAll(/\]\(([^)]+)\)/g)].map(([, url = '']) => url);
    expect(linked.length).toBeGreaterThan(50);
    expect(linked.filter((url) => !url.startsWith(SITE + BASE) || !existsSync(join(out, inSite(url))))).toEqual([]);
    const whole = read('llms-full.txt');
    expect(whole).toContain(read('tutorials/write-an-rfc/index.md'));
  });

  it('links in its texts to pages that are there', () => {
    const pages = pagesIn(out).filter(
      (page) => existsSync(join(out, page, 'index.md')) && !page.includes('requirements/'),
    );
    expect(pages.length).toBeGreaterThan(50);
    const broken = pages.flatMap((page) =>
      [...read(`${page}index.md`).matchAll(/\]\((\/[^)\s#]*)/g)]
        .map(([, url = '']) => url)
        .filter((url) => !url.startsWith(BASE) || !existsSync(join(out, inSite(SITE + url))))
        .map((url) => `${page}: ${url}`),
    );
    expect(broken).toEqual([]);
  });

  it('shows a picture beside a link to any page, and has that picture', () => {
    const pictures = new Map(
      [...KINDS.filter(([kind]) => kind !== 'missing page').map(([, path]) => path)].map((path) => {
        const [, url = ''] = /<meta property="og:image" content="([^"]+)"/.exec(read(`${path}index.html`)) ?? [];
        expect(url, path).toMatch(new RegExp(`^${SITE}${BASE}og/[a-z]+\\.png$`));
        return [url, path];
      }),
    );
    expect([...pictures.keys()].map((url) => url.slice(url.lastIndexOf('/') + 1, -4)).sort()).toEqual(
      CARDS.map(({ name }) => name).sort(),
    );
    for (const url of pictures.keys()) {
      const bytes = readFileSync(join(out, url.replace(SITE + BASE, '')));
      expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([SIZE.width, SIZE.height]);
    }
  });

  it('maps every page of the site, and no other', () => {
    const index = read('sitemap-index.xml');
    const maps = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => inSite(url));
    const mapped = maps.flatMap((map) => [...read(map).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url));
    expect(mapped.map(inSite).sort()).toEqual(
      pagesIn(out)
        .map((page) => `${page}index.html`)
        .sort(),
    );
  });

  it.each(DATA_FILES.filter(({ schema }) => schema !== undefined))('$path fits its schema', ({ path, schema = '' }) => {
    const ajv = new Ajv({ allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(read(schema)));
    expect(validate(JSON.parse(read(path))) || validate.errors).toBe(true);
  });
});
