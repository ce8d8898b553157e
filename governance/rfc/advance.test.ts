/** A step is taken whole, or refused with what is missing and nothing written. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { charter, rfc } from '../lint/example.ts';
import { Refused } from '../refused.ts';
import { type Checkout, checkout } from '../testing.ts';
import { advance } from './advance.ts';
import { checkRfcs } from './lint.ts';
import { showRfc } from './list.ts';

const path = 'rfcs/0001-an-example.md';
const discussion = 'https://example.org/1';
let here: Checkout;
const step = (status: string, date: string, more: object = {}) =>
  advance({ root: here.root, number: 1, status, date, ...more });
const missing = async (...asked: Parameters<typeof step>) => {
  const before = here.read(path);
  const { missing: problems, written } = await step(...asked);
  expect(written).toEqual([]);
  expect(here.read(path)).toBe(before);
  return problems.map(({ rule, message }) => `${rule}: ${message}`);
};

beforeEach(() => {
  here = checkout();
  here.write(path, rfc({ authors: ['A Name (@author)'] }).replace('title: An', '# What it is called.\ntitle: An'));
  here.write(
    'working-groups/example/charter.md',
    charter({ status: 'active', chairs: [{ seat: 'Chair', holder: '@chair', until: '2028-01-01' }] }),
  );
});
afterEach(() => here.remove());

describe('a step', () => {
  it('writes the status and its entry, and leaves everything else as it stands', async () => {
    const before = here.read(path);
    expect(await step('withdrawn', '2026-11-02', { evidence: { reason: 'Not needed.' } })).toEqual({
      file: path,
      from: 'draft',
      written: [path],
      missing: [],
    });
    expect(here.read(path)).toBe(
      before
        .replace('status: draft', 'status: withdrawn')
        .replace(
          '    date: 2026-11-01\n',
          '    date: 2026-11-01\n  - status: withdrawn\n    date: 2026-11-02\n    evidence:\n      reason: Not needed.\n',
        ),
    );
    expect(readdirSync(join(here.root, 'rfcs'))).toEqual(['0000-template.md', '0001-an-example.md', 'process.yaml']);
  });

  it('puts the discussion where readers look for it', async () => {
    await step('review', '2026-11-02', { evidence: { discussion } });
    expect(showRfc({ root: here.root, number: 1 })?.discussion).toBe(discussion);
  });

  it('into last call opens a record that closes no earlier than the process allows, and acceptance waits for its outcome', async () => {
    await step('review', '2026-11-02', { evidence: { discussion } });
    const { written } = await step('last-call', '2026-11-16', { actor: { name: 'chair' } });
    expect(written).toEqual([path, 'rfcs/decisions/0001.yaml']);
    expect(here.read('rfcs/decisions/0001.yaml')).toContain('opened: 2026-11-16\ncloses: 2026-11-30\n');
    expect(await checkRfcs({ root: here.root, date: '2026-11-16' })).toEqual([]);

    expect(await missing('accepted', '2026-11-30')).toEqual([
      'decision-agrees: Unexpected record rfcs/decisions/0001.yaml without outcome, expected the outcome before the step to accepted',
    ]);
    here.write(
      'rfcs/decisions/0001.yaml',
      `${here.read('rfcs/decisions/0001.yaml')}outcome: { decided: yes, on: 2026-11-30, by: ['@chair'], because: Nobody objected. }\n`,
    );
    expect((await step('accepted', '2026-11-30', { actor: { name: '@Chair' } })).missing).toEqual([]);
    expect(await checkRfcs({ root: here.root, date: '2026-11-30' })).toEqual([]);
  });
});

describe('a step that cannot be taken', () => {
  it('says which ways there are', async () => {
    expect(await missing('accepted', '2026-11-02')).toContainEqual(
      'history-transitions: Unexpected step from draft to accepted, expected review, withdrawn, dormant',
    );
  });

  it('says which evidence is missing', async () => {
    expect(await missing('withdrawn', '2026-11-02')).toEqual([
      'history-evidence: Unexpected step to withdrawn without reason, expected evidence.reason',
    ]);
  });

  it('says how long it has still to wait', async () => {
    await step('review', '2026-11-02', { evidence: { discussion } });
    expect(await missing('last-call', '2026-11-15')).toEqual([
      'history-waiting: Unexpected step to last-call after 13 days of review, expected at least 14',
    ]);
    expect(existsSync(join(here.root, 'rfcs/decisions'))).toBe(false);
  });

  it('says who may take it', async () => {
    expect(
      await missing('withdrawn', '2026-11-02', { evidence: { reason: 'Not needed.' }, actor: { name: 'reader' } }),
    ).toEqual(['actor-allowed: Unexpected step to withdrawn by reader, expected author: @author']);
  });

  it('says that the successor does not know of it', async () => {
    here.write('rfcs/0002-another.md', rfc({ number: 2, title: 'Another' }));
    const problems = await missing('superseded', '2026-11-02', { supersededBy: 2 });
    expect(problems).toContainEqual(
      'supersession-mutual: Unexpected RFC 2 in superseded-by, expected an RFC that names 1 in supersedes',
    );
  });

  it('is refused in one line where there is no such RFC, status or evidence', async () => {
    await expect(advance({ root: here.root, number: 9, status: 'review', date: '2026-11-02' })).rejects.toThrow(
      new Refused('there is no RFC 9 whose front matter is in order'),
    );
    await expect(step('done', '2026-11-02')).rejects.toThrow(/^there is no status done; the process knows draft, /);
    await expect(step('review', '2026-11-02', { evidence: { vote: 'x' } })).rejects.toThrow(
      /^there is no evidence vote; the process knows discussion, /,
    );
  });
});
