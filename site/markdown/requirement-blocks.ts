/**
 * `:::requirement{id="…"}` in a specification page becomes a block: what the catalogue says of it as a head line, then the
 * prose that stands in the file. Everything but the prose comes from the catalogue, so the page cannot disagree with the judge.
 * A name that we do not know, or an id that the catalogue lacks, fails the build with the file and the reason.
 */
import { fileURLToPath } from 'node:url';
import type { MdastPluginEntry } from 'satteri';
import { type Requirement, sourceUrl } from '../../certifier/catalogue/requirement.ts';
import { below, requirementPath } from '../lib/base.ts';
import { requirementOf, spanOf } from '../lib/catalogue.ts';
import { escapeHtml } from '../lib/html.ts';
import { levelHtml } from '../lib/marks.ts';
import { TRANSPORT_WORDS } from '../lib/words.ts';

/** Directives that Starlight itself renders. */
const ASIDES: ReadonlySet<string> = new Set(['note', 'tip', 'caution', 'danger']);

export interface RequirementBlockOptions {
  readonly base: string;
  /** Where the facts come from; the compiled catalogue unless a test brings its own. */
  readonly find?: (id: string) => Requirement | undefined;
}

const fact = (name: string, value: string): string => `<div><dt>${name}</dt><dd>${value}</dd></div>`;

function headHtml(requirement: Requirement, base: string): string {
  const { id, level, basis, transports } = requirement;
  const page = escapeHtml(below(base, requirementPath(id)));
  return [
    '<div class="requirement-head not-content">',
    levelHtml(level),
    `<a class="requirement-id" href="${page}">${escapeHtml(id)}</a>`,
    `<a class="requirement-anchor" href="#${escapeHtml(id)}" aria-label="Link to ${escapeHtml(id)} on this page">#</a>`,
    '</div>',
    '<dl class="requirement-facts not-content">',
    fact('Role', escapeHtml(requirement.role)),
    fact('Transport', transports.map((each) => escapeHtml(TRANSPORT_WORDS[each])).join(', ')),
    fact('Holds', escapeHtml(spanOf(requirement))),
    ...(basis === 'keyword' ? [] : [fact('Basis', escapeHtml(basis))]),
    fact(
      'Upstream',
      requirement.source
        .map((source) => `<a href="${escapeHtml(sourceUrl(source))}">${escapeHtml(source.revision)}</a>`)
        .join(', '),
    ),
    '</dl>',
  ].join('');
}

const element = (tagName: string, properties: Record<string, string>, children: readonly unknown[]): unknown => ({
  type: 'paragraph',
  data: { hName: tagName, hProperties: properties },
  children,
});

export function requirementBlocks({ base, find = requirementOf }: RequirementBlockOptions): MdastPluginEntry {
  return ({ fileURL }) => {
    const file = fileURL === undefined ? 'a document' : fileURLToPath(fileURL);
    return {
      name: 'accord-requirement-blocks',
      containerDirective(node) {
        if (ASIDES.has(node.name)) return;
        if (node.name !== 'requirement') {
          throw new Error(
            `${file}: ":::${node.name}" is not a directive. Expected ":::requirement" or one of: ${[...ASIDES].join(', ')}`,
          );
        }
        const id = node.attributes?.id;
        if (id === undefined || id === null || id === '') {
          throw new Error(`${file}: a requirement without an id. Write :::requirement{id="topic.name" …}`);
        }
        const requirement = find(id);
        if (requirement === undefined) {
          throw new Error(
            `${file}: requirement "${id}" is not in the catalogue. Write it anew with: accord spec build`,
          );
        }
        return element('section', { class: 'requirement', id, 'aria-label': `Requirement ${id}` }, [
          { type: 'html', value: headHtml(requirement, base) },
          ...node.children,
        ]) as never;
      },
    };
  };
}
