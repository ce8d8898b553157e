/** The pages as Markdown, for programs and for people who read text: what the repository says, with links that lead on here. */
import type { Requirement } from '../../certifier/catalogue/requirement.ts';
import { sourceUrl } from '../../certifier/catalogue/requirement.ts';
import { below, requirementPath } from '../lib/base.ts';
import { targetOf } from '../markdown/repository-links.ts';

export interface TextOptions {
  readonly base: string;
  readonly repository: string | undefined;
}

export interface TextDocument {
  readonly title: string;
  readonly description: string | undefined;
  readonly body: string;
  /** From the root of the repository. */
  readonly file: string;
}

const FENCED = /^(?<fence>`{3,}|~{3,})[^\n]*\n[\s\S]*?^\k<fence>$/gm;
const LINK = /(?<!!)\[(?<text>[^\]]*)\]\((?<url>[^)\s]+)\)/g;

/** Outside blocks of code, each link to a file becomes one to its page; a file without a page is named only. */
function linked(body: string, file: string, options: TextOptions): string {
  const relinked = (text: string): string =>
    text.replace(LINK, (all, label: string, url: string) => {
      const target = targetOf(url, file, options);
      if (target === undefined || 'missing' in target) return all;
      return 'url' in target ? `[${label}](${target.url})` : label;
    });
  let last = 0;
  let out = '';
  for (const block of body.matchAll(FENCED)) {
    out += relinked(body.slice(last, block.index)) + block[0];
    last = block.index + block[0].length;
  }
  return out + relinked(body.slice(last));
}

/** The title of the front matter is the heading; one in the text would be a second. */
const withoutTitle = (body: string): string => body.replace(/^\s*# [^\n]*\n/, '');

export const documentText = ({ title, description, body, file }: TextDocument, options: TextOptions): string =>
  `${[
    `# ${title}`,
    ...(description === undefined || description === '' ? [] : [`> ${description}`]),
    linked(withoutTitle(body), file, options).trim(),
  ].join('\n\n')}\n`;

const section = (title: string, text: string | undefined): readonly string[] =>
  text === undefined ? [] : [`## ${title}`, text];

export function requirementText(requirement: Requirement, { base }: TextOptions): string {
  const { id, level, statement, role, since, until, why, mend, ambiguity, source, implies, related } = requirement;
  const other = (each: string): string => `- [${each}](${below(base, requirementPath(each))}index.md)`;
  return `${[
    `# ${id}`,
    `> ${level}: ${statement}`,
    [
      `- binds: ${role}`,
      `- holds: from ${since}${until === undefined ? '' : ` to ${until}`}`,
      ...source.map((each) => `- upstream, ${each.revision}: ${sourceUrl(each)}`),
    ].join('\n'),
    ...section('Why', why),
    ...section('How to mend it', mend),
    ...section('What we decided', ambiguity),
    ...section('A breach of it breaks too', implies.length === 0 ? undefined : implies.map(other).join('\n')),
    ...section('Related', related.length === 0 ? undefined : related.map(other).join('\n')),
  ].join('\n\n')}\n`;
}
