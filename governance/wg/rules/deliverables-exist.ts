import type { Charter } from '../../lint/corpus.ts';
import { charter, rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'working-groups/example/charter.md';

export const deliverablesExist = defineRule<Charter>({
  id: 'deliverables-exist',
  kind: 'corpus',
  severity: 'error',
  reason: 'A group is judged by what it delivers; what it names must be there to be looked at.',
  examples: [
    {
      says: 'An RFC and a topic of the specification',
      files: {
        [path]: charter({
          deliverables: [
            { what: 'The example', rfc: 1 },
            { what: 'The rules of tools', topic: 'tools' },
          ],
        }),
        'rfcs/0001-an-example.md': rfc(),
        'specification/tools.md': '# Tools\n',
      },
      problems: [],
    },
    {
      says: 'An RFC that nobody wrote, and a topic that nobody knows',
      files: {
        [path]: charter({
          deliverables: [
            { what: 'The example', rfc: 7 },
            { what: 'The rules of tools', topic: 'tool' },
          ],
        }),
      },
      problems: [
        `${path}:15:10 Unexpected RFC 7 in deliverables, expected an RFC that exists`,
        `${path}:17:12 Unexpected topic tool in deliverables, expected a file or folder in specification/`,
      ],
    },
  ],
  check({ meta, placeOf }, { byNumber, files }, report) {
    for (const [index, { rfc: number, topic }] of (meta?.deliverables ?? []).entries()) {
      if (number !== undefined && !byNumber.has(number))
        report({
          actual: `RFC ${number} in deliverables`,
          expected: 'an RFC that exists',
          place: placeOf('deliverables', index, 'rfc'),
        });
      if (topic !== undefined && !files.exists(`specification/${topic}.md`) && !files.exists(`specification/${topic}`))
        report({
          actual: `topic ${topic} in deliverables`,
          expected: 'a file or folder in specification/',
          place: placeOf('deliverables', index, 'topic'),
        });
    }
  },
});
