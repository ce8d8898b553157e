import { describe, expect, it } from 'vitest';
import { rfcSummary } from '../../governance/feeds/testing.ts';
import { backlinks } from './backlinks.ts';
import { blocksOf, differenceOf, isChanged } from './difference.ts';
import { differenceHtml } from './difference-html.ts';
import { facetsOf, topicsOf } from './facets.ts';
import { relationsIn, touchingIn } from './relations.ts';
import { versionsIn, withTexts } from './versions.ts';

const numbers = (all: readonly { readonly number: number }[]) => all.map(({ number }) => number);

describe('relations', () => {
  const first = rfcSummary({ number: 1, 'superseded-by': [3] });
  const second = rfcSummary({ number: 2, requires: [1] });
  const third = rfcSummary({ number: 3, supersedes: [1] });
  const all = [first, second, third];

  it('are told from both sides, though one side names them', () => {
    expect(numbers(relationsIn(all)(second).requires)).toEqual([1]);
    expect(numbers(relationsIn(all)(first).requiredBy)).toEqual([2]);
  });

  it('tell a supersession once, named by one side or by both', () => {
    expect(numbers(relationsIn(all)(first).supersededBy)).toEqual([3]);
    expect(numbers(relationsIn([rfcSummary({ number: 1 }), third])(third).supersedes)).toEqual([1]);
    const silent = rfcSummary({ number: 1 });
    expect(numbers(relationsIn([silent, third])(silent).supersededBy)).toEqual([3]);
  });

  it('come in the order of the RFCs, each once, however they are named', () => {
    const [before, after] = [rfcSummary({ number: 1, 'superseded-by': [4] }), rfcSummary({ number: 2 })];
    const last = rfcSummary({ number: 4, requires: [2, 1, 2, 9], supersedes: [2, 1] });
    const relations = relationsIn([before, after, last])(last);
    expect([numbers(relations.requires), numbers(relations.supersedes)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});

describe('an RFC and a requirement', () => {
  it('find each other, whether the one adds or changes the other', () => {
    const all = [
      rfcSummary({ number: 1, requirements: { adds: ['tools.list.sorted'] } }),
      rfcSummary({ number: 2, requirements: { changes: ['tools.list.sorted'] } }),
      rfcSummary({ number: 3 }),
    ];
    const { adding, changing } = touchingIn(all)('tools.list.sorted');
    expect([numbers(adding), numbers(changing)]).toEqual([[1], [2]]);
    expect(touchingIn(all)('tools.name.unique')).toEqual({ adding: [], changing: [] });
  });
});

describe('backlinks', () => {
  const page = (file: string, body: string) => ({ file, title: file, body });

  it('follow relative links, with and without an anchor, and definitions', () => {
    const documents = [
      page('rfcs/0002-b.md', 'See [A](0001-a.md).'),
      page('working-groups/x/charter.md', 'See [A](../../rfcs/0001-a.md#summary).'),
      page('specification/tools.md', 'See [A].\n\n[A]: ../rfcs/0001-a.md\n'),
      page('rfcs/0003-c.md', 'See [another](0002-b.md), https://example.org/rfcs/0001-a.md and 0001-a.md.'),
    ];
    expect(
      backlinks(documents)
        .get('rfcs/0001-a.md')
        ?.map(({ file }) => file),
    ).toEqual(documents.slice(0, 3).map(({ file }) => file));
  });

  it('follow a text that is written anew', () => {
    expect(backlinks([page('rfcs/0009-d.md', 'See [A](0001-a.md).')]).has('rfcs/0001-a.md')).toBe(true);
    const now = backlinks([page('rfcs/0009-d.md', 'See [B](0002-b.md).')]);
    expect([...now.keys()]).toEqual(['rfcs/0002-b.md']);
  });

  it('do not count a document that links to itself', () => {
    expect(backlinks([page('rfcs/0001-a.md', '[here](0001-a.md#x)')]).get('rfcs/0001-a.md')).toBeUndefined();
  });
});

describe('facets', () => {
  const sources = {
    process: {
      statuses: [
        { id: 'draft', title: 'Draft', meaning: 'Being written.' },
        { id: 'final', title: 'Final', meaning: 'Done.' },
      ],
      types: [{ id: 'standards', title: 'Standards', meaning: 'Rules.' }],
    },
    groups: [{ name: 'security', title: 'Security', scope: 'Keys.' }],
    topics: [{ name: 'tools', title: 'Tools', description: 'Tools.' }],
  };

  it('offer what some RFC has, in the words of the process', () => {
    const facets = facetsOf([rfcSummary({ number: 1, group: 'security' })], sources);
    expect(facets.map(({ id, values }) => [id, values.map(({ title }) => title)])).toEqual([
      ['status', ['Draft']],
      ['type', ['Standards']],
      ['group', ['Security']],
    ]);
  });

  it('know the topics of an RFC by the requirements that it adds or changes', () => {
    const rfc = rfcSummary({
      requirements: { adds: ['tools.list.sorted'], changes: ['tools.name.unique', 'http.get'] },
    });
    expect(topicsOf(rfc)).toEqual(['tools', 'http']);
    expect(
      facetsOf([rfc], sources)
        .at(-1)
        ?.values.map(({ id }) => id),
    ).toEqual(['tools']);
  });
});

describe('a difference', () => {
  const before = '---\nstatus: draft\n---\n\n## One\n\nA server answers each request.\n\n- first\n- second\n';

  it('cuts a document into what a reader sees as one thing', () => {
    expect(blocksOf(`${before}\n\`\`\`\na\n\nb\n\`\`\`\n\n| a |\n| b |\n`)).toEqual([
      'status: draft',
      '## One',
      'A server answers each request.',
      '- first',
      '- second',
      '```\na\n\nb\n```',
      '| a |',
      '| b |',
    ]);
  });

  it('is none between a text and itself', () => {
    expect(isChanged(differenceOf(before, before))).toBe(false);
  });

  it('tells a reworded paragraph word by word', () => {
    const after = before.replace('each request', 'each request once');
    const changed = differenceOf(before, after).filter(({ kind }) => kind !== 'same');
    expect(changed).toEqual([
      {
        kind: 'changed',
        words: [
          { kind: 'same', text: 'A server answers each ' },
          { kind: 'removed', text: 'request.' },
          { kind: 'added', text: 'request once.' },
        ],
      },
    ]);
  });

  it('tells what has nothing in common as gone and come', () => {
    const changed = differenceOf('Old words here.\n', 'Entirely different text instead.\n');
    expect(changed.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  it('holds both texts: without what came it is the old one, without what went the new one', () => {
    const after = '---\nstatus: review\n---\n\n## One\n\nA server answers.\n\n- second\n- third\n\n## Two\n';
    const text = (changes: ReturnType<typeof differenceOf>, without: string) =>
      changes
        .flatMap((change) =>
          change.kind === 'changed'
            ? [change.words.flatMap(({ kind, text: words }) => (kind === without ? [] : [words])).join('')]
            : change.kind === without
              ? []
              : [change.text],
        )
        .filter((each) => each !== '');
    const changes = differenceOf(before, after);
    expect(text(changes, 'added')).toEqual(blocksOf(before));
    expect(text(changes, 'removed')).toEqual(blocksOf(after));
  });

  it('is shown with elements that say what went and came, and nothing in it becomes markup', () => {
    const html = differenceHtml(differenceOf('Same.\n\nOld <b>words</b>.\n', 'Same.\n\nNew <b>words</b>.\n'));
    expect(html).toContain('<summary>1 block as before</summary>');
    expect(html).toContain('<del>Old </del><ins>New </ins>&lt;b&gt;words&lt;/b&gt;.');
  });
});

describe('versions', () => {
  const log =
    '\0aaa\n2026-11-22\nReword\n\nrfcs/0001-the-process.md\nrfcs/0000-template.md\n\0bbb\n2026-11-20\nBegin\n\nrfcs/0001-process.md\n';

  it('are the commits that touched an RFC, by its number, whatever its file was called', () => {
    expect([...versionsIn(log)]).toEqual([
      [
        1,
        [
          { commit: 'aaa', date: '2026-11-22', subject: 'Reword', file: 'rfcs/0001-the-process.md' },
          { commit: 'bbb', date: '2026-11-20', subject: 'Begin', file: 'rfcs/0001-process.md' },
        ],
      ],
    ]);
  });

  it('leave out a commit that left the text as it was, and a file that it took away', () => {
    const [version] = versionsIn(log).get(1) ?? [];
    const all = ['c', 'b', 'a', '0'].map((commit) => ({ ...version!, commit }));
    expect(withTexts(all, ['two', 'two', null, 'one']).map(({ commit }) => commit)).toEqual(['b', '0']);
  });
});
