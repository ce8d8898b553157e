/**
 * axe in a page. `@axe-core/playwright` puts axe into a page anew for each look, and everything that it found in order into another page;
 * no page here has a frame, and only what is wrong is asked for: so axe is put in once and says that alone.
 */
import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

export interface Violation {
  /** The rule of axe, as `color-contrast`. */
  readonly id: string;
  /** The element, as axe quotes it. */
  readonly html: string;
}

/** What axe has against the page as it stands; `within`: a selector, where only a part is asked about. Fails where no rule was looked at. */
export async function violationsOf(
  page: Page,
  { within, options = {} }: { readonly within?: string; readonly options?: RunOptions } = {},
): Promise<readonly Violation[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return await page.evaluate(
    async ([selector, given]) => {
      const { axe: inPage } = window as unknown as { readonly axe: typeof axe };
      const { violations, passes, inapplicable } = await inPage.run(selector ?? document, {
        ...given,
        resultTypes: ['violations'],
      });
      if (violations.length + passes.length + inapplicable.length === 0) throw new Error('axe looked at nothing');
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => ({ id, html })));
    },
    [within, options] as const,
  );
}
