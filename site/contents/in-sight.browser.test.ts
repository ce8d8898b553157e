/** Where a page stands is in sight when the page is opened, and on a phone when its menu is. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browsing, browse, hasChromium } from '../testing/browsing.ts';

describe.runIf(hasChromium)('the sidebar', () => {
  let browsing: Browsing;
  beforeAll(async () => {
    browsing = await browse();
  });
  afterAll(() => browsing?.close());

  const shownOn = (width: number, use: (page: Page) => Promise<void>): Promise<void> =>
    browsing.inPage({ viewport: { width, height: 500 } }, async (page) => {
      await page.goto(`${browsing.url}specification/requirements/tasks.result.blocks/`);
      await use(page);
      const current = page.locator('#starlight__sidebar .top-level [aria-current]');
      expect(await current.textContent()).toContain('Tasks');
      await page.waitForFunction(() => {
        const place = document.querySelector('#starlight__sidebar .top-level [aria-current]')?.getBoundingClientRect();
        return place !== undefined && place.height > 0 && place.top >= 0 && place.bottom <= innerHeight;
      });
      // It would not be without that.
      expect(await page.locator('#starlight__sidebar').evaluate((pane) => pane.scrollTop)).toBeGreaterThan(0);
    });

  it('shows the topic of a requirement', () => shownOn(1200, async () => undefined));
  it('shows it on a phone once the menu is open', () =>
    shownOn(390, async (page) => page.locator('button.sl-menu-button').click()));
});
