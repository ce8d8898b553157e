/** Rules for every document with front matter, RFC and charter alike. */
import { closedSections } from './closed-sections.ts';
import { codeParses } from './code-parses.ts';
import { codeValidates } from './code-validates.ts';
import { fieldLinksResolve } from './field-links-resolve.ts';
import { fieldOrder } from './field-order.ts';
import { frontMatter } from './front-matter.ts';
import { headingDepth } from './heading-depth.ts';
import { headingFirst } from './heading-first.ts';
import { headingSpace } from './heading-space.ts';
import { linkWords } from './link-words.ts';
import { linksRelative } from './links-relative.ts';
import { linksResolve } from './links-resolve.ts';
import { noComments } from './no-comments.ts';
import { noMarkup } from './no-markup.ts';
import { noTabs } from './no-tabs.ts';
import { placeholderText } from './placeholder-text.ts';
import { readableFile } from './readable-file.ts';
import { requiredSections } from './required-sections.ts';
import { sectionOrder } from './section-order.ts';
import { sectionText } from './section-text.ts';
import { titlePlain } from './title-plain.ts';
import { uniqueHeadings } from './unique-headings.ts';

export const DOCUMENT_RULES = [
  readableFile,
  noTabs,
  frontMatter,
  fieldOrder,
  titlePlain,
  headingFirst,
  headingSpace,
  headingDepth,
  uniqueHeadings,
  requiredSections,
  sectionOrder,
  sectionText,
  closedSections,
  placeholderText,
  noComments,
  noMarkup,
  linkWords,
  linksRelative,
  linksResolve,
  fieldLinksResolve,
  codeParses,
  codeValidates,
] as const;
