import { rfc, WITHDRAWN } from '../../lint/example.ts';
import { defineWholeRule } from '../../lint/rule.ts';
import { PROCESS_FILE } from '../../process.ts';
import { newSteps } from '../steps.ts';

const path = 'rfcs/0001-an-example.md';
const withdrawn = rfc(WITHDRAWN);

export const processApart = defineWholeRule({
  id: 'process-apart',
  kind: 'diff',
  severity: 'error',
  reason: 'A change that mends the rules and takes a step under them allows itself.',
  examples: [
    { says: 'A step under the process as it is', base: { [path]: rfc() }, files: { [path]: withdrawn }, problems: [] },
    {
      says: 'A step, and another process in the same change',
      base: { [path]: rfc(), [PROCESS_FILE]: 'format: accord-rfc-process/1\n' },
      files: { [path]: withdrawn },
      problems: [
        `${path}:13:5 Unexpected step to withdrawn beside a change of ${PROCESS_FILE}, expected a pull request for each`,
      ],
    },
  ],
  check(corpus, report) {
    if (corpus.base?.changed.has(PROCESS_FILE) !== true) return;
    for (const document of corpus.rfcs)
      for (const { index, to, founding } of newSteps(corpus, document))
        if (!founding)
          report(document.path, {
            actual: `step to ${to.status} beside a change of ${PROCESS_FILE}`,
            expected: 'a pull request for each',
            place: document.placeOf('history', index),
          });
  },
});
