/** The judge page in a real browser, by keyboard: pasted, chosen and dropped; the report is the command's, and nothing goes out. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transcriptText } from '../../certifier/examples/engine/compose.ts';
import { accordHere } from '../../cli/testing.ts';
import { examplesOf } from '../lib/examples.ts';
import { violationsOf } from '../testing/axe.ts';
import { type Browsing, browse, hasChromium } from '../testing/browsing.ts';
import { WARNED } from '../testing/sample-results.ts';

const text = transcriptText(examplesOf(WARNED)!.violating!);

describe.runIf(hasChromium)('the judge page', () => {
  let browsing: Browsing;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'accord-judge-page-'));
    browsing = await browse();
  });
  afterAll(async () => {
    await browsing?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const onPage = (use: (page: Page) => Promise<void>): Promise<void> =>
    browsing.inPage({}, async (page) => {
      await page.goto(`${browsing.url}judge/`);
      await use(page);
    });
  const says = (page: Page, words: RegExp): Promise<void> =>
    page.locator('accord-judge').getByRole('status').getByText(words).waitFor();
  const paste = async (page: Page, pasted: string): Promise<void> => {
    await page.getByLabel('Or paste its text:').focus();
    await page.keyboard.insertText(pasted);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  };
  const report = (page: Page) => page.getByRole('region', { name: 'Report' });

  it('judges a chosen file, and gives the report that the command writes, byte for byte', () =>
    onPage(async (page) => {
      const file = join(folder, 'transcript.jsonl');
      writeFileSync(file, text);
      await accordHere(['judge', file, '--out', join(folder, 'out')]);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
      await page.getByLabel(/choose one/).setInputFiles(file);
      await says(page, /^Judged/);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        report(page).getByRole('link', { name: 'report.json' }).press('Enter'),
      ]);
      expect(download.suggestedFilename()).toBe('report.json');
      expect(readFileSync(await download.path(), 'utf8')).toBe(
        readFileSync(join(folder, 'out', 'report.json'), 'utf8'),
      );
      expect(asked.every((each) => each.startsWith('GET '))).toBe(true);
    }));

  it('shows what is pasted, failures first, and leads from a finding to its exchange', () =>
    onPage(async (page) => {
      await paste(page, text);
      await says(page, /^Judged/);
      expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Report');
      const broken = report(page).locator('.broken').first();
      await broken.getByRole('link', { name: WARNED }).waitFor();
      await broken.getByText('The exchange that shows it').first().press('Enter');
      await broken.getByText('shows it', { exact: true }).first().waitFor();
      expect(await violationsOf(page, { within: 'accord-judge' })).toEqual([]);
    }));

  it('takes what is dropped', () =>
    onPage(async (page) => {
      await page.locator('accord-judge').evaluate((judge, dropped) => {
        const data = new DataTransfer();
        data.items.add(new File([dropped], 'capture.jsonl'));
        judge.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      }, '→ {"jsonrpc":"2.0","id":1,"method":"ping"}\n← ready\n');
      await says(page, /^Judged/);
      await report(page)
        .getByText(/No revision of MCP was established/)
        .waitFor();
      await report(page).getByRole('link', { name: 'transcript.jsonl' }).waitFor();
    }));

  it('judges the transcript of a result that the address names, and no other address', async () => {
    await browsing.inPage({}, async (page) => {
      await page.goto(`${browsing.url}judge/?result=local/broken`);
      await says(page, /^Judged/);
      await report(page).getByText('not conformant').first().waitFor();
      await page.goto(`${browsing.url}judge/?result=../../x`);
      await says(page, /holds no transcript/);
    });
  });

  it.each([
    ['prose', 'hello', /neither a transcript/],
    ['a transcript that breaks off', text.slice(0, -20), /breaks off/],
    ['an answer to nothing', '{"jsonrpc":"2.0","id":7,"result":{}}', /^line 1: /],
  ])('says in one line what is wrong with %s, and goes on', (_, pasted, message) =>
    onPage(async (page) => {
      await paste(page, pasted);
      await says(page, message);
      await page.getByLabel('Or paste its text:').fill('');
      await paste(page, text);
      await says(page, /^Judged/);
    }),
  );

  it('survives a file that is binary, one that is deep, and one that is too large', () =>
    onPage(async (page) => {
      const given = async (name: string, bytes: Uint8Array): Promise<void> => {
        writeFileSync(join(folder, name), bytes);
        await page.getByLabel(/choose one/).setInputFiles(join(folder, name));
      };
      await given(
        'binary',
        Uint8Array.from({ length: 4_096 }, (_, index) => index % 256),
      );
      await says(page, /not UTF-8/);
      const deep = '['.repeat(1_000_000);
      await given('deep', Buffer.from(`{"jsonrpc":"2.0","id":1,"method":"tools/list","params":${deep}`));
      await says(page, /neither a transcript/);
      await given('large', new Uint8Array(66 * 1024 * 1024));
      await says(page, /66 MiB/);
    }));
});
