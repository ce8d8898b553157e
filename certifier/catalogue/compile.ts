/**
 * Compiles `specification/*.md` into the catalogue. Each requirement stands in its topic's page as a container directive; this
 * reads the directives and nothing else, and says everything that is wrong at once, by file and line. Development only: the
 * package carries the compiled catalogue.
 */
import { markdownToMdast } from 'satteri';
import { parse as parseYaml } from 'yaml';
import {
  type Basis,
  type Capability,
  type Catalogue,
  isRevision,
  type Level,
  REVISIONS,
  type Requirement,
  type Retired,
  type Risk,
  ruleOf,
  type Source,
  type Testable,
  type Topic,
} from './requirement.ts';

/** Upstream, as it was read. */
export const UPSTREAM: Catalogue['upstream'] = {
  repository: 'https://github.com/modelcontextprotocol/modelcontextprotocol',
  commit: 'b0f60ba5409db7a6582440a7b473cc0398890f15',
  date: '2026-08-22',
};

export interface Page {
  /** File name without extension: the topic. */
  readonly name: string;
  readonly text: string;
}

export interface CompileProblem {
  /** `specification/tools.md:12` */
  readonly place: string;
  readonly message: string;
}

export interface Compiled {
  readonly catalogue: Catalogue;
  readonly problems: readonly CompileProblem[];
}

interface Node {
  readonly type: string;
  readonly name?: string;
  readonly value?: string;
  readonly attributes?: Readonly<Record<string, string | null | undefined>>;
  readonly children?: readonly Node[];
  readonly position?: { readonly start: Point; readonly end: Point };
}
interface Point {
  readonly line: number;
  readonly offset?: number;
}

const LEVELS: readonly Level[] = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY'];
const BASES: readonly Basis[] = ['keyword', 'table', 'schema', 'plain'];
const ROLES: readonly Requirement['role'][] = ['server', 'client', 'authorization-server', 'both', 'host'];
const TESTABLES: readonly Testable[] = ['static', 'black-box', 'fixture', 'untestable'];
const RISKS: readonly Risk[] = ['list-only', 'read-only-call', 'tool-call', 'fixture', 'credentials', 'harness'];
const CAPABILITIES: readonly Capability[] = [
  'tools',
  'resources',
  'prompts',
  'completions',
  'logging',
  'tasks',
  'authorization',
];
const TRANSPORTS = ['stdio', 'streamable-http'] as const;
const ATTRIBUTES = new Set([
  'id',
  'level',
  'basis',
  'role',
  'transports',
  'since',
  'until',
  'replaces',
  'source',
  'test',
  'reason',
  'risk',
  'capability',
  'probe',
  'owns',
  'implies',
  'related',
  'rfcs',
]);
const ID = /^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*){1,3}$/;
/** Parts of a requirement after its statement, each opened by its word in bold. */
const PARTS = { 'Why.': 'why', 'Mend.': 'mend', 'Note.': 'ambiguity' } as const;
type Part = (typeof PARTS)[keyof typeof PARTS];

export function compile(pages: readonly Page[]): Compiled {
  const problems: CompileProblem[] = [];
  const topics: Topic[] = [];
  const requirements: Requirement[] = [];
  const retired: Retired[] = [];
  const places = new Map<Requirement, string>();
  const parsed = pages.map((page) => {
    const problem = (line: number, message: string): void => {
      problems.push({ place: `specification/${page.name}.md:${line}`, message });
    };
    const tree = markdownToMdast(page.text, { features: { directive: true, frontmatter: true } }) as Node;
    return { page, tree, problem, ...topicOf(page, tree, problem) };
  });
  parsed.sort((a, b) => a.order - b.order || (a.page.name < b.page.name ? -1 : 1));
  for (const { page, tree, problem, topic } of parsed) {
    topics.push(topic);
    for (const { node, within } of directivesIn(tree)) {
      if (node.name !== 'requirement' && node.name !== 'retired') continue;
      const line = node.position?.start.line ?? 1;
      if (within !== undefined) {
        problem(line, `it stands within the block of line ${within}: close that with a line \`:::\``);
      }
      if (node.name === 'retired') retired.push(retiredOf(page, node, (message) => problem(line, message)));
      else {
        const requirement = requirementOf(page, node, (message) => problem(line, message));
        requirements.push(requirement);
        places.set(requirement, `specification/${page.name}.md:${line}`);
      }
    }
    for (const line of brokenFences(tree, page))
      problem(line, 'this is no block: expected `:::requirement{name="value" …}`');
  }
  crossCheck(requirements, retired, places, problems);
  return { catalogue: { format: 'accord-catalogue/1', upstream: UPSTREAM, topics, requirements, retired }, problems };
}

/** The committed files of a catalogue by name, to the byte: the whole, and what the judge reads of it. */
export const compiledFiles = (catalogue: Catalogue): ReadonlyMap<string, string> =>
  new Map([
    ['catalogue.json', `${JSON.stringify(catalogue, null, 2)}\n`],
    ['rules.json', `[\n${catalogue.requirements.map((each) => JSON.stringify(ruleOf(each))).join(',\n')}\n]\n`],
  ]);

/** A page without an order stands after those that have one. */
const LAST = 1000;

function topicOf(
  { name }: Page,
  tree: Node,
  problem: (line: number, message: string) => void,
): { readonly topic: Topic; readonly order: number } {
  const front = tree.children?.find(({ type }) => type === 'yaml');
  let data: Record<string, unknown> = {};
  try {
    if (front?.value !== undefined) data = (parseYaml(front.value) ?? {}) as Record<string, unknown>;
  } catch (cause) {
    problem(1, `the front matter is not YAML: ${(cause as Error).message.split('\n')[0]}`);
  }
  const text = (field: string): string => {
    const value = data[field];
    if (typeof value === 'string' && value !== '') return value;
    problem(1, `the front matter needs \`${field}\``);
    return '';
  };
  // The key that orders the site's sidebar, so that every list of topics has one order.
  const order = (data.sidebar as { order?: unknown } | undefined)?.order;
  return {
    topic: { name, title: text('title'), description: text('description') },
    order: typeof order === 'number' ? order : LAST,
  };
}

interface Directive {
  readonly node: Node;
  /** Line of the block that holds this one, which none should. */
  readonly within: number | undefined;
}

function* directivesIn(node: Node, within?: number): Generator<Directive> {
  const isDirective = node.type === 'containerDirective';
  if (isDirective) yield { node, within };
  for (const child of node.children ?? []) {
    yield* directivesIn(child, isDirective ? (node.position?.start.line ?? 1) : within);
  }
}

/** Lines that open like a block and were read as text, because what follows the colons is malformed. */
function* brokenFences(node: Node, page: Page): Generator<number> {
  if (node.type === 'paragraph') {
    const first = node.position?.start.line ?? 1;
    const last = node.position?.end.line ?? first;
    const lines = page.text.split('\n').slice(first - 1, last);
    for (const [index, line] of lines.entries()) if (/^\s*:::+\s*\w/.test(line)) yield first + index;
  } else for (const child of node.children ?? []) yield* brokenFences(child, page);
}

const RETIRED_ATTRIBUTES = new Set(['id', 'reason', 'replaced-by']);

function retiredOf(page: Page, { attributes = {} }: Node, problem: (message: string) => void): Retired {
  for (const name of Object.keys(attributes))
    if (!RETIRED_ATTRIBUTES.has(name)) problem(`unknown attribute \`${name}\``);
  const { id, reason, 'replaced-by': replacedBy } = attributes;
  if (!id?.startsWith(`${page.name}.`)) problem(`\`id\` is "${id ?? ''}": expected \`${page.name}.…\``);
  if (!reason) problem('say in `reason` why it is gone');
  return { id: id ?? '', topic: page.name, reason: reason ?? '', ...(replacedBy ? { replacedBy } : {}) };
}

function requirementOf(page: Page, node: Node, problem: (message: string) => void): Requirement {
  const attributes = node.attributes ?? {};
  for (const name of Object.keys(attributes)) if (!ATTRIBUTES.has(name)) problem(`unknown attribute \`${name}\``);
  const value = (name: string): string | undefined => attributes[name] ?? undefined;
  const words = (name: string): readonly string[] => value(name)?.split(/\s+/).filter(Boolean) ?? [];
  const oneOf = <T extends string>(name: string, allowed: readonly T[], fallback?: T): T => {
    const given = value(name) ?? fallback;
    if (given !== undefined && allowed.includes(given as T)) return given as T;
    problem(`\`${name}\` is ${given === undefined ? 'missing' : `"${given}"`}: expected one of ${allowed.join(', ')}`);
    return allowed[0] as T;
  };
  const id = value('id') ?? '';
  if (!ID.test(id)) problem(`\`id\` is "${id}": expected lower-case segments joined by dots`);
  else if (!id.startsWith(`${page.name}.`))
    problem(`"${id}" stands on the page ${page.name}: expected \`${page.name}.…\``);
  const transports =
    words('transports').length === 0 ? TRANSPORTS : TRANSPORTS.filter((each) => words('transports').includes(each));
  if (words('transports').some((each) => !TRANSPORTS.includes(each as never)))
    problem('`transports` names an unknown transport');
  const since = oneOf('since', REVISIONS);
  const until = value('until') === undefined ? undefined : oneOf('until', REVISIONS);
  if (until !== undefined && until < since) problem(`\`until\` (${until}) lies before \`since\` (${since})`);
  const testable = oneOf('test', TESTABLES);
  const reason = value('reason');
  if (testable === 'untestable' && reason === undefined) problem('untestable: say why in `reason`');
  const probe = value('probe');
  const parts = partsOf(page, node, testable !== 'untestable', problem);
  const capability = value('capability') === undefined ? undefined : oneOf('capability', CAPABILITIES);
  const replaces = value('replaces');
  const rfcs = words('rfcs').map(Number);
  if (rfcs.some((each) => !Number.isInteger(each) || each < 1))
    problem(`\`rfcs\` is "${value('rfcs')}": expected numbers of RFCs`);
  return {
    id,
    topic: page.name,
    level: oneOf('level', LEVELS),
    basis: oneOf('basis', BASES),
    ...parts,
    role: oneOf('role', ROLES, 'server'),
    transports,
    since,
    ...(until === undefined ? {} : { until }),
    ...(replaces === undefined ? {} : { replaces }),
    source: sourcesOf(words('source'), problem),
    testable,
    ...(reason === undefined ? {} : { reason }),
    risk: oneOf('risk', RISKS, 'list-only'),
    ...(capability === undefined ? {} : { capability }),
    ...(probe === undefined ? {} : { probe }),
    owns: words('owns'),
    implies: words('implies'),
    related: words('related'),
    ...(rfcs.length === 0 ? {} : { rfcs }),
  };
}

function partsOf(
  { text }: Page,
  node: Node,
  testable: boolean,
  problem: (message: string) => void,
): Pick<Requirement, 'statement' | 'why' | 'mend' | 'ambiguous' | 'ambiguity'> {
  const source = (child: Node): string =>
    text.slice(characterAt(text, child.position?.start), characterAt(text, child.position?.end)).trim();
  const [first, ...rest] = node.children ?? [];
  const statement = first?.type === 'paragraph' ? source(first).replace(/\s+/g, ' ') : '';
  if (statement === '') problem('the first paragraph must be the statement');
  const parts: Partial<Record<Part, string[]>> = {};
  let open: Part | undefined;
  for (const child of rest) {
    const lead = child.type === 'paragraph' ? child.children?.[0] : undefined;
    const word = lead?.type === 'strong' ? (lead.children?.[0]?.value ?? '') : '';
    let body = source(child);
    if (word in PARTS) {
      open = PARTS[word as keyof typeof PARTS];
      body = body.replace(`**${word}**`, '').trim();
    }
    if (open === undefined) problem('after the statement, a paragraph opens with **Why.**, **Mend.** or **Note.**');
    else parts[open] = [...(parts[open] ?? []), body];
  }
  for (const needed of testable ? (['why', 'mend'] as const) : (['why'] as const)) {
    if (parts[needed] === undefined) problem(`a part is missing: **${needed === 'why' ? 'Why.' : 'Mend.'}**`);
  }
  return {
    statement,
    why: (parts.why ?? []).join('\n\n'),
    ...(parts.mend === undefined ? {} : { mend: parts.mend.join('\n\n') }),
    ...(parts.ambiguity === undefined ? {} : { ambiguous: true as const, ambiguity: parts.ambiguity.join('\n\n') }),
  };
}

/** Offsets may count bytes or UTF-16 units; lines and columns do not differ, so they are what we use. */
function characterAt(text: string, point: (Point & { readonly column?: number }) | undefined): number {
  if (point === undefined) return 0;
  let offset = 0;
  for (let line = 1; line < point.line; line++) offset = text.indexOf('\n', offset) + 1;
  return offset + (point.column ?? 1) - 1;
}

/** `2026-07-28/server/tools#tool-names` */
function sourcesOf(words: readonly string[], problem: (message: string) => void): readonly Source[] {
  if (words.length === 0) problem('`source` is missing: say where it stands upstream');
  return words.flatMap((word) => {
    const [path = '', section = ''] = word.split('#');
    const revision = path.slice(0, 10);
    const page = path.slice(11);
    if (!isRevision(revision) || page === '') {
      problem(`\`source\` "${word}" is not <revision>/<page>#<section>`);
      return [];
    }
    return [{ revision, page, section }];
  });
}

function crossCheck(
  requirements: readonly Requirement[],
  retired: readonly Retired[],
  places: ReadonlyMap<Requirement, string>,
  problems: CompileProblem[],
): void {
  const byId = new Map<string, Requirement>();
  const complain = (requirement: Requirement, message: string): void => {
    problems.push({ place: places.get(requirement) ?? `specification/${requirement.topic}.md`, message });
  };
  for (const requirement of requirements) {
    if (byId.has(requirement.id)) complain(requirement, `${requirement.id} stands twice`);
    byId.set(requirement.id, requirement);
  }
  for (const { id, topic, replacedBy } of retired) {
    const again = byId.get(id);
    if (again !== undefined) complain(again, `${id} is retired, and an id is never given again`);
    if (replacedBy !== undefined && !byId.has(replacedBy)) {
      problems.push({
        place: `specification/${topic}.md:1`,
        message: `${id} was replaced by ${replacedBy}, which does not exist`,
      });
    }
  }
  const gone = new Set(retired.map(({ id }) => id));
  const owners = new Map<string, string>();
  for (const requirement of requirements) {
    for (const id of [
      ...requirement.implies,
      ...requirement.related,
      ...(requirement.replaces === undefined ? [] : [requirement.replaces]),
    ]) {
      if (id === requirement.id) complain(requirement, `${id} names itself`);
      else if (!byId.has(id) && !(id === requirement.replaces && gone.has(id))) {
        complain(requirement, `${requirement.id} names ${id}, which does not exist`);
      }
    }
    for (const place of requirement.owns) {
      const owner = owners.get(place);
      if (owner !== undefined && overlap(byId.get(owner), requirement)) {
        complain(requirement, `${requirement.id} and ${owner} both own ${place}`);
      }
      owners.set(place, requirement.id);
    }
  }
}

/** Whether two requirements hold in one revision. */
const overlap = (a: Requirement | undefined, b: Requirement): boolean =>
  a !== undefined && (a.until ?? '9999') >= b.since && (b.until ?? '9999') >= a.since;
