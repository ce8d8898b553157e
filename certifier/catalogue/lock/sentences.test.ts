import { describe, expect, test } from 'vitest';
import { anchorOf, anchorsOf, sentencesOf } from './sentences.ts';

const texts = (page: string): readonly string[] => sentencesOf(page).map(({ text }) => text);

describe('sentences', () => {
  test.each([
    ['paragraphs, over several lines', 'It **MUST**\nanswer. It waits.', ['It MUST answer.']],
    [
      'list items, each for itself',
      '- One MUST.\n  It follows.\n- Two\n  SHOULD NOT.',
      ['One MUST.', 'Two SHOULD NOT.'],
    ],
    ['the cells of a table', '| a | It **MAY** x | b |\n| - | - | - |', ['It MAY x']],
    ['notes in tags', '<Note>\n\nIt MUST.\n\n</Note>', ['It MUST.']],
    ['quotations', '> It MUST\n> stay.', ['It MUST stay.']],
  ])('are read in %s', (_, page, expected) => {
    expect(texts(page)).toEqual(expected);
  });
  test('are not read in code, in front matter, or where the word is not in capitals', () => {
    expect(texts('---\ntitle: MUST\n---\n\n```\nMUST\n```\n\n~~~~\n~~~\nMUST\n~~~~\n\nYou must. MUSTARD.')).toEqual([]);
  });
  test('end at a full stop before a capital, and not within an abbreviation', () => {
    expect(texts('It MUST (e.g. Now) be. `It` MAY. Third.')).toEqual(['It MUST (e.g. Now) be.', 'It MAY.']);
  });
  test('say every keyword that they hold, the longest form of each', () => {
    expect(sentencesOf('It MUST NOT x, SHOULD y, and is NOT RECOMMENDED and OPTIONAL.')[0]?.keywords).toEqual([
      'MUST NOT',
      'SHOULD',
      'NOT RECOMMENDED',
      'OPTIONAL',
    ]);
  });
  test('are found by section and line', () => {
    const [sentence] = sentencesOf('# Page\n\n## The `list` of [tools](x)\n\nText.\n\nIt MUST\nend.\n');
    expect(sentence).toMatchObject({ section: 'the-list-of-tools', line: 7, until: 8 });
  });
});

describe('anchors', () => {
  test('are those of the published page', () => {
    expect(anchorOf('`Mcp-Name` Header & More')).toBe('mcp-name-header-more');
  });
  test('of a repeated heading are numbered', () => {
    expect([...anchorsOf('## A\n\n## A\n\n```\n## B\n```\n')]).toEqual(['', 'a', 'a-2']);
  });
});
