import { rfc } from '../../lint/example.ts';
import { defineWholeRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';

export const rfcKept = defineWholeRule({
  id: 'rfc-kept',
  kind: 'diff',
  severity: 'error',
  reason: 'An RFC that ended stays, with its reasons, and its number is never used again.',
  examples: [
    {
      says: 'A file that was renamed, with its number',
      base: { [path]: rfc() },
      files: { 'rfcs/0001-a-better-name.md': rfc() },
      problems: [],
    },
    {
      says: 'A file that was deleted',
      base: { [path]: rfc() },
      files: {},
      problems: [`${path}:1:1 Unexpected removal of RFC 1, expected the file, at whatever status`],
    },
  ],
  check({ base, byNumber, rfcs }, report) {
    const paths = new Set(rfcs.map(({ path: file }) => file));
    for (const [file, { meta }] of base?.rfcs ?? [])
      if (meta !== null && !paths.has(file) && !byNumber.has(meta.number))
        report(file, { actual: `removal of RFC ${meta.number}`, expected: 'the file, at whatever status' });
  },
});
