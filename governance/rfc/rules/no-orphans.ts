import { RFCS } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineWholeRule } from '../../lint/rule.ts';
import { PROCESS_FILE } from '../../process.ts';
import { DECISIONS, decisionFiles } from '../decision.ts';
import { targetOf } from '../links.ts';

const path = 'rfcs/0001-an-example.md';

/** The number of an RFC, or of the one that a decision is about. */
const beginning = (file: string): string | undefined => /\/(\d{4})[^/]*$/.exec(file)?.[1];

export const noOrphans = defineWholeRule({
  id: 'no-orphans',
  kind: 'corpus',
  severity: 'error',
  reason: 'A file that nothing leads to is read by nobody and mended by nobody.',
  examples: [
    {
      says: 'A figure that an RFC shows',
      files: {
        [path]: rfc({}, '## Summary\n\n![States](0001/states.svg)\n\n## Motivation\n\nThis.\n'),
        'rfcs/0001/states.svg': '<svg/>',
      },
      problems: [],
    },
    {
      says: 'A figure that no RFC shows any longer',
      files: { [path]: rfc(), 'rfcs/0001/states.svg': '<svg/>' },
      problems: ['rfcs/0001/states.svg:1:1 Unexpected file that no RFC links, expected a link to it, or no such file'],
    },
    {
      says: 'A decision that no step shows',
      files: { [path]: rfc(), 'rfcs/decisions/0001.yaml': 'format: accord-rfc-decision/1\n' },
      problems: [
        'rfcs/decisions/0001.yaml:1:1 Unexpected decision that no history shows, expected it as evidence of a step',
      ],
    },
    {
      says: 'A decision on an RFC whose history cannot be read yet',
      files: { [path]: rfc({ status: 'half-done' }), 'rfcs/decisions/0001.yaml': 'format: accord-rfc-decision/1\n' },
      problems: [],
    },
  ],
  check({ files, rfcs, process }, report) {
    const shown = new Set(
      rfcs.flatMap(({ path: from, meta }) =>
        (meta?.history ?? []).flatMap(({ evidence }) =>
          Object.values(evidence ?? {}).map((link) => targetOf(link, from)),
        ),
      ),
    );
    let links: ReadonlySet<string | null> | undefined;
    /** Texts are read only where the fields lead to a file no way. */
    const isLinked = (file: string): boolean => {
      if (shown.has(file)) return true;
      links ??= new Set(rfcs.flatMap(({ path: from, outline }) => outline.links.map(({ url }) => targetOf(url, from))));
      return links.has(file);
    };
    const known = new Set([
      ...rfcs.map(({ path: file }) => file),
      `${RFCS}/${process.numbering.template}`,
      `${RFCS}/README.md`,
      `${DECISIONS}/README.md`,
      PROCESS_FILE,
    ]);
    const decisions = new Set(decisionFiles(files));
    const unread = rfcs.filter(({ meta }) => meta === null).map(({ path: file }) => beginning(file));
    const visit = (folder: string): void => {
      for (const name of files.list(folder)) {
        const file = `${folder}/${name}`;
        if (name.endsWith('/')) visit(file.slice(0, -1));
        else if (known.has(file) || isLinked(file)) continue;
        else if (decisions.has(file) && unread.includes(beginning(file))) continue;
        else if (decisions.has(file))
          report(file, { actual: 'decision that no history shows', expected: 'it as evidence of a step' });
        else report(file, { actual: 'file that no RFC links', expected: 'a link to it, or no such file' });
      }
    };
    visit(RFCS);
  },
});
