import sax from 'sax';
import { describe, expect, it } from 'vitest';
import { graphAsDot, graphAsSvg, graphAsText } from './draw.ts';
import type { RfcSummary } from './list.ts';

const of = (number: number, fields: Partial<RfcSummary> = {}): RfcSummary => ({
  number,
  title: `Number ${number}`,
  type: 'process',
  status: 'draft',
  authors: [],
  group: 'example',
  created: '2026-11-01',
  history: [],
  file: `rfcs/000${number}.md`,
  updated: '2026-11-01',
  ...fields,
});
const rfcs = [
  of(1, { title: 'A "quoted" <title> & more' }),
  of(2, { requires: [1] }),
  of(3, { requires: [2], supersedes: [1] }),
];

describe('the graph of RFCs', () => {
  it('as text says both directions', () => {
    expect(graphAsText(rfcs)).toBe(
      [
        '1 A "quoted" <title> & more (draft)',
        '  required by 2',
        '2 Number 2 (draft)',
        '  requires 1',
        '  required by 3',
        '3 Number 3 (draft)',
        '  requires 2',
        '  supersedes 1',
        '',
      ].join('\n'),
    );
  });

  it('as DOT quotes what stands in titles', () => {
    expect(graphAsDot(rfcs)).toContain('  1 [label="1 A \\"quoted\\" <title> & more\\ndraft"];\n');
    expect(graphAsDot(rfcs)).toContain('  3 -> 2;\n  3 -> 1 [style=dashed, label="supersedes"];\n');
  });

  it('as a picture is well-formed, and each RFC stands below what it rests on', () => {
    const rows = new Map<string, number>();
    let group = '';
    const parser = sax.parser(true);
    parser.onerror = (error) => {
      throw error;
    };
    parser.onopentag = ({ name, attributes }) => {
      if (name === 'g') group = String(attributes['id']);
      if (name === 'rect') rows.set(group, Number(attributes['y']));
    };
    parser.write(graphAsSvg(rfcs)).close();
    const [one = 0, two = 0, three = 0] = ['rfc-1', 'rfc-2', 'rfc-3'].map((id) => rows.get(id));
    expect(one).toBeLessThan(two);
    expect(two).toBeLessThan(three);
  });

  it('is drawn where documents wait for each other, and where there are none', () => {
    expect(graphAsSvg([of(1, { requires: [2] }), of(2, { requires: [1] })])).toContain('id="rfc-2"');
    expect(graphAsSvg([])).toContain('<svg');
    expect(graphAsText([])).toBe('');
  });
});
