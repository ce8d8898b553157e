import { posix } from 'node:path';
import type { Charter, Corpus, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const linking = (link: string) => rfc({}, `## Summary\n\nSee [there](${link}).\n\n## Motivation\n\nThis.\n`);

export const linksResolve = defineRule<Rfc | Charter>({
  id: 'links-resolve',
  kind: 'corpus',
  severity: 'error',
  reason: 'A link works on GitHub and on the site alike when it is a path from the document that holds it.',
  examples: [
    {
      says: 'A file, a section of a file, a section of the same document',
      files: {
        [path]: rfc(
          {},
          '## Summary\n\n[a](../working-groups/example/charter.md), [b](../working-groups/example/charter.md#scope), [c](#motivation).\n\n## Motivation\n\nThis.\n',
        ),
      },
      problems: [],
    },
    {
      says: 'A file that does not exist',
      files: { [path]: linking('0002-another.md') },
      problems: [`${path}:17:5 Unexpected link to rfcs/0002-another.md, expected a file that exists`],
    },
    {
      says: 'A section that does not exist',
      files: { [path]: linking('../working-groups/example/charter.md#scopes') },
      problems: [`${path}:17:5 Unexpected link to #scopes, expected an anchor of working-groups/example/charter.md`],
    },
    {
      says: 'A path from the root, which GitHub reads otherwise than the site',
      files: { [path]: linking('/rfcs/0001-an-example.md') },
      problems: [`${path}:17:5 Unexpected link to /rfcs/0001-an-example.md, expected a path from this document`],
    },
    {
      says: 'A path that cannot be decoded',
      files: { [path]: linking('%zz.md') },
      problems: [`${path}:17:5 Unexpected link to %zz.md, expected two hexadecimal digits after each %`],
    },
  ],
  check(document, corpus, report) {
    for (const { url, place } of document.outline.links) {
      const fault = faultOf(url, document.path, corpus);
      if (fault !== null) report({ ...fault, place });
    }
  },
});

const decoded = (url: string): string | null => {
  try {
    return decodeURIComponent(url);
  } catch {
    return null;
  }
};

/** Links that leave the repository are for `check:links -- --external`: a linter does not talk to the network. */
const faultOf = (url: string, from: string, { files, anchorsOf }: Corpus) => {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return null;
  if (url.startsWith('/')) return { actual: `link to ${url}`, expected: 'a path from this document' };
  const plain = decoded(url);
  if (plain === null) return { actual: `link to ${url}`, expected: 'two hexadecimal digits after each %' };
  const [file = '', anchor] = plain.split('#', 2);
  const target = file === '' ? from : posix.normalize(posix.join(posix.dirname(from), file));
  if (target.startsWith('../')) return { actual: `link to ${url}`, expected: 'a path inside the repository' };
  if (!files.exists(target)) return { actual: `link to ${target}`, expected: 'a file that exists' };
  if (anchor === undefined || !target.endsWith('.md')) return null;
  return anchorsOf(target)?.has(anchor) === true
    ? null
    : { actual: `link to #${anchor}`, expected: `an anchor of ${target}` };
};
