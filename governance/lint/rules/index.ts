/** Rules for every document with front matter, RFC and charter alike. */
import { closedSections } from './closed-sections.ts';
import { frontMatter } from './front-matter.ts';
import { headingDepth } from './heading-depth.ts';
import { linksResolve } from './links-resolve.ts';
import { readableFile } from './readable-file.ts';
import { requiredSections } from './required-sections.ts';
import { sectionOrder } from './section-order.ts';
import { sectionText } from './section-text.ts';
import { uniqueHeadings } from './unique-headings.ts';

export const DOCUMENT_RULES = [
  readableFile,
  frontMatter,
  headingDepth,
  uniqueHeadings,
  requiredSections,
  sectionOrder,
  sectionText,
  closedSections,
  linksResolve,
] as const;
