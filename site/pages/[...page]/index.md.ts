/** Each document, and each requirement, as Markdown beside its page. */
import { requirementPath } from '../../lib/base.ts';
import { catalogue } from '../../lib/catalogue.ts';
import { textResponse } from '../../lib/files.ts';
import { requirementText } from '../../text/markdown-of.ts';
import { textOptions, textSections } from '../../text/pages.ts';

const route = (path: string, text: string) => ({
  params: { page: path.replace(/^\/|\/$/g, '') },
  props: { text },
});

export async function getStaticPaths() {
  const sections = await textSections();
  return [
    ...sections.flatMap(({ pages }) => pages.map(({ path, text }) => route(path, text))),
    ...catalogue().requirements.map((each) => route(requirementPath(each.id), requirementText(each, textOptions))),
  ];
}

export const GET = ({ props: { text } }: { readonly props: { readonly text: string } }): Response =>
  textResponse(text, 'text/markdown; charset=utf-8');
