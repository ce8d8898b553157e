/** The HTML report in a real browser: its policy lets its own search run and nothing else, and it is usable by keyboard. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue, report, transcript } from '../../certifier/report/hostile.fixture.ts';
import { html } from '../../certifier/report/html.ts';
import { violationsOf } from '../testing/axe.ts';
import { hasChromium } from '../testing/browsing.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../testing/chromium.ts';

describe.runIf(hasChromium)('the HTML report', () => {
  let browser: Browser;
  let folder: string;
  let address: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'accord-report-file-'));
    const file = join(folder, 'report.html');
    writeFileSync(file, html(report, { catalogue, transcript }));
    address = pathToFileURL(file).href;
    browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: [...CHROMIUM_FLAGS] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds in its transcript what one types, by keyboard, and shows again what a finding points at', async () => {
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('dialog', (dialog) => said.push(dialog.message()));
    await page.goto(address);
    const events = page.locator('#traffic > li:visible');
    const all = await events.count();
    expect(all).toBe(transcript.events.length);
    await page.getByLabel('Only events with these words').focus();
    await page.keyboard.type('tools/list');
    const found = page.getByRole('status').getByText(` of ${all} events`);
    await found.waitFor();
    const left = await events.count();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(all);
    for (const text of await events.allTextContents()) expect(text.toLowerCase()).toContain('tools/list');
    const hidden = page.locator('#traffic > li[hidden]').first();
    const id = (await hidden.getAttribute('id')) ?? '';
    await page.evaluate((to) => {
      location.hash = to;
    }, id);
    await page.locator(`#traffic > li#${id}:visible`).waitFor();
    expect(await events.count()).toBe(all);
    // What the subject said ran nowhere, and nothing of ours was refused.
    expect(said).toEqual([]);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe objects to (%s)', async (colorScheme) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(address);
    expect(await violationsOf(page)).toEqual([]);
    await context.close();
  });
});
