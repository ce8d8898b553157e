/**
 * SPECIFICATION.md: the pages and their requirements as one document, to be read through, searched or printed. Why a rule is there
 * and how to mend a breach stay on its page.
 */
import { type Catalogue, type Requirement, sourceUrl } from './requirement.ts';

export interface DocumentPage {
  readonly name: string;
  readonly text: string;
}

const ROLE_WORD: Readonly<Record<Requirement['role'], string>> = {
  server: 'server',
  client: 'client',
  both: 'server and client',
  host: 'host',
  'authorization-server': 'authorization server',
};

const TEST_WORD: Readonly<Record<Requirement['testable'], string>> = {
  static: 'seen in any traffic',
  'black-box': 'seen by a probe',
  fixture: 'seen with a fixture',
  untestable: 'not testable',
};

const span = ({ since, until }: Requirement): string =>
  until === undefined ? `since ${since}` : since === until ? `${since} only` : `${since} to ${until}`;

function blockOf(requirement: Requirement): string {
  const { id, level, statement, role, transports, testable, ambiguity } = requirement;
  const [source] = [...requirement.source].sort((a, b) => b.revision.localeCompare(a.revision));
  const facts = [
    ROLE_WORD[role],
    ...(transports.length === 1 ? [`over ${transports[0]}`] : []),
    span(requirement),
    TEST_WORD[testable],
    ...(source === undefined ? [] : [`[source](${sourceUrl(source)})`]),
  ];
  return [
    `<a id="${id}"></a>**${level}** ${statement}`,
    '',
    `\`${id}\`: ${facts.join(', ')}`,
    ...(ambiguity === undefined ? [] : ['', `> Note: ${ambiguity.replaceAll('\n', '\n> ')}`]),
  ].join('\n');
}

const tableOf = (requirements: readonly Requirement[]): readonly string[] =>
  requirements.length === 0
    ? []
    : [
        '| Requirement | Level | Binds | Holds | Tested |',
        '| --- | --- | --- | --- | --- |',
        ...requirements.map((each) => {
          const cells = [ROLE_WORD[each.role], span(each), TEST_WORD[each.testable]];
          return `| [\`${each.id}\`](#${each.id}) | ${each.level} | ${cells.join(' | ')} |`;
        }),
      ];

/** The body of a page: its blocks as the document shows them, its headings one deeper, its links to other pages within. */
function bodyOf(text: string, byId: ReadonlyMap<string, Requirement>): string {
  const lines = text
    .replace(/\r\n/g, '\n')
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .trim()
    .split('\n');
  const out: string[] = [];
  let inCode = false;
  let inBlock = false;
  for (const line of lines) {
    if (/^\s*(```|~~~)/.test(line) && !inBlock) inCode = !inCode;
    const id = inCode ? undefined : /^:::requirement\{.*?\bid="([^"]+)"/.exec(line)?.[1];
    if (id !== undefined) {
      const requirement = byId.get(id);
      if (requirement !== undefined) out.push(blockOf(requirement));
      inBlock = true;
    } else if (inBlock) {
      if (line.trim() === ':::') inBlock = false;
    } else if (inCode) out.push(line);
    else out.push(line.replace(/^(#{1,5}) /, '#$1 ').replace(/\]\(([a-z0-9-]+)\.md(?:#[^)]*)?\)/g, '](#$1)'));
  }
  return out.join('\n');
}

export function documentText(pages: readonly DocumentPage[], { topics, requirements, upstream }: Catalogue): string {
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const textOf = new Map(pages.map(({ name, text }) => [name, text]));
  const chapters = topics.map(({ name, title }) => {
    const own = requirements.filter(({ topic }) => topic === name);
    const table = tableOf(own);
    return [
      `<a id="${name}"></a>`,
      '',
      `## ${title}`,
      '',
      bodyOf(textOf.get(name) ?? '', byId),
      ...(table.length === 0 ? [] : ['', `### ${title}: requirements`, '', ...table]),
    ].join('\n');
  });
  return [
    '<!-- Generated from specification/*.md by `accord spec build`. Edit those. -->',
    '',
    '# The Model Context Protocol, as Accord tests it',
    '',
    `${requirements.length} requirements in ${topics.length} topics, restated for testing from [the text upstream](${upstream.repository}/tree/${upstream.commit}) of ${upstream.date}. Where the two disagree, upstream is right. Why each rule is there, and how to mend a breach of it, stands on its page below [specification/](specification/).`,
    '',
    ...topics.map(({ name, title, description }) => `- [${title}](#${name}): ${description}`),
    '',
    chapters.join('\n\n'),
    '',
  ].join('\n');
}
