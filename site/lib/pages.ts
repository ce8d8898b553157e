/** Which file of the repository is which page of the site. The collection and the link plugin both ask here. */

export const DOCUMENTS: readonly string[] = [
  'site/content/docs/**/[^_]*.{md,mdx}',
  'specification/[a-z]*.md',
  'specification/[a-z]*/[a-z]*.md',
  'rfcs/[0-9][0-9][0-9][0-9]-*.md',
  '!rfcs/0000-*.md',
  'rfcs/decisions/README.md',
  'working-groups/*/charter.md',
  'working-groups/*/meetings/*.md',
];

type DocumentKind = 'page' | 'specification' | 'rfc' | 'decisions' | 'working-group' | 'meetings';

const KINDS: readonly (readonly [DocumentKind, RegExp, (...parts: string[]) => string])[] = [
  ['page', /^site\/content\/docs\/(.+)\.mdx?$/, (name) => name.replace(/(^|\/)index$/, '')],
  ['specification', /^specification\/([a-z][^A-Z]*)\.md$/, (name) => `specification/${name.replace(/\/index$/, '')}`],
  ['rfc', /^rfcs\/(?!0000)(\d{4})-[^/]+\.md$/, (number) => `rfcs/${number}`],
  ['decisions', /^rfcs\/decisions\/README\.md$/, () => 'rfcs/decisions'],
  ['working-group', /^working-groups\/([^/]+)\/charter\.md$/, (group) => `working-groups/${group}`],
  ['meetings', /^working-groups\/([^/]+)\/meetings\/README\.md$/, (group) => `working-groups/${group}/meetings`],
  [
    'meetings',
    /^working-groups\/([^/]+)\/meetings\/([^/]+)\.md$/,
    (group, date) => `working-groups/${group}/meetings/${date}`,
  ],
];

/** Folders, read-me files and data whose address is not a document's. */
const INDEXES: Readonly<Record<string, string>> = {
  specification: '/specification/',
  'specification/README.md': '/specification/',
  'specification/catalogue.json': '/specification/catalogue.json',
  rfcs: '/rfcs/',
  'rfcs/README.md': '/rfcs/',
  'rfcs/decisions': '/rfcs/decisions/',
  'rfcs/process.yaml': '/rfcs/process.yaml',
  'rfcs/0000-template.md': '/rfcs/0000-template.md',
  'working-groups': '/working-groups/',
  'working-groups/README.md': '/working-groups/',
  implementations: '/results/',
  'implementations/README.md': '/results/',
};

export interface Document {
  readonly kind: DocumentKind;
  /** Address below the base, without slashes around it. */
  readonly id: string;
}

export function documentOf(file: string): Document | undefined {
  for (const [kind, pattern, idOf] of KINDS) {
    const match = pattern.exec(file);
    if (match !== null) return { kind, id: idOf(...match.slice(1)) };
  }
  return undefined;
}

/** The address of the page that shows this file or folder, without the base. */
export function pageOf(file: string): string | undefined {
  const index = INDEXES[file];
  if (index !== undefined) return index;
  const document = documentOf(file);
  if (document !== undefined) return document.id === '' ? '/' : `/${document.id}/`;
  const decision = /^rfcs\/decisions\/([^/]+)\.ya?ml$/.exec(file)?.[1];
  if (decision !== undefined) return `/rfcs/decisions/${decision}/`;
  const folder = /^working-groups\/([^/.]+)(\/meetings)?$/.exec(file);
  return folder === null ? undefined : `/${folder[0]}/`;
}
