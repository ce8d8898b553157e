/** Pages of the site that are no RFC, charter or page of the specification. */
import * as z from 'zod';
import { textOf } from '../../files.ts';
import { outlineOf, parseMarkdown } from '../../markdown/outline.ts';
import { explainIssues } from '../../yaml/explain.ts';
import { readYaml } from '../../yaml/located.ts';
import { below, type Kind, schemaProblem } from '../kind.ts';

/** Starlight checks its own fields in the build; a page without a description is a search result without one. */
const Page = z.looseObject({ title: z.string().trim().min(1), description: z.string().trim().min(1) });

export const SITE_PAGES: Kind = {
  name: 'pages of the site',
  required: true,
  find: (files) => below(files, 'site/content/docs', /\.mdx?$/),
  check: (paths, files) =>
    paths.flatMap((path) => {
      const { frontMatter } = outlineOf(parseMarkdown(textOf(files, path) ?? ''));
      if (frontMatter === null)
        return [schemaProblem(path, { actual: 'page without front matter', expected: 'a title and a description' })];
      const yaml = readYaml(frontMatter.text, frontMatter.line);
      const read = yaml.findings.length > 0 ? null : Page.safeParse(yaml.value);
      const findings = read === null ? yaml.findings : read.success ? [] : explainIssues(read.error, yaml);
      return findings.map((finding) => schemaProblem(path, finding));
    }),
};
