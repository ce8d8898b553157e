/**
 * What holds for every page: nothing against the policy, nothing from another host, nothing on the console, no more weight than
 * its budget, HTML that is valid, and every control within reach of the keyboard.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from './checks/accessibility.ts';
import { htmlProblems } from './checks/html.ts';
import { type Browsing, browse, hasChromium } from './testing/browsing.ts';
import { builtSite } from './testing/built-site.ts';
import { KINDS } from './testing/kinds.ts';
import { pagesIn, samplePages } from './testing/sample-pages.ts';
import { WARNED } from './testing/sample-results.ts';
import { kib, type Weight, weigh, withoutFonts } from './testing/weigh.ts';

/** Bytes, compressed. */
const KIB = 1024;
const MOST = { page: 60 * KIB, font: 40 * KIB, script: 35 * KIB } as const;

/** Pages that hold one thing. A list of a thousand things weighs what its things weigh. */
const HOLDS_ONE = /^(?:rfcs\/\d{4}\/|specification\/requirements\/[^/]+\/)$/;

/** A page of a thousand rules, on a machine with other work. Milliseconds. */
const PATIENCE = 180_000;

describe('the HTML of the built site', () => {
  it(
    'is valid, on a page of each kind and on a sample',
    async () => {
      const out = await builtSite();
      const paths = new Set([...KINDS.map(([, path]) => path), ...samplePages(out)]);
      paths.delete('no/such/page/');
      const problems = await Promise.all(
        [...paths].map((path) => htmlProblems(readFileSync(join(out, path, 'index.html'), 'utf8'), path)),
      );
      expect(problems.flat()).toEqual([]);
      expect(await htmlProblems(readFileSync(join(out, '404.html'), 'utf8'), '404')).toEqual([]);
    },
    PATIENCE,
  );

  it('would not be called valid with a fault in it', async () => {
    expect(await htmlProblems('<!doctype html><html lang="en"><title>x</title><p><div></div></p>', 'x')).not.toEqual(
      [],
    );
    expect(await htmlProblems('<p id="a">1</p><p id="a">2</p>', 'x')).not.toEqual([]);
  });
});

describe.runIf(hasChromium)('every kind of page', () => {
  let browsing: Browsing;
  const weights = new Map<string, Weight>();
  beforeAll(async () => {
    browsing = await browse();
  });
  afterAll(async () => {
    await browsing?.close();
    const largest = [...weights].sort(([, a], [, b]) => withoutFonts(b) - withoutFonts(a)).slice(0, 5);
    for (const [path, weight] of largest)
      console.log(`${kib(withoutFonts(weight)).padStart(10)} without fonts, ${kib(weight.script)} script: /${path}`);
  });

  /** What the browser has to say against a page. */
  const listen = (page: Page): readonly string[] => {
    const heard: string[] = [];
    const own = new URL(browsing.url).origin;
    page.on('console', (message) => {
      // The page that is missing is missing.
      if (message.type() === 'error' && !message.text().includes('404 (Not Found)')) heard.push(message.text());
    });
    page.on('pageerror', (error) => heard.push(String(error)));
    page.on('request', (request) => {
      if (!/^(?:data|blob):/.test(request.url()) && new URL(request.url()).origin !== own)
        heard.push(`asks ${request.url()}`);
    });
    return heard;
  };

  it.each(KINDS)('keeps to its policy, its host and its budget: %s', async (_, path) => {
    await browsing.inPage({}, async (page) => {
      const heard = listen(page);
      const weight = await weigh(page, browsing.url + path);
      weights.set(path, weight);
      expect(heard).toEqual([]);
      expect(weight.script, `${kib(weight.script)} of script`).toBeLessThanOrEqual(MOST.script);
      expect(weight.font, `${kib(weight.font)} of fonts`).toBeLessThanOrEqual(MOST.font);
      expect(weight.html).toBeGreaterThan(0);
      if (HOLDS_ONE.test(path)) {
        const all = withoutFonts(weight);
        expect(all, `${kib(all)} without fonts`).toBeLessThanOrEqual(MOST.page);
      }
    });
  });

  it('the policy is in force: what is written into a page is not run, and nothing is made from text', async () => {
    await browsing.inPage({}, async (page) => {
      const refused: string[] = [];
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) refused.push(message.text());
      });
      await page.goto(browsing.url);
      const ran = await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "run"';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="document.title = \'run\'">');
        return document.title;
      });
      expect(ran).not.toBe('run');
      const made = await page.evaluate(() => {
        const attempt = document.createElement('script');
        attempt.src = 'data:text/javascript,document.title="run"';
        document.body.append(attempt);
        return new Promise((resolve) => {
          attempt.onerror = () => resolve('refused');
          attempt.onload = () => resolve('run');
        });
      });
      expect(made).toBe('refused');
      expect(refused.length).toBeGreaterThan(0);
    });
  });

  it('the judge in its worker and the search with its WebAssembly keep to the policy too', async () => {
    await browsing.inPage({}, async (page) => {
      const heard = listen(page);
      const workers: string[] = [];
      page.on('worker', (worker) => workers.push(worker.url()));
      await page.goto(`${browsing.url}specification/requirements/${WARNED}/`);
      await page.getByRole('button', { name: 'Judge it' }).click();
      await page.locator('accord-playground').getByRole('status').getByText('pass', { exact: true }).waitFor();
      expect(workers.length).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('dialog').getByRole('textbox').fill(WARNED);
      await page.getByRole('dialog').locator('a[href*="/specification/"]').first().waitFor();
      expect(heard).toEqual([]);
    });
  });

  it('a sample of pages, the heaviest RFCs and requirements among them, keeps its budget', async () => {
    const out = await builtSite();
    const size = (path: string): number => readFileSync(join(out, path, 'index.html')).length;
    const ones = pagesIn(out).filter((path) => HOLDS_ONE.test(path));
    const heaviest = ['rfcs/', 'specification/'].flatMap((below) =>
      ones
        .filter((path) => path.startsWith(below))
        .sort((a, b) => size(b) - size(a))
        .slice(0, 2),
    );
    expect(heaviest).toHaveLength(4);
    await browsing.inPage({}, async (page) => {
      for (const path of heaviest) {
        const weight = await weigh(page, browsing.url + path);
        weights.set(path, weight);
        expect(withoutFonts(weight), `${path} weighs ${kib(withoutFonts(weight))}`).toBeLessThanOrEqual(MOST.page);
      }
    });
  });

  it('the table of contents marks where the reader is, on a page of many rules', async () => {
    await browsing.inPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
      await page.goto(`${browsing.url}specification/tools/`);
      const contents = page.getByRole('navigation', { name: 'On this page' });
      const marked = (hash: string): Promise<void> =>
        contents.locator(`a[aria-current="true"][href="${hash}"]`).waitFor();
      await marked('#_top');
      const link = contents.getByRole('link').nth(-2);
      const hash = (await link.getAttribute('href')) ?? '';
      await link.click();
      await marked(hash);
      expect(await contents.locator('a[aria-current]').count()).toBe(1);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.evaluate(() => scrollTo(0, 0));
      await page.locator('mobile-starlight-toc .display-current', { hasText: 'Overview' }).waitFor();
    });
  });

  it('is printed without its navigation, and its code in the colours of paper, from the dark theme too', async () => {
    await browsing.inPage({ colorScheme: 'dark' }, async (page) => {
      await page.goto(`${browsing.url}specification/tools/`);
      await page.emulateMedia({ media: 'print' });
      for (const gone of ['nav[aria-label="Site"]', 'site-search', 'nav[aria-label="Main"]'])
        expect(await page.locator(gone).isVisible(), gone).toBe(false);
      const code = page.locator('.expressive-code .ec-line span[style*="--1"]').first();
      const [shown, paper] = await code.evaluate((span) => {
        const probe = document.createElement('i');
        probe.style.color = getComputedStyle(span).getPropertyValue('--1');
        document.body.append(probe);
        return [getComputedStyle(span).color, getComputedStyle(probe).color];
      });
      expect(shown).toBe(paper);
    });
  });

  it('would not be called accessible with a fault in it', async () => {
    await browsing.inPage({}, async (page) => {
      await page.route('**/feeds/', async (route) => {
        const response = await route.fetch();
        const close = '<button style="width: 10px; height: 10px; padding: 0">x</button>';
        const faults = `<img src="data:,"><a href="/"></a>${close}${close}`;
        const body = (await response.text()).replace('</main>', `${faults}</main>`);
        await route.fulfill({ response, body });
      });
      const faults = await accessibilityFaults(page, `${browsing.url}feeds/`);
      expect(faults.filter((fault) => /^light, (?:image-alt|link-name):/.test(fault))).toHaveLength(2);
      expect(faults.filter((fault) => /^on a phone, target-size:/.test(fault))).toHaveLength(2);
    });
  });

  it(
    'a sample of pages is accessible in both themes',
    async () => {
      await browsing.inPage({}, async (page) => {
        for (const path of samplePages(await builtSite())) {
          expect(await accessibilityFaults(page, browsing.url + path), path).toEqual([]);
        }
      });
    },
    PATIENCE * (process.env.ACCORD_SAMPLE === 'all' ? 60 : 10),
  );
});

describe.runIf(hasChromium)('by keyboard alone', () => {
  let browsing: Browsing;
  beforeAll(async () => {
    browsing = await browse();
  });
  afterAll(() => browsing?.close());

  /** Where the focus is, as a person would say it. */
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const on = document.activeElement;
      const { labels } = (on ?? {}) as Partial<HTMLInputElement>;
      return (on?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? on?.textContent ?? '')
        .trim()
        .replace(/\s+/g, ' ');
    });

  const tabTo = async (page: Page, name: string | RegExp, most = 60): Promise<void> => {
    for (let step = 0; step < most; step += 1) {
      await page.keyboard.press('Tab');
      const on = await focused(page);
      if (typeof name === 'string' ? on === name : name.test(on)) return;
    }
    throw new Error(`${name} was not reached by ${most} steps of Tab`);
  };

  /** Whoever cannot see where the focus is, is lost. */
  const isMarked = (page: Page): Promise<boolean> =>
    page.evaluate(() => {
      const on = document.activeElement;
      if (on === null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(on);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });

  it('the front page leads to each of the five ways in, in order, and each step is marked', async () => {
    await browsing.inPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
      await page.goto(browsing.url);
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatch(/skip to content/i);
      for (const way of ['Read', 'Certify', 'Verify', 'Change', 'Look up']) {
        await tabTo(page, way);
        expect(await isMarked(page), way).toBe(true);
      }
      await page.keyboard.press('Enter');
      await page.waitForURL(/documentation\/$/);
    });
  });

  it.each<readonly [path: string, ...controls: readonly (string | RegExp)[]]>([
    ['results/', /^conformant \d/, 'Results by topic', /^Base protocol: \d/],
    ['results/topics/tools/', /^Only where implementations differ/],
    ['results/compare/', /^Before/, /^After/],
    ['rfcs/0001/changes/', /^From/, /^To/, 'Compare'],
    ['results/local/good/certificate/', 'Verify it in this browser'],
    ['judge/', /choose one/, /paste its text/, 'Judge what stands here'],
    ['learn/repair-a-server/', 'A member is missing', /^The rule: 1/, 'Judge this try', 'A hint', /^The rule: 5/],
    [
      `specification/requirements/${WARNED}/`,
      'Judge it',
      'Break it',
      'Put it back',
      'Copy a link to it',
      /^\d+: Subject stdout/,
    ],
  ])(
    'all of %s is reached by Tab, in the order in which it is read, and each step is marked',
    async (path, ...controls) => {
      await browsing.inPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
        await page.goto(browsing.url + path);
        for (const control of controls) {
          await tabTo(page, control, 150);
          expect(await isMarked(page), String(control)).toBe(true);
        }
      });
    },
  );

  it.each(['', 'specification/tools/'])('a phone has a menu that opens and closes: /%s', async (path) => {
    await browsing.inPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await page.goto(browsing.url + path);
      await tabTo(page, /^Menu$/);
      expect(await isMarked(page)).toBe(true);
      const link = page
        .getByRole('navigation', { name: /^(Menu|Main)$/ })
        .getByRole('link', { name: /RFCs/ })
        .first();
      expect(await link.isVisible()).toBe(false);
      await page.keyboard.press('Enter');
      await link.waitFor({ state: 'visible' });
      await page.keyboard.press('Escape');
      await link.waitFor({ state: 'hidden' });
      await page.keyboard.press('Enter');
      await link.waitFor({ state: 'visible' });
      await link.press('Enter');
      await page.waitForURL(/rfcs\/$/);
    });
  });

  it('the search opens, finds, leads on, and gives the focus back when it is left', async () => {
    await browsing.inPage({}, async (page) => {
      const scripts: string[] = [];
      page.on('response', (response) => scripts.push(new URL(response.url()).pathname));
      await page.goto(`${browsing.url}specification/`);
      await page.waitForLoadState('networkidle');
      expect(scripts.filter((script) => /pagefind\/|ui-core/.test(script))).toEqual([]);
      await tabTo(page, 'Search');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('textbox').waitFor();
      await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
      await page.keyboard.press('Escape');
      expect(await focused(page)).toBe('Search');
      await page.keyboard.press('Control+k');
      await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
      // At once: what is found for the first letters would still be replaced below the focus when all of them are there.
      await page.keyboard.insertText('two tools same name');
      await page.getByRole('dialog').locator('a[href*="/specification/requirements/"]').first().waitFor();
      await tabTo(page, /tools\.|name/);
      await page.keyboard.press('Enter');
      await page.waitForURL(/specification\/(requirements|tools)/);
    });
  });

  it('the words below a title that was found lead where the title leads, and what was found within the page elsewhere', async () => {
    await browsing.inPage({}, async (page) => {
      await page.goto(browsing.url, { waitUntil: 'networkidle' });
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('textbox').fill('certificate');
      const found = page.locator('.pagefind-ui__result-inner:has(> .pagefind-ui__result-excerpt + div)').first();
      const linkBelow = (part: string): Promise<string | null | undefined> =>
        found
          .locator(`> ${part}`)
          .first()
          .evaluate((element) => {
            const { left, top, width, height } = element.getBoundingClientRect();
            const there = document.elementFromPoint(left + width / 2, top + height / 2);
            return there?.closest('a')?.getAttribute('href');
          });
      const linkIn = (part: string) => found.locator(`> ${part} a`).first().getAttribute('href');
      expect(await linkBelow('.pagefind-ui__result-excerpt')).toBe(await linkIn('.pagefind-ui__result-title'));
      expect(await linkBelow('.pagefind-ui__result-nested')).toBe(await linkIn('.pagefind-ui__result-nested'));
      expect(await linkIn('.pagefind-ui__result-nested')).toContain('#');
    });
  });

  it('a page loads the search and its look when it is opened, and not before', async () => {
    await browsing.inPage({}, async (page) => {
      const loaded: string[] = [];
      const ofSearch = () => loaded.filter((url) => /pagefind|ui-core|on-demand[^/]*\.css/.test(url));
      page.on('request', (request) => loaded.push(request.url()));
      await page.goto(browsing.url, { waitUntil: 'networkidle' });
      expect(ofSearch()).toEqual([]);
      await page.keyboard.press('Control+k');
      const field = page.getByRole('dialog').getByRole('textbox');
      await field.waitFor();
      expect(ofSearch()).toContainEqual(expect.stringMatching(/\.css$/));
      expect(await field.evaluate((element) => getComputedStyle(element).position)).toBe('relative');
    });
  });

  it('the search and the playground come to a browser that is never idle', async () => {
    await browsing.inPage({}, async (page) => {
      await page.addInitScript(() => {
        window.requestIdleCallback = (work, options) =>
          options?.timeout === undefined
            ? 0
            : window.setTimeout(work, options.timeout, { didTimeout: true, timeRemaining: () => 0 });
      });
      await page.goto(`${browsing.url}specification/requirements/tools.name.unique/`);
      await page.getByRole('button', { name: 'Judge it' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('textbox').waitFor();
    });
  });

  it('the filters of the requirements and the switch of revisions are reached and used', async () => {
    await browsing.inPage({}, async (page) => {
      await page.goto(`${browsing.url}specification/`);
      await tabTo(page, /^MUST NOT \d+/, 120);
      await page.keyboard.press('Enter');
      await page.waitForURL(/level=must-not/);
      await page.goto(`${browsing.url}specification/tools/`);
      await page.getByRole('radio', { name: /every/ }).focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(/revision=/);
    });
  });
});
