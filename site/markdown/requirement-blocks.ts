/**
 * `:::requirement{id="…"}` in a specification page becomes a block: what the catalogue says of it as a head line, its statement,
 * where it holds, and, folded, the rest of the prose and its sources. Everything but the prose comes from the catalogue, so the
 * page cannot disagree with the judge. A name that we do not know, or an id that the catalogue lacks, fails the build with the
 * file and the reason.
 */
import { fileURLToPath } from 'node:url';
import type { MdastPluginEntry } from 'satteri';
import { type Requirement, sourceUrl } from '../../certifier/catalogue/requirement.ts';
import { BASIS_WORDS } from '../../certifier/report/words.ts';
import { rfcPath } from '../governance/paths.ts';
import { below, requirementPath } from '../lib/base.ts';
import { profiledRevisions, requirementOf, spanOf } from '../lib/catalogue.ts';
import { escapeHtml } from '../lib/html.ts';
import { levelHtml } from '../lib/marks.ts';
import { ROLE_WORDS, TRANSPORT_WORDS } from '../lib/words.ts';
import { type Relations, relationsOf } from '../specification/relations.ts';
import { STATE_WORDS, type State, stateOf } from '../specification/state.ts';

/** Directives that Starlight itself renders. */
const ASIDES: ReadonlySet<string> = new Set(['note', 'tip', 'caution', 'danger']);

/** Where the facts come from. */
export interface RequirementFacts {
  readonly find: (id: string) => Requirement | undefined;
  readonly relationsOf: (requirement: Requirement) => Relations;
  readonly stateOf: (requirement: Requirement) => State;
  /** The address of an RFC, below the base. */
  readonly rfcPath: (number: number) => string;
}

export interface RequirementBlockOptions {
  readonly base: string;
  /** Those of the compiled catalogue unless a test brings its own. */
  readonly facts?: RequirementFacts;
}

const compiled: RequirementFacts = { find: requirementOf, relationsOf, stateOf, rfcPath };

const headHtml = ({ id, level }: Requirement, base: string): string => {
  const page = escapeHtml(below(base, requirementPath(id)));
  const anchor = escapeHtml(id);
  return [
    '<div class="requirement-head not-content">',
    levelHtml(level),
    `<a class="requirement-id" href="${page}">${anchor}</a>`,
    `<a class="requirement-anchor" href="#${anchor}" aria-label="Link to ${anchor} on this page">#</a>`,
    '</div>',
  ].join('');
};

const linksHtml = (ids: readonly string[], base: string): string =>
  ids
    .map((id) => `<a class="id" href="${escapeHtml(below(base, requirementPath(id)))}">${escapeHtml(id)}</a>`)
    .join(', ');

const rfcsHtml = (numbers: readonly number[], facts: RequirementFacts, base: string): string =>
  numbers.map((each) => `<a href="${escapeHtml(below(base, facts.rfcPath(each)))}">RFC ${each}</a>`).join(', ');

/** Whom it binds, where it holds, and how far it is judged, in one line. */
function standingHtml(requirement: Requirement, facts: RequirementFacts, base: string): string {
  const { role, transports, ambiguous, rfcs = [] } = requirement;
  const { replaces, replacedBy } = facts.relationsOf(requirement);
  const [only] = transports;
  const words = [
    escapeHtml(ROLE_WORDS[role]),
    ...(transports.length === 1 && only !== undefined ? [escapeHtml(TRANSPORT_WORDS[only])] : []),
    escapeHtml(spanOf(requirement)),
    ...(replaces.length > 0 ? [`instead of ${linksHtml(replaces, base)}`] : []),
    ...(replacedBy.length > 0 ? [`then ${linksHtml(replacedBy, base)}`] : []),
    ...(rfcs.length > 0 ? [`by ${rfcsHtml(rfcs, facts, base)}`] : []),
    ...(ambiguous === true ? ['upstream is unclear'] : []),
    STATE_WORDS[facts.stateOf(requirement)],
  ];
  return `<ul class="requirement-standing not-content">${words.map((each) => `<li>${each}</li>`).join('')}</ul>`;
}

const sourcesHtml = ({ source, basis }: Requirement): string => {
  const links = source
    .toSorted((a, b) => b.revision.localeCompare(a.revision))
    .map((each) => {
      const section = each.section === '' ? '' : `, ${each.section.replaceAll('-', ' ')}`;
      return `<a href="${escapeHtml(sourceUrl(each))}">${escapeHtml(`${each.revision} ${each.page}${section}`)}</a>`;
    });
  const rests = basis === 'keyword' ? '' : `<p>Rests on ${escapeHtml(BASIS_WORDS[basis])}.</p>`;
  return `<div class="requirement-sources not-content">${rests}<p>Upstream:</p><ul>${links.map((each) => `<li>${each}</li>`).join('')}</ul></div>`;
};

const element = (tagName: string, properties: Record<string, string>, children: readonly unknown[]): unknown => ({
  type: 'paragraph',
  data: { hName: tagName, hProperties: properties },
  children,
});

const html = (value: string): unknown => ({ type: 'html', value });

export function requirementBlocks({ base, facts = compiled }: RequirementBlockOptions): MdastPluginEntry {
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
        const requirement = facts.find(id);
        if (requirement === undefined) {
          throw new Error(
            `${file}: requirement "${id}" is not in the catalogue. Write it anew with: accord spec build`,
          );
        }
        const [statement, ...rest] = node.children;
        const folded =
          requirement.mend === undefined ? 'Why, and where upstream' : 'Why, how to mend it, and where upstream';
        const attributes = {
          class: 'requirement',
          id,
          'aria-label': `Requirement ${id}`,
          'data-holds': profiledRevisions(requirement).join(' '),
        };
        return element('section', attributes, [
          html(headHtml(requirement, base)),
          ...(statement === undefined ? [] : [statement]),
          html(standingHtml(requirement, facts, base)),
          element('details', {}, [html(`<summary>${folded}</summary>`), ...rest, html(sourcesHtml(requirement))]),
        ]) as never;
      },
    };
  };
}
