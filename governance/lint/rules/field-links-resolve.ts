import { targetOf } from '../../rfc/links.ts';
import type { Charter, Rfc } from '../corpus.ts';
import { charter, rfc } from '../example.ts';
import { defineRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const group = 'working-groups/example/charter.md';

export const fieldLinksResolve = defineRule<Rfc | Charter>({
  id: 'field-links-resolve',
  kind: 'corpus',
  severity: 'error',
  reason: 'The pages that are made of front matter lead where it says; a path that is gone leads nowhere.',
  examples: [
    { says: 'A file that exists', files: { [path]: rfc({ implementation: ['0001-an-example.md'] }) }, problems: [] },
    { says: 'An address elsewhere', files: { [path]: rfc({ upstream: ['https://example.org/1'] }) }, problems: [] },
    {
      says: 'An implementation that was moved',
      files: { [path]: rfc({ implementation: ['../certifier/gone.ts'] }) },
      problems: [`${path}:14:5 Unexpected path certifier/gone.ts in implementation, expected a file that exists`],
    },
    {
      says: 'A folder that a charter speaks of and that is not there',
      files: { [group]: charter({ links: [{ label: 'Code', href: '../../gone/' }] }) },
      problems: [`${group}:12:11 Unexpected path gone/ in links, expected a file that exists`],
    },
  ],
  check({ path: from, meta, placeOf }, { files }, report) {
    const expectThere = (field: string, href: string | undefined, ...at: readonly PropertyKey[]): void => {
      const target = targetOf(href ?? '', from);
      if (target !== null && !files.exists(target))
        report({ actual: `path ${target} in ${field}`, expected: 'a file that exists', place: placeOf(field, ...at) });
    };
    if (meta === null) return;
    if ('history' in meta)
      for (const field of ['implementation', 'upstream'] as const)
        meta[field]?.forEach((href, index) => {
          expectThere(field, href, index);
        });
    else
      for (const field of ['links', 'deliverables'] as const)
        meta[field]?.forEach(({ href }, index) => {
          expectThere(field, href, index, 'href');
        });
  },
});
