/** What a page weighs on its way to a reader: every response that loading it causes, compressed, by kind. */
import type { Page, Response } from 'playwright-core';

export interface Weight {
  readonly html: number;
  readonly css: number;
  readonly script: number;
  readonly font: number;
  readonly other: number;
}

/** HTML, styles and scripts: everything but fonts. */
export const withoutFonts = ({ html, css, script, other }: Weight): number => html + css + script + other;

const KIND: Readonly<Record<string, keyof Weight>> = {
  document: 'html',
  stylesheet: 'css',
  script: 'script',
  font: 'font',
};

/** Loads the address; resolves when nothing is under way any more. */
export async function weigh(page: Page, address: string): Promise<Weight> {
  const weight = { html: 0, css: 0, script: 0, font: 0, other: 0 };
  const under: Promise<void>[] = [];
  const add = async (response: Response): Promise<void> => {
    const { responseBodySize } = await response.request().sizes();
    weight[KIND[response.request().resourceType()] ?? 'other'] += responseBodySize;
  };
  const hear = (response: Response): void => void under.push(add(response));
  page.on('response', hear);
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  await Promise.all(under);
  page.off('response', hear);
  return weight;
}

export const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
