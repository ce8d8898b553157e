import { posix } from 'node:path';
import { textOf } from '../../files.ts';
import { CATALOGUE, type Corpus, type Rfc } from '../../lint/corpus.ts';
import { rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';

const path = 'rfcs/0001-an-example.md';
const id = 'tools.list.sorted';
const REPORT = 'implementations/example/report.json';
const results = '../implementations/example/report.json';

const finished = (added: string) =>
  rfc({
    type: 'standards',
    status: 'final',
    history: [
      { status: 'draft', date: '2026-11-01' },
      { status: 'accepted', date: '2026-11-02', evidence: { decision: 'decisions/0000-founding.yaml' } },
      { status: 'final', date: '2026-12-01', evidence: { results } },
    ],
    requirements: { adds: [added] },
    implementation: ['0001-an-example.md'],
  });
const catalogue = (requirement: object) => ({
  [CATALOGUE]: JSON.stringify({ requirements: [{ id, ...requirement }] }),
});
const resultOf = (outcome: string) => ({
  [REPORT]: JSON.stringify({ format: 'accord-report/1', runs: [{ results: [{ requirement: id, outcome }] }] }),
});

export const finalIsTested = defineRule<Rfc>({
  id: 'final-is-tested',
  kind: 'corpus',
  severity: 'error',
  reason: 'Final means tested: a rule that nothing judges must not become one that somebody is failed for.',
  examples: [
    {
      says: 'A requirement with a check, judged in the results that the last step shows',
      files: { ...catalogue({ testable: 'black-box' }), ...resultOf('pass'), [path]: finished(id) },
      checks: [id],
      problems: [],
    },
    {
      says: 'A requirement that no transcript can show, with the reason why',
      files: {
        ...catalogue({ testable: 'untestable', reason: 'It is said to a person.' }),
        ...resultOf('pass'),
        [path]: finished(id),
      },
      checks: [],
      problems: [],
    },
    {
      says: 'A requirement that nobody wrote a check for',
      files: { ...catalogue({ testable: 'black-box' }), ...resultOf('pass'), [path]: finished(id) },
      checks: [],
      problems: [
        `${path}:23:7 Unexpected requirement ${id} without a check, expected a check, or a reason why there can be none`,
      ],
    },
    {
      says: 'A check that has never met its situation',
      files: { ...catalogue({ testable: 'black-box' }), ...resultOf('not-tested'), [path]: finished(id) },
      checks: [id],
      problems: [
        `${path}:23:7 Unexpected requirement ${id} with outcome not-tested in ${REPORT}, expected one of pass, fail, warning`,
      ],
    },
    {
      says: 'A requirement that stands in no specification',
      files: { ...catalogue({ testable: 'black-box' }), ...resultOf('pass'), [path]: finished('tools.list.other') },
      checks: [id],
      problems: [`${path}:23:7 Unexpected requirement tools.list.other, expected an id in ${CATALOGUE}`],
    },
    {
      says: 'Results that are no report',
      files: { ...catalogue({ testable: 'black-box' }), [REPORT]: '{}', [path]: finished(id) },
      checks: [id],
      problems: [`${path}:20:16 Unexpected file ${REPORT} without runs, expected a report`],
    },
  ],
  check({ path: from, meta, placeOf }, corpus, report) {
    const added = meta?.requirements?.adds ?? [];
    if (meta === null || added.length === 0 || !corpus.process['requirements-added-by'].includes(meta.status)) return;
    const last = meta.history.length - 1;
    const link = meta.history[last]?.evidence?.['results'];
    const file = link === undefined || link.startsWith('https:') ? null : posix.join(posix.dirname(from), link);
    const outcomes = file === null ? null : outcomesOf(corpus, file);
    // Evidence that is missing, and a file that is, are for `history-evidence`.
    if (file === null && link !== undefined)
      report({
        actual: `results at ${link}`,
        expected: 'a report in this repository, which can be read again',
        place: placeOf('history', last, 'evidence', 'results'),
      });
    if (file !== null && outcomes === null && corpus.files.exists(file))
      report({
        actual: `file ${file} without runs`,
        expected: 'a report',
        place: placeOf('history', last, 'evidence', 'results'),
      });
    for (const [index, requirement] of added.entries()) {
      const entry = corpus.requirements?.get(requirement);
      const place = placeOf('requirements', 'adds', index);
      if (entry === undefined) {
        report({ actual: `requirement ${requirement}`, expected: `an id in ${CATALOGUE}`, place });
        continue;
      }
      if (entry.testable === 'untestable' && entry.reason !== undefined) continue;
      if (corpus.checks !== null && !corpus.checks.has(requirement))
        report({
          actual: `requirement ${requirement} without a check`,
          expected: 'a check, or a reason why there can be none',
          place,
        });
      else if (outcomes !== null && !(outcomes.get(requirement) ?? []).some((outcome) => JUDGED.includes(outcome)))
        report({
          actual: `requirement ${requirement} with outcome ${outcomes.get(requirement)?.join(', ') ?? 'none'} in ${file}`,
          expected: `one of ${JUDGED.join(', ')}`,
          place,
        });
    }
  },
});

const JUDGED: readonly string[] = ['pass', 'fail', 'warning'];

/** Outcomes by requirement; null for what is no report. */
const outcomesOf = ({ files }: Corpus, file: string): ReadonlyMap<string, readonly string[]> | null => {
  try {
    const { runs } = JSON.parse(textOf(files, file) ?? '') as {
      runs?: readonly { results: readonly { requirement: string; outcome: string }[] }[];
    };
    const outcomes = new Map<string, string[]>();
    for (const { requirement, outcome } of runs?.flatMap(({ results: each }) => each) ?? []) {
      const known = outcomes.get(requirement) ?? [];
      if (!known.includes(outcome)) known.push(outcome);
      outcomes.set(requirement, known);
    }
    return runs === undefined ? null : outcomes;
  } catch {
    return null;
  }
};
