/** The certificate page in a real browser: it verifies a certificate itself, by keyboard, and refuses one that was tampered with. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browsing, browse, hasChromium } from '../testing/browsing.ts';

describe.runIf(hasChromium)('the certificate page', () => {
  let browsing: Browsing;
  beforeAll(async () => {
    browsing = await browse();
  });
  afterAll(() => browsing?.close());

  const onPage = (name: string, use: (page: Page) => Promise<void>, scripts = true): Promise<void> =>
    browsing.inPage({ javaScriptEnabled: scripts }, async (page) => {
      await page.goto(`${browsing.url}results/${name.includes('/') ? name : `local/${name}`}/certificate/`);
      await use(page);
    });
  const verify = (page: Page): Promise<void> =>
    page.getByRole('button', { name: 'Verify it in this browser' }).press('Enter');
  const stepOf = (page: Page, step: string) =>
    page.locator('accord-verify .steps li').filter({ has: page.getByText(step, { exact: true }) });

  it('verifies a certificate in the browser, the judgement included, and says each step', () =>
    onPage('reference', async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await verify(page);
      await page.locator('accord-verify').getByText('Verified by this browser, as a DEMONSTRATION').waitFor();
      for (const step of ['signature', 'report', 'transcript', 'judge', 're-judged', 'statements', 'expiry']) {
        expect(await stepOf(page, step).locator('.sign').textContent(), step).toBe('yes');
      }
      expect(asked.some((path) => /\/judge\/[0-9a-f]{64}\/judge\.js$/.test(path))).toBe(true);
    }));

  it('verifies one that counts: the key was the programme’s in its time, and the status log has not taken it back', () =>
    onPage('accord/reference/0.1.0/stdio', async (page) => {
      await page.getByText('certified', { exact: true }).first().waitFor();
      await verify(page);
      await page.locator('accord-verify').getByText('Verified by this browser', { exact: true }).waitFor();
      for (const step of ['key', 'status', 'demonstration']) {
        expect(await stepOf(page, step).locator('.sign').textContent(), step).toBe('yes');
      }
      await page.getByText(/^The judge of today: still suite \S+, which the certificate names\.$/).waitFor();
    }));

  it.each([
    ['accord/reference/0.0.9/stdio', 'status'],
    ['other/strayed/1.0.0/stdio', 'submission'],
    ['forged', 'signature'],
    ['swapped', 'transcript'],
  ])('refuses one that was %s, at the step %s, and the page never calls it certified', (name, step) =>
    onPage(name, async (page) => {
      await page.getByText('This certificate was refused, so it certifies nothing.').waitFor();
      expect(await page.locator('.verdict-conformant').count()).toBe(0);
      await verify(page);
      await page.locator('accord-verify').getByText('Refused', { exact: true }).waitFor();
      expect(await page.locator('accord-verify').getAttribute('data-result')).toBe('refused');
      expect(await stepOf(page, step).locator('.sign').textContent()).toBe('no');
    }),
  );

  it('trusts its own eyes, and not what the page was built with', () =>
    onPage('reference', async (page) => {
      await page.route('**/transcript.jsonl', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `${await response.text()} ` });
      });
      await verify(page);
      await page.locator('accord-verify').getByText('Refused', { exact: true }).waitFor();
      expect(await stepOf(page, 'transcript').locator('.sign').textContent()).toBe('no');
    }));

  it('runs no judge whose bytes are not those that the certificate names', () =>
    onPage('reference', async (page) => {
      await page
        .context()
        .route('**/judge.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'export {}' }));
      await verify(page);
      await page.locator('accord-verify').getByText('Refused', { exact: true }).waitFor();
      expect(await stepOf(page, 'judge').locator('.sign').textContent()).toBe('no');
    }));

  it('says without scripts how to verify by the command', () =>
    onPage(
      'reference',
      async (page) => {
        const text = await page.locator('main').textContent();
        expect(text).toContain('accord -- verify');
        expect(text).toContain('the command below does the same');
      },
      false,
    ));
});
