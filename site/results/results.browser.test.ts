/** The results in a real browser, by keyboard: filters in the address, from a cell to the exchange, where results differ, and two compared. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browsing, browse, hasChromium } from '../testing/browsing.ts';
import { BROKEN, HOSTILE, WARNED } from '../testing/sample-results.ts';

describe.runIf(hasChromium)('the results', () => {
  let browsing: Browsing;
  beforeAll(async () => {
    browsing = await browse();
  });
  afterAll(() => browsing?.close());

  it('are filtered in place, and the address says how', () =>
    browsing.inPage({}, async (page) => {
      await page.goto(`${browsing.url}results/`);
      const rows = page.locator('accord-results tbody tr:visible');
      const all = await rows.count();
      const filter = (name: RegExp) =>
        page.getByRole('navigation', { name: 'Filter results' }).getByRole('link', { name });
      await filter(/^not conformant/).press('Enter');
      await page.waitForURL(/verdict=not-conformant/);
      const broken = await rows.count();
      expect(broken).toBeLessThan(all);
      await filter(/^the repository/).press('Enter');
      await page.waitForURL(/origin=submitted/);
      expect(await rows.count()).toBeLessThan(broken);
      await page.reload();
      expect(await filter(/^not conformant/).getAttribute('aria-current')).toBe('true');
      await page
        .getByRole('status')
        .getByText(new RegExp(`^1 of ${all} results$`))
        .waitFor();
    }));

  it('lead from a cell of the matrix to the exchange that shows it', () =>
    browsing.inPage({}, async (page) => {
      await page.goto(`${browsing.url}results/?origin=submitted&verdict=not-conformant`);
      const cell = page.locator('accord-results tbody tr:visible .cell a.outcome-fail').first();
      expect(await cell.getAttribute('aria-label')).toMatch(/: \d+ fail/);
      await cell.press('Enter');
      await page.waitForURL(/acme\/weather\/1\.0\.0\/stdio\/#r2026-07-28-/);
      const section = page.locator('section.broken:target');
      await section.getByText('The exchange that shows it').first().press('Enter');
      await section.getByText('shows it', { exact: true }).first().waitFor();
      await section.getByText('Dispute this').waitFor();
    }));

  it.each([true, false])('show only where implementations differ, with scripts: %s', (javaScriptEnabled) =>
    browsing.inPage({ javaScriptEnabled }, async (page) => {
      await page.goto(`${browsing.url}results/topics/tools/`);
      const lines = page.locator('.comparison .list > li:visible');
      const all = await lines.count();
      await page.getByRole('checkbox').press('Space');
      expect(await lines.count()).toBeLessThan(all);
      expect((await lines.locator('a.id').allTextContents()).map((id) => id.trim())).toContain(WARNED);
      if (!javaScriptEnabled) return;
      await page.waitForURL(/\?differ/);
      await page.reload();
      expect(await page.getByRole('checkbox').isChecked()).toBe(true);
      expect(await lines.count()).toBeLessThan(all);
    }),
  );

  it('tell of two what changed, and by what cause', () =>
    browsing.inPage({}, async (page) => {
      const address = `${browsing.url}results/compare/?before=acme/weather/1.0.0/stdio&after=acme/weather/1.1.0/stdio`;
      await page.goto(address);
      await page.getByText(/^The implementation changed: \d+/).waitFor();
      await page.getByRole('link', { name: BROKEN }).waitFor();
      await page.getByLabel('Before').selectOption('acme/weather/1.1.0/stdio');
      await page.getByText('Every outcome is the same.').waitFor();
      expect(new URL(page.url()).searchParams.get('before')).toBe('acme/weather/1.1.0/stdio');
    }));

  it('say why above everything else, what changed since the version before, and what the makers reply', () =>
    browsing.inPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${browsing.url}results/acme/weather/1.0.0/stdio/`);
      const why = await page.getByRole('region', { name: 'Why' }).boundingBox();
      expect(why?.y).toBeLessThan(720 / 2);
      await page.goto(`${browsing.url}results/acme/weather/1.1.0/stdio/`);
      expect(await page.locator('.difference-of-results').textContent()).toContain(BROKEN);
      expect(await page.getByRole('region', { name: 'Reply of its makers' }).textContent()).toContain(HOSTILE);
      expect(await page.locator('main img[src="x"]').count()).toBe(0);
    }));

  it('lead from an implementation to a version, to a transport, without scripts', () =>
    browsing.inPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${browsing.url}results/acme/weather/`);
      await page.getByRole('main').getByRole('link', { name: '1.1.0' }).first().click();
      await page.waitForURL(/acme\/weather\/1\.1\.0\/$/);
      await page.getByRole('main').getByRole('link', { name: /stdio/ }).first().click();
      await page.waitForURL(/1\.1\.0\/stdio\//);
    }));
});
