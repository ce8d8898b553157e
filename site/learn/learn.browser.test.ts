/** The tutorial in a real browser, by keyboard alone: from five faults to a server that conforms, judged in the page. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { laidOut } from '../../certifier/report/speech.ts';
import { violationsOf } from '../testing/axe.ts';
import { type Browsing, browse, hasChromium } from '../testing/browsing.ts';
import { STEPS } from './steps.ts';
import { WHOLE } from './weather.ts';

describe.runIf(hasChromium)('the tutorial', () => {
  let browsing: Browsing;
  beforeAll(async () => {
    browsing = await browse();
  });
  afterAll(() => browsing?.close());

  const onPage = (use: (page: Page) => Promise<void>, scripts = true): Promise<void> =>
    browsing.inPage({ javaScriptEnabled: scripts }, async (page) => {
      await page.goto(`${browsing.url}learn/repair-a-server/`);
      await use(page);
    });
  const stepOf = (page: Page, name: string): Locator => page.locator(`section[data-step="${name}"]`);
  /** Writes a rule and judges it, with the keyboard. */
  const write = async (page: Page, name: string, text: string): Promise<void> => {
    await stepOf(page, name).getByRole('textbox').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  };
  const answer = (rule: string): string => laidOut(WHOLE[rule]);

  it('is repaired step by step, and kept for who comes back', () =>
    onPage(async (page) => {
      const [first] = STEPS;
      const step = stepOf(page, first?.name ?? '');
      await step.getByRole('button', { name: 'Judge this try' }).press('Enter');
      await step
        .getByText(first?.breaks[0] ?? '', { exact: true })
        .last()
        .waitFor();
      await step.getByText('The exchange that shows it').first().press('Enter');
      await step.getByText('shows it', { exact: true }).first().waitFor();
      for (const [index, { name, rule }] of STEPS.entries()) {
        await write(page, name, answer(rule));
        const next = STEPS[index + 1];
        if (next === undefined) await stepOf(page, name).getByText('Mended, the last of them.').waitFor();
        else
          expect(await stepOf(page, name).getByRole('link', { name: 'the next' }).getAttribute('href')).toBe(
            `#${next.name}`,
          );
      }
      await page.getByText('Your server is repaired.').waitFor();
      await page.locator('.outcome-of-all').getByText('conformant', { exact: true }).waitFor();
      expect(await page.locator('.way [data-state="mended"]').count()).toBe(STEPS.length);
      expect(await violationsOf(page, { within: 'main' })).toEqual([]);

      await page.reload();
      await page.getByText('Your server is repaired.').waitFor();
      await page.getByRole('button', { name: 'Start over' }).press('Enter');
      await page.getByText('broken again').waitFor();
      await page.reload();
      expect(await stepOf(page, 'wrong-code').getByRole('textbox').inputValue()).toContain('-32600');
    }));

  it('says in one line what is wrong with a rule, and goes on', () =>
    onPage(async (page) => {
      await write(page, 'wrong-code', '{"when": {}');
      await stepOf(page, 'wrong-code')
        .getByText(/not JSON/)
        .waitFor();
      expect(await stepOf(page, 'wrong-code').getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
      await write(page, 'wrong-code', '{"when": {"metod": "x"}}');
      await stepOf(page, 'wrong-code')
        .getByText(/"metod" is no condition/)
        .waitFor();
      await write(page, 'wrong-code', answer('unknown methods'));
      await stepOf(page, 'wrong-code').getByText('Mended. On to the next.').waitFor();
      expect(await stepOf(page, 'wrong-code').getByRole('textbox').getAttribute('aria-invalid')).toBeNull();
    }));

  it('can be read without scripts, each fault and its answer', () =>
    onPage(async (page) => {
      const text = (await page.locator('main').textContent()) ?? '';
      for (const { title, breaks } of STEPS) {
        expect(text).toContain(title);
        expect(text).toContain(breaks[0]);
      }
      expect(text).toContain('-32020');
    }, false));
});
