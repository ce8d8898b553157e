import { describe, expect, test } from 'vitest';
import { compile, compiledFiles } from './compile.ts';

const ATTRIBUTES = {
  id: 'tools.rule',
  level: 'MUST',
  basis: 'keyword',
  since: '2025-11-25',
  source: '2025-11-25/server/tools#rules',
  test: 'black-box',
  probe: 'tools.list',
};
const BODY = `A server keeps the rule.

**Why.** Because.

**Mend.** Keep it.`;

function block(changes: Readonly<Record<string, string | undefined>> = {}, body = BODY): string {
  const attributes = Object.entries({ ...ATTRIBUTES, ...changes }).filter(([, value]) => value !== undefined);
  return `:::requirement{${attributes.map(([name, value]) => `${name}="${value}"`).join(' ')}}\n${body}\n:::\n`;
}
const FRONT = '---\ntitle: Tools\ndescription: What tools are.\n---\n\n';
const compiled = (...blocks: readonly string[]) => compile([{ name: 'tools', text: `${FRONT}${blocks.join('\n')}` }]);
const problems = (...blocks: readonly string[]) =>
  compiled(...blocks).problems.map(({ place, message }) => `${place}: ${message}`);

describe('a page', () => {
  test('gives its requirements as they stand there', () => {
    const { catalogue, problems: none } = compiled(block({ capability: 'tools', owns: 'Tool.a Tool.b' }));
    expect(none).toEqual([]);
    expect(catalogue.topics).toEqual([{ name: 'tools', title: 'Tools', description: 'What tools are.' }]);
    expect(catalogue.requirements).toEqual([
      {
        id: 'tools.rule',
        topic: 'tools',
        level: 'MUST',
        basis: 'keyword',
        statement: 'A server keeps the rule.',
        why: 'Because.',
        mend: 'Keep it.',
        role: 'server',
        transports: ['stdio', 'streamable-http'],
        since: '2025-11-25',
        source: [{ revision: '2025-11-25', page: 'server/tools', section: 'rules' }],
        testable: 'black-box',
        risk: 'list-only',
        capability: 'tools',
        probe: 'tools.list',
        owns: ['Tool.a', 'Tool.b'],
        implies: [],
        related: [],
      },
    ]);
  });
  test('names the RFCs that added or changed a requirement, and nothing where none did', () => {
    expect(compiled(block({ rfcs: '12 15' })).catalogue.requirements[0]?.rfcs).toEqual([12, 15]);
    expect(compiled(block()).catalogue.requirements[0]).not.toHaveProperty('rfcs');
    expect(problems(block({ rfcs: '12 next' }))).toEqual([
      'specification/tools.md:6: `rfcs` is "12 next": expected numbers of RFCs',
    ]);
  });
  test('may hold characters of any width before a requirement, and a note of several paragraphs', () => {
    const body = `${BODY}\n\n**Note.** One – “two” 𝄞.\n\nThree.\n\n- four`;
    const { catalogue } = compile([{ name: 'tools', text: `${FRONT}Ünïcödé 𝄞 – “text”.\n\n${block({}, body)}` }]);
    expect(catalogue.requirements[0]?.ambiguity).toBe('One – “two” 𝄞.\n\nThree.\n\n- four');
  });
  test('need not say how to mend what no test can show', () => {
    const untestable = { test: 'untestable', reason: 'It cannot be seen.', probe: undefined };
    const { catalogue, problems: none } = compiled(block(untestable, 'A host asks.\n\n**Why.** Because.'));
    expect(none).toEqual([]);
    expect(catalogue.requirements[0]).not.toHaveProperty('mend');
  });
  test('gives the judge rules without prose, so that a better explanation leaves the judge as it was', () => {
    const rulesOf = (body: string) => compiledFiles(compiled(block({}, body)).catalogue).get('rules.json');
    expect(rulesOf(BODY)).toBe(rulesOf(BODY.replace('Because.', 'For another reason.')));
    expect(rulesOf(`${BODY}\n\n**Note.** Undecided.`)).not.toBe(rulesOf(BODY));
  });
  test('may have line ends as Windows writes them', () => {
    const { catalogue, problems: none } = compile([
      { name: 'tools', text: `${FRONT}${block()}`.replaceAll('\n', '\r\n') },
    ]);
    expect(none).toEqual([]);
    expect(catalogue.requirements[0]).toMatchObject({ statement: 'A server keeps the rule.', why: 'Because.' });
  });
  test('may hold other directives and examples of the notation', () => {
    const code = `\`\`\`md\n${block({ id: 'example' })}\`\`\`\n`;
    expect(compiled(`:::note\nText.\n:::\n`, code, block()).catalogue.requirements).toHaveLength(1);
  });
  test('compiles to the same text whatever the order of the files', () => {
    const pages = ['a', 'b'].map((name) => ({ name, text: `${FRONT}${block({ id: `${name}.rule` })}` }));
    expect(compiledFiles(compile(pages).catalogue)).toEqual(compiledFiles(compile([...pages].reverse()).catalogue));
  });
});

describe('an id that is gone', () => {
  const stone = (attributes: string) => `:::retired{${attributes}}\n:::\n`;
  test('leaves a tombstone, which may say what took its place', () => {
    const { catalogue, problems: none } = compiled(
      block(),
      stone('id="tools.old" reason="It was two duties." replaced-by="tools.rule"'),
    );
    expect(none).toEqual([]);
    expect(catalogue.retired).toEqual([
      { id: 'tools.old', topic: 'tools', reason: 'It was two duties.', replacedBy: 'tools.rule' },
    ]);
  });
  test('may still be named as what a requirement replaces', () => {
    expect(problems(block({ replaces: 'tools.old' }), stone('id="tools.old" reason="Gone."'))).toEqual([]);
  });
  test.each([
    ['is never given again', stone('id="tools.rule" reason="Gone."'), /tools\.rule is retired/],
    ['says why', stone('id="tools.old"'), /say in `reason` why/],
    [
      'names what exists',
      stone('id="tools.old" reason="Gone." replaced-by="tools.none"'),
      /tools\.none, which does not/,
    ],
    ['stands on its page', stone('id="http.old" reason="Gone."'), /expected `tools\.…`/],
  ])('%s', (_, text, message) => {
    expect(problems(block(), text)).toEqual([expect.stringMatching(message)]);
  });
});

describe('a block', () => {
  test('whose first line is malformed is told, and not read as text', () => {
    expect(problems(block().replace(':::req', '::: req'))).toContainEqual(
      expect.stringMatching(/^specification\/tools\.md:6: this is no block/),
    );
  });
  test('that is not closed swallows the next one, and that is told', () => {
    expect(problems(block().replace(/:::\n$/, ''), block({ id: 'tools.other' }))).toContainEqual(
      expect.stringMatching(/^specification\/tools\.md:\d+: it stands within the block of line 6/),
    );
  });
});

describe('what is wrong is said by file and line, in one line', () => {
  test.each<[string, Readonly<Record<string, string | undefined>>, RegExp]>([
    ['no id', { id: undefined }, /`id` is ""/],
    ['an id with capitals', { id: 'tools.Rule' }, /`id` is "tools.Rule"/],
    ['an id of another page', { id: 'prompts.rule' }, /stands on the page tools/],
    ['no level', { level: undefined }, /`level` is missing: expected one of MUST, MUST NOT/],
    ['an unknown level', { level: 'must' }, /`level` is "must"/],
    ['an unknown basis', { basis: 'rumour' }, /`basis` is "rumour"/],
    ['an unknown role', { role: 'proxy' }, /`role` is "proxy"/],
    ['an unknown transport', { transports: 'stdio carrier-pigeon' }, /unknown transport/],
    ['a revision that does not exist', { since: '2025-01-01' }, /`since` is "2025-01-01"/],
    ['an end before the beginning', { until: '2024-11-05' }, /`until` \(2024-11-05\) lies before `since`/],
    ['no source', { source: undefined }, /`source` is missing/],
    ['a source without a page', { source: '2025-11-25' }, /`source` "2025-11-25" is not/],
    ['a source of no revision', { source: 'draft/server/tools#a' }, /`source` "draft/],
    ['no kind of test', { test: undefined }, /`test` is missing/],
    ['an untestable rule without a reason', { test: 'untestable' }, /say why in `reason`/],
    ['an unknown risk', { risk: 'high' }, /`risk` is "high"/],
    ['an unknown capability', { capability: 'sampling' }, /`capability` is "sampling"/],
    ['an attribute that nobody knows', { tests: 'black-box' }, /unknown attribute `tests`/],
  ])('%s', (_, changes, message) => {
    const [problem, ...others] = problems(block(changes));
    expect(others).toEqual([]);
    expect(problem).toMatch(/^specification\/tools\.md:6: [^\n]+$/);
    expect(problem).toMatch(message);
  });
  test.each([
    ['no statement', '- a list', /first paragraph must be the statement/],
    ['no reason', 'A rule.\n\n**Mend.** Do.', /missing: \*\*Why\.\*\*/],
    ['nothing to mend', 'A rule.\n\n**Why.** So.', /missing: \*\*Mend\.\*\*/],
    ['a paragraph of no part', 'A rule.\n\nMore.\n\n**Why.** So.\n\n**Mend.** Do.', /a paragraph opens with/],
  ])('%s', (_, body, message) => {
    expect(problems(block({}, body))[0]).toMatch(/^specification\/tools\.md:6: [^\n]+$/);
    expect(problems(block({}, body))[0]).toMatch(message);
  });
  test('what stands further down is said with its own line', () => {
    expect(problems(block(), block({ id: 'tools.other', level: 'MUSTN’T' }))[0]).toMatch(
      /^specification\/tools\.md:14: /,
    );
  });
  test.each([
    ['an id that stands twice', [block(), block()], /tools\.rule stands twice/],
    [
      'an implied rule that does not exist',
      [block({ implies: 'tools.none' })],
      /names tools\.none, which does not exist/,
    ],
    ['a rule that implies itself', [block({ implies: 'tools.rule' })], /tools\.rule names itself/],
    [
      'two owners of one place',
      [block({ owns: 'Tool.a' }), block({ id: 'tools.other', owns: 'Tool.a' })],
      /both own Tool\.a/,
    ],
  ])('%s', (_, blocks, message) => {
    const [problem, ...others] = problems(...blocks);
    expect(others).toEqual([]);
    expect(problem).toMatch(/^specification\/tools\.md:\d+: [^\n]+$/);
    expect(problem).toMatch(message);
  });
  test('two owners of one place may follow each other', () => {
    const first = block({ owns: 'Tool.a', since: '2025-06-18', until: '2025-06-18' });
    expect(problems(first, block({ id: 'tools.other', owns: 'Tool.a' }))).toEqual([]);
  });
  test.each([
    ['', /needs `title`/],
    ['---\ntitle: [\n---\n', /the front matter is not YAML: [^\n]+$/],
    ['---\ntitle: 1\ndescription: a\n---\n', /needs `title`/],
    ['---\n- a\n---\n', /needs `title`/],
    ['---\njust text\n---\n', /needs `title`/],
  ])('front matter %j', (front, message) => {
    const [problem] = compile([{ name: 'tools', text: `${front}\n${block()}` }]).problems;
    expect(problem?.place).toBe('specification/tools.md:1');
    expect(problem?.message).toMatch(message);
  });
});
