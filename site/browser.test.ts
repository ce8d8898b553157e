/**
 * The built site in a real browser, below a base path: every kind of page accessible in both themes, the search finding, and the
 * text of strangers staying text. What is interactive has test files of its own, over the same build.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from './checks/accessibility.ts';
import { checkLinks } from './checks/links.ts';
import { type Browsing, browse, hasChromium } from './testing/browsing.ts';
import { BASE } from './testing/built-site.ts';
import { KINDS } from './testing/kinds.ts';
import { HOSTILE, WARNED } from './testing/sample-results.ts';

if (!hasChromium) {
  console.warn('The browser tests of the site did NOT run: no Chromium was found. Name one in CHROMIUM.');
}

describe.runIf(hasChromium)('the built site', () => {
  let browsing: Browsing;
  let out: string;
  let served: { readonly url: string };

  beforeAll(async () => {
    browsing = await browse();
    ({ out } = browsing);
    served = browsing;
  });
  afterAll(() => browsing?.close());

  const inContext = <T>(
    options: Parameters<Browser['newContext']>[0],
    use: (page: Page, context: BrowserContext) => Promise<T>,
  ): Promise<T> => browsing.inPage(options ?? {}, use);

  it('has no broken link, anchor or asset below its base path', () => {
    const { problems, references } = checkLinks(out, BASE);
    expect(problems).toEqual([]);
    expect(references).toBeGreaterThan(500);
  });

  it.each(KINDS)(
    'is accessible in the light theme, and its colours in the dark: %s',
    async (_, path) => {
      await inContext({}, async (page) => {
        expect(await accessibilityFaults(page, served.url + path)).toEqual([]);
      });
      // A page with hundreds of rules, looked at twice, on a machine with other work.
    },
    180_000,
  );

  it.each(KINDS)('fits a phone without scrolling sideways: %s', async (_, path) => {
    await inContext({ viewport: { width: 390, height: 844 } }, async (page) => {
      await page.goto(served.url + path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
    });
  });

  it('can be read without scripts, the example and the broken one included', async () => {
    await inContext({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${served.url}specification/requirements/${WARNED}/`);
      const text = await page.locator('main').textContent();
      expect(text).toContain('No two tools of one server have the same name.');
      expect(text).toContain('"subtract"');
      expect(text).toContain('The same, broken');
    });
  });

  it.each(['-32020', 'Mcp-Name', 'MCP-Protocol-Version'])('finds a requirement that says %s', async (words) => {
    await inContext({}, async (page) => {
      await page.goto(served.url);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('dialog').getByRole('textbox').fill(words);
      await page.getByRole('dialog').locator('a[href*="/specification/requirements/"]').first().click();
      await page.waitForURL(/specification\/requirements/);
      expect(await page.locator('main').textContent()).toContain(words.replace(/^-/, ''));
    });
  });

  it('shows the title of a page once in what is found, and is walked by the arrows', async () => {
    await inContext({}, async (page) => {
      await page.goto(served.url);
      await page.getByRole('button', { name: 'Search' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(WARNED);
      const title = dialog.getByRole('link', { name: WARNED, exact: true });
      await title.first().waitFor();
      expect(await title.count()).toBe(1);
      expect(await dialog.locator('a[href$="#_top"]').count()).toBe(0);
      await page.keyboard.press('ArrowDown');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A');
      await page.keyboard.press('ArrowUp');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    });
  });

  it.each([WARNED, 'same name'])('finds a requirement by searching for "%s"', async (words) => {
    await inContext({}, async (page) => {
      await page.goto(served.url);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('dialog').getByRole('textbox').fill(words);
      const hit = page.getByRole('dialog').locator(`a[href$="/specification/requirements/${WARNED}/"]`).first();
      await hit.waitFor();
      expect(await hit.getAttribute('href')).toContain(BASE);
    });
  });

  it.each([
    ['get a certificate', 'tutorials/request-certification/'],
    ['how do I test my server', 'tutorials/certify-your-first-server/'],
    ['install', 'tutorials/certify-your-first-server/'],
    ['certify python', 'tutorials/bring-a-python-server-to-conformance/'],
    ['verify a certificate', 'how-to/verify-a-certificate/'],
    ['badge', 'tutorials/request-certification/'],
    ['working group', 'working-groups/'],
    ['tools', 'specification/tools/'],
  ])('gives whoever asks for "%s" first what leads there', async (words, path) => {
    await inContext({}, async (page) => {
      await page.goto(served.url);
      await page.getByRole('button', { name: 'Search' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(words);
      const found = dialog.locator('.pagefind-ui__result-title a');
      await found.first().waitFor();
      expect(await found.first().getAttribute('href')).toBe(`${BASE}${path}`);
    });
  });

  it('filters the requirements in place, combines the filters, and keeps them in the address', async () => {
    await inContext({}, async (page) => {
      await page.goto(`${served.url}specification/`);
      const nav = page.getByRole('navigation', { name: 'Filter requirements' });
      const filter = (name: RegExp) => nav.getByRole('link', { name });
      const lines = page.locator('.requirement-list li:visible');
      await filter(/^Host/).click();
      await page
        .getByRole('status')
        .getByText(/^\d+ requirements?$/)
        .waitFor();
      const hosts = await lines.count();
      await filter(/^SHOULD \d/).press('Enter');
      await page.waitForURL(/role=host&level=should/);
      await filter(/^MAY/).press('Enter');
      await page.waitForURL(/role=host&level=may/);
      expect(await lines.count()).toBeLessThan(hosts);
      await page.reload();
      await page
        .getByRole('status')
        .getByText(/requirement/)
        .waitFor();
      expect(await filter(/^MAY/).getAttribute('aria-current')).toBe('true');
      await filter(/^MAY/).click();
      await filter(/^Host/).click();
      await page.getByRole('heading', { name: 'Topics' }).waitFor();
    });
  });

  it('filters the requirements without scripts, by a page for each value', async () => {
    await inContext({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${served.url}specification/`);
      const link = page
        .getByRole('navigation', { name: 'Filter requirements' })
        .getByRole('link', { name: /^MUST NOT/ });
      const number = Number(await link.locator('.number').textContent());
      await link.click();
      const levels = await page.locator('.requirement-list li .level').allTextContents();
      expect(levels).toHaveLength(number);
      expect(new Set(levels)).toEqual(new Set(['MUST NOT']));
    });
  });

  it.each([true, false])('shows what holds in one revision, with scripts: %s', async (javaScriptEnabled) => {
    await inContext({ javaScriptEnabled }, async (page) => {
      await page.goto(`${served.url}specification/tools/`);
      const blocks = page.locator('.requirement:visible');
      const number = async (name: RegExp): Promise<number> =>
        Number(await page.locator('accord-revision label').filter({ hasText: name }).locator('.number').textContent());
      expect(await blocks.count()).toBe(await number(/every/));
      await page.getByRole('radio', { name: /2025-11-25/ }).check({ force: true });
      expect(await blocks.count()).toBe(await number(/2025-11-25/));
      expect(await page.locator('[id="tools.result.structured-any-json"]').isVisible()).toBe(false);
      if (!javaScriptEnabled) return;
      await page.waitForURL(/revision=2025-11-25/);
      await page.reload();
      expect(await blocks.count()).toBe(await number(/2025-11-25/));
      await page.goto(`${served.url}specification/tools/?revision=2025-11-25#tools.result.structured-any-json`);
      await page.locator('[id="tools.result.structured-any-json"]').waitFor({ state: 'visible' });
    });
  });

  it('leads from an upstream sentence to the requirement that answers it, and back', async () => {
    await inContext({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${served.url}specification/upstream/2026-07-28/server/tools/`);
      await page.getByRole('link', { name: 'tools.capability.declared' }).first().click();
      const back = page.getByRole('link', { name: /^2026-07-28: “Servers that support tools/ });
      await back.click();
      await page.locator('li:target').getByRole('link', { name: 'tools.capability.declared' }).waitFor();
    });
  });

  it('filters the RFCs in place, combines the filters, and keeps them in the address', async () => {
    await inContext({}, async (page) => {
      await page.goto(`${served.url}rfcs/`);
      const rows = page.locator('accord-rfcs tbody tr:visible');
      const all = await rows.count();
      const filter = (name: RegExp) =>
        page.getByRole('navigation', { name: 'Filter RFCs' }).getByRole('link', { name });
      await filter(/^Draft/).click();
      await page.getByRole('status').getByText(`of ${all} RFCs`).waitFor();
      const drafts = await rows.count();
      await filter(/^Process/).press('Enter');
      await page.waitForURL(/status=draft&type=process/);
      expect(await rows.count()).toBeLessThan(drafts);
      await page.reload();
      expect(await filter(/^Draft/).getAttribute('aria-current')).toBe('true');
      await filter(/^Process/).click();
      await filter(/^Draft/).click();
      expect(await rows.count()).toBe(all);
    });
  });

  it('filters the RFCs without scripts, by a page for each value', async () => {
    await inContext({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${served.url}rfcs/`);
      const all = await page.locator('main tbody tr').count();
      await page
        .getByRole('navigation', { name: 'Filter RFCs' })
        .getByRole('link', { name: /^Draft/ })
        .click();
      const statuses = await page.locator('main tbody tr .standing').allTextContents();
      expect(statuses.length).toBeLessThan(all);
      expect(new Set(statuses.map((each) => each.trim()))).toEqual(new Set(['Draft']));
    });
  });

  it('says of an RFC whether it holds, who decided that, and what rests on it', async () => {
    await inContext({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${served.url}rfcs/0003/`);
      const record = page.getByRole('region', { name: 'Record' });
      expect(await record.textContent()).toMatch(/Accepted.*a step for the maintainer/s);
      await record.getByRole('link', { name: 'RFC 0005: Outcomes and verdicts' }).first().waitFor();
      await record.getByRole('link', { name: 'Decision' }).click();
      expect(await page.locator('main').textContent()).toContain('Shall these RFCs');
    });
  });

  it.each([
    'feeds/new.atom',
    'feeds/certification/calendar.ics',
    'api/rfcs.json',
    'api/requirements.json',
    'api/requirements.schema.json',
    'api/working-groups.schema.json',
  ])('hands out %s', async (path) => {
    const response = await fetch(served.url + path);
    expect(response.status).toBe(200);
    expect((await response.text()).length).toBeGreaterThan(200);
  });

  it('shows the exchange behind a finding', async () => {
    await inContext({}, async (page) => {
      await page.goto(`${served.url}results/local/broken/`);
      await page.getByText('The exchange that shows it').first().click();
      await page.getByText('shows it', { exact: true }).first().waitFor();
    });
  });

  it('says DEMONSTRATION on a demonstration certificate, and certifies nothing by one that cannot be read', async () => {
    await inContext({}, async (page) => {
      await page.goto(`${served.url}results/local/good/certificate/`);
      expect(await page.locator('main').textContent()).toContain('DEMONSTRATION');
      await page.goto(`${served.url}results/local/spoilt/certificate/`);
      const text = await page.locator('main').textContent();
      expect(text).toContain('certifies nothing');
      expect(text).not.toMatch(/^conformant$/m);
    });
  });

  it.each(['results/', 'results/local/hostile/', `specification/requirements/${WARNED}/`])(
    'keeps the words of a hostile subject text on %s',
    async (path) => {
      await inContext({}, async (page) => {
        const faults: string[] = [];
        page.on('dialog', (dialog) => {
          faults.push(`dialog: ${dialog.message()}`);
          void dialog.dismiss();
        });
        await page.goto(served.url + path);
        expect(await page.locator('img[src="x"]').count()).toBe(0);
        expect(await page.locator('main').textContent()).toContain(HOSTILE);
        expect(faults).toEqual([]);
      });
    },
  );
});
