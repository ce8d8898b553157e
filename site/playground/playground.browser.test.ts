/** The playground in a real browser: used by keyboard, it loads the judge on demand, judges, breaks, links, and survives what is pasted. */
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browsing, browse, hasChromium } from '../testing/browsing.ts';
import { WARNED } from '../testing/sample-results.ts';

/** The judge of one revision, compressed, at most. */
const MOST_JUDGE_BYTES = 150 * 1024;

describe.runIf(hasChromium)('the playground', () => {
  let browsing: Browsing;
  beforeAll(async () => {
    browsing = await browse();
  });
  afterAll(() => browsing?.close());

  const inPlayground = (use: (page: Page, status: Locator) => Promise<void>): Promise<void> =>
    browsing.inPage({}, async (page) => {
      await page.goto(`${browsing.url}specification/requirements/${WARNED}/`);
      await use(page, page.locator('accord-playground').getByRole('status'));
    });
  const outcome = (status: Locator, word: string): Promise<void> => status.getByText(word, { exact: true }).waitFor();
  const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).press('Enter');
  const listRow = (page: Page): Locator => page.getByLabel(/Subject stdout$/).nth(1);
  const exitRow = (page: Page): Locator => page.getByLabel(/process exits with status 0/);

  it('loads no judge before it is used, and then no more than its bound', async () => {
    await browsing.inPage({}, async (page) => {
      const scripts = new Map<string, number>();
      page.on('response', async (response) => {
        if (!response.url().endsWith('.js')) return;
        scripts.set(response.url(), 0);
        scripts.set(response.url(), gzipSync(await response.body()).length);
      });
      await page.goto(`${browsing.url}specification/requirements/${WARNED}/`);
      await page.waitForLoadState('networkidle');
      const before = new Set(scripts.keys());
      expect([...before].filter((url) => /worker|generated/.test(url))).toEqual([]);
      await press(page, 'Judge it');
      await outcome(page.locator('accord-playground').getByRole('status'), 'pass');
      await page.waitForLoadState('networkidle');
      const judge = [...scripts].filter(([url]) => !before.has(url));
      const bytes = judge.reduce((sum, [, size]) => sum + size, 0);
      console.log(`The judge of ${WARNED}: ${judge.length} files, ${bytes} bytes compressed`);
      expect(judge.length).toBeGreaterThan(1);
      expect(bytes).toBeLessThanOrEqual(MOST_JUDGE_BYTES);
    });
  });

  it('changes its mind as one types, by keyboard alone', () =>
    inPlayground(async (page, status) => {
      await listRow(page).focus();
      await outcome(status, 'pass');
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText((await listRow(page).inputValue()).replace('"subtract"', '"add"'));
      await outcome(status, 'warning');
      await status.getByText(/"add"/).first().waitFor();
      expect(await page.locator('accord-playground li.pointed').count()).toBeGreaterThan(0);
      await press(page, 'Put it back');
      await outcome(status, 'pass');
      await press(page, 'Break it');
      await outcome(status, 'warning');
      await press(page, 'Remove row 1');
      expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    }));

  it('breaks what the reader wrote, and says so where there is nothing to break', () =>
    inPlayground(async (page, status) => {
      await listRow(page).fill((await listRow(page).inputValue()).replaceAll('subtract', 'divide'));
      await outcome(status, 'pass');
      await press(page, 'Break it');
      await outcome(status, 'warning');
      expect(await listRow(page).inputValue()).not.toContain('subtract');
      for (const _ of Array(await page.locator('accord-playground .rows > li').count()))
        await press(page, 'Remove row 1');
      await press(page, 'Break it');
      await status.getByText(/finds nothing to change/).waitFor();
    }));

  it('says at its row what is not JSON, and goes on', () =>
    inPlayground(async (page, status) => {
      await exitRow(page).fill('{"code": ');
      await status.getByText('Not a transcript.').waitFor();
      expect(await exitRow(page).getAttribute('aria-invalid')).toBe('true');
      const fault = page.locator(`#${await exitRow(page).getAttribute('aria-describedby')}`);
      expect(await fault.textContent()).toMatch(/not JSON/);
      await exitRow(page).fill('{"code": 0, "signal": null}');
      await outcome(status, 'pass');
      expect(await fault.isVisible()).toBe(false);
      expect(await exitRow(page).getAttribute('aria-invalid')).toBeNull();
    }));

  it('carries what was edited in a link, and sends it to nobody', () =>
    inPlayground(async (page, status) => {
      await listRow(page).fill((await listRow(page).inputValue()).replace('"subtract"', '"add"'));
      await outcome(status, 'warning');
      await press(page, 'Copy a link to it');
      await status.getByText(/address of this page/).waitFor();
      const link = page.url();
      expect(link).toContain('#example=');
      await browsing.inPage({}, async (other) => {
        const asked: string[] = [];
        other.on('request', (request) => asked.push(request.url()));
        await other.goto(link);
        await outcome(other.locator('accord-playground').getByRole('status'), 'warning');
        expect(await listRow(other).inputValue()).not.toContain('subtract');
        expect(asked.filter((url) => url.includes('example='))).toEqual(asked.filter((url) => url === link));
        await press(other, 'Put it back');
        await outcome(other.locator('accord-playground').getByRole('status'), 'pass');
        expect(other.url()).not.toContain('#example');
      });
      await page.goto(`${link.slice(0, -20)}`);
      await page.reload();
      await status.getByText(/carries no example/).waitFor();
    }));

  it.each([
    ['deep', `${'['.repeat(90_000)}${']'.repeat(90_000)}`],
    ['binary', String.fromCharCode(...Array.from({ length: 256 }, (_, index) => index))],
    ['huge', 'x'.repeat(20_000_000)],
  ])('stays responsive when what is put into a row is %s', (_, text) =>
    inPlayground(async (page, status) => {
      await listRow(page).focus();
      await outcome(status, 'pass');
      await listRow(page).evaluate((area: HTMLTextAreaElement, value) => {
        const data = new DataTransfer();
        data.setData('text/plain', value);
        const isTaken = area.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, cancelable: true, bubbles: true }),
        );
        if (!isTaken) return;
        area.value = value;
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, text);
      await status
        .getByText(/not tested|not JSON|nothing to judge|at most|fail|warning|pass/)
        .first()
        .waitFor();
      await press(page, 'Put it back');
      await outcome(status, 'pass');
    }),
  );
});
