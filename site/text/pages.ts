/** Which pages there are as text, in the order of the sidebar. */
import { getCollection } from 'astro:content';
import { KINDS } from '../documentation/kinds.ts';
import { project } from '../lib/project.ts';
import { OBSERVATORY_PATH, observatory } from '../results/observatory.ts';
import { documentText } from './markdown-of.ts';
import { OBSERVATORY_TITLE, observatoryDescription, observatoryText } from './observatory.ts';

export interface TextPage {
  readonly title: string;
  readonly description: string;
  /** `/tutorials/write-an-rfc/`. */
  readonly path: string;
  readonly text: string;
}

export interface TextSection {
  readonly title: string;
  readonly pages: readonly TextPage[];
}

export const textPath = ({ path }: Pick<TextPage, 'path'>): string => `${path}index.md`;
export const textOptions = { base: import.meta.env.BASE_URL, repository: project().repository };

/** The folder in which a page stands says its section. */
const SECTIONS: readonly (readonly [folder: string, title: string])[] = [
  ...KINDS.map(({ folder, title }) => [folder, title] as const),
  ['specification', 'Specification'],
  ['results', 'Results'],
  ['rfcs', 'RFCs'],
  ['working-groups', 'Working groups'],
];

/** A page that is made from data has no document to be taken from. */
function observatoryPage(): TextPage {
  const servers = observatory();
  return {
    title: OBSERVATORY_TITLE,
    description: observatoryDescription(servers),
    path: OBSERVATORY_PATH,
    text: observatoryText(servers, textOptions),
  };
}

async function read(): Promise<readonly TextSection[]> {
  const documents = await getCollection('docs');
  const pages = documents
    .map(({ id, data, body = '', filePath = '' }) => ({
      order: data.sidebar.order ?? Number.MAX_VALUE,
      title: data.title,
      description: data.description ?? '',
      path: `/${id}/`,
      text: documentText({ title: data.title, description: data.description, body, file: filePath }, textOptions),
    }))
    .sort((a, b) => a.order - b.order || a.path.localeCompare(b.path));
  const all: readonly TextPage[] = [...pages, observatoryPage()];
  return SECTIONS.map(([folder, title]) => ({
    title,
    pages: all.filter(({ path }) => path.startsWith(`/${folder}/`)),
  }));
}

let built: ReturnType<typeof read> | undefined;

/** A build makes them once, for each page's own file and for the one file of all. */
export function textSections(): ReturnType<typeof read> {
  if (import.meta.env.PROD) built ??= read();
  return built ?? read();
}
