/** Each document, each requirement, and each server of the observatory, as Markdown beside its page. */
import { requirementPath } from '../../lib/base.ts';
import { catalogue } from '../../lib/catalogue.ts';
import { textResponse } from '../../lib/files.ts';
import { observatory } from '../../results/observatory.ts';
import { requirementText } from '../../text/markdown-of.ts';
import { observedText } from '../../text/observatory.ts';
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
    ...observatory().map((each) => route(each.path, observedText(each, textOptions))),
  ];
}

export const GET = ({ props: { text } }: { readonly props: { readonly text: string } }): Response =>
  textResponse(text, 'text/markdown; charset=utf-8');
