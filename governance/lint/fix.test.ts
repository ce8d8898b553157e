/** What `check --fix` does to files on disk. */
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../files.ts';
import { checkRfcs } from '../rfc/lint.ts';
import { type Checkout, checkout } from '../testing.ts';
import { applyFixes } from './edit.ts';
import { rfc } from './example.ts';
import { mend } from './fix.ts';

const path = 'rfcs/0001-an-example.md';
let here: Checkout;
beforeEach(() => {
  here = checkout();
});
afterEach(() => here.remove());

const mended = () => mend(here.root, diskFiles(here.root), () => checkRfcs({ root: here.root }));

describe('check --fix', () => {
  it('mends a byte order mark, carriage returns, a tab and the order of fields, over as many rounds as it takes', async () => {
    const right = rfc({}, '## Summary\n\nIt.\n\n## Motivation\n\n- One\n  - Two\n');
    const wrong = right
      .replace(/title: (.*)\ntype: (.*)\n/, 'type: $2\ntitle: $1\n')
      .replace('\n  - Two', '\n\t- Two')
      .replaceAll('\n', '\r\n');
    here.write(path, `\uFEFF${wrong}`);
    chmodSync(join(here.root, path), 0o600);
    const { problems, fixed } = await mended();
    expect(problems).toEqual([]);
    expect([...fixed.keys()]).toEqual([path]);
    expect(here.read(path)).toBe(right);
    expect(statSync(join(here.root, path)).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(here.root, 'rfcs'))).toEqual(['0000-template.md', '0001-an-example.md', 'process.yaml']);
  });

  it('names the successor back, and leaves the step itself to those who decide', async () => {
    const accepted = {
      status: 'accepted',
      history: [
        { status: 'draft', date: '2026-11-01' },
        { status: 'accepted', date: '2026-11-02', evidence: { decision: 'decisions/0000-founding.yaml' } },
      ],
    };
    here.write(path, rfc(accepted));
    here.write(
      'rfcs/0002-another.md',
      rfc(
        { number: 2, title: 'Another', ...accepted, supersedes: [1] },
        '## Summary\n\nInstead of [RFC 0001](0001-an-example.md).\n\n## Motivation\n\nThis.\n',
      ),
    );
    const { problems } = await mended();
    expect(here.read(path)).toContain('superseded-by:\n  - 2\n');
    expect(problems.map(({ message }) => message)).toContain(
      'Unexpected superseded-by at status accepted, expected status superseded',
    );
  });

  it('names two RFCs in one requirement, one after the other', async () => {
    const requirements = { changes: ['tools.list.sorted'] };
    const page = 'specification/tools.md';
    const block = (rfcs: string) => `:::requirement{id="tools.list.sorted" level="MUST"${rfcs}}\r\nIt.\r\n:::\r\n`;
    here.write('specification/catalogue.json', JSON.stringify({ requirements: [{ id: 'tools.list.sorted' }] }));
    here.write(page, block(''));
    here.write(path, rfc({ requirements }));
    here.write('rfcs/0002-another.md', rfc({ number: 2, title: 'Another', requirements }));
    expect((await mended()).problems).toEqual([]);
    expect(here.read(page)).toBe(block(' rfcs="1 2"'));
  });

  it('writes nothing where a person has to decide', async () => {
    here.write(path, rfc({ status: 'implementable' }));
    const before = here.read(path);
    const { problems, fixed } = await mended();
    expect(problems.map(({ rule }) => rule)).toEqual(['front-matter']);
    expect(fixed.size).toBe(0);
    expect(here.read(path)).toBe(before);
  });
});

it('edits that overlap wait for the next round', () => {
  const edit = (start: number, end: number, text: string) => ({ file: '', start, end, text });
  expect(applyFixes('abcdef', [edit(2, 4, 'X'), edit(0, 1, 'Y'), edit(3, 5, 'Z')])).toBe('YbXef');
  expect(applyFixes('abc', [])).toBe('abc');
});
