/** The one comment on a pull request that brings submissions. What submitters wrote is shown as code. */
import { VERDICT_MARK, VERDICT_WORD } from '../../../certifier/report/words.ts';
import { differenceText } from '../../../certifier/submission/outcomes.ts';
import { ADMISSION_RULES } from '../../../certifier/submission/rules.ts';
import { freshnessText, SEED_DAYS } from '../../../certifier/submission/seed.ts';
import type { SubmissionSubject } from '../../../certifier/submission/submission.ts';
import { type Problem, problemLine } from '../../problem.ts';
import { code, count } from '../text.ts';
import type { Submitted, SubmittedRun } from './plan.ts';

/** How many findings, and how many differences, are shown; the check has all findings. */
const SHOWN = 30;

const ASSURANCE: Readonly<Record<'declared' | 're-judged', string>> = {
  declared: '**declared**: it is the report of the submitter. No outcome here was recomputed to the same.',
  're-judged': '**re-judged**: every outcome was recomputed here, from the transcript, and is the same.',
};

const limited = (lines: readonly string[], where: string): readonly string[] => [
  ...lines.slice(0, SHOWN),
  ...(lines.length > SHOWN ? [`- … and ${lines.length - SHOWN} more${where}`] : []),
];

const runLines = ({ transport, report, differences }: SubmittedRun): readonly string[] => {
  if (report === null) return [`- ${transport}: its report cannot be read`];
  const said = report.runs.map(
    ({ revision, verdict, observed: { musts, applicable } }) =>
      `- ${transport}, ${revision}: ${VERDICT_MARK[verdict]} ${VERDICT_WORD[verdict]}, ${musts} of ${applicable} applicable MUSTs observed`,
  );
  if (differences === null) return [...said, `- ${transport}: nothing could be judged again`];
  if (differences.length === 0) return said;
  return [
    ...said,
    `- ${transport}: ${count(differences.length, 'outcome is', 'outcomes are')} not what the judge says of the transcript:`,
    ...limited(
      differences.map((each) => `  - ${code(differenceText(each))}`),
      '',
    ),
  ];
};

const rulesOf = (problems: readonly Problem[]): readonly string[] =>
  ADMISSION_RULES.filter(({ id }) => problems.some(({ rule }) => rule === id)).map(
    ({ id, sentence, fix }) => `- ${code(id)}: ${sentence} ${fix}`,
  );

const findingsOf = (problems: readonly Problem[]): readonly string[] =>
  problems.length === 0
    ? ['Every admission rule is kept.']
    : [
        `${count(problems.length, 'finding')}.`,
        '',
        ...limited(
          problems.map((each) => `- ${code(problemLine(each))}`),
          ', in the check',
        ),
        '',
        ...rulesOf(problems),
      ];

const again = (subject: SubmissionSubject | null): string => {
  if (subject?.url !== undefined)
    return 'the result says *observed service*, because there is no artifact to run again.';
  if (subject?.purl?.startsWith('pkg:npm/') === true)
    return 'its package is run again, found by its digest; where the outcomes agree, the assurance is *reproduced*.';
  return 'the assurance stays *re-judged*: of packages, only those of npm are run again by the programme.';
};

const nextOf = ({ subject, byVendor, runs, problems, assurance, brings }: Submitted): readonly string[] => {
  if (problems.length > 0 || assurance !== 're-judged')
    return ['Mend what stands above, and push; this comment follows.'];
  if (brings === 'certificate')
    return ['It brings the certificate. Once it is merged, whoever verifies finds it in the status log.'];
  if (!byVendor)
    return [
      'Once it is merged, the result is published with its evidence and a right of reply. Its makers did not ask, so there is no certificate and no badge.',
    ];
  if (runs.some(({ report }) => report?.verdict === 'not-conformant' || report?.verdict === 'no-verdict'))
    return ['Once it is merged, the result is published. A certificate is given for what is conformant.'];
  return [
    `Once a person has reviewed and merged it, ${again(subject)} Then, with the approval of the programme, the certificate is signed.`,
  ];
};

const titleOf = ({ subject, folder }: Submitted): string =>
  subject === null ? code(folder) : `${code(`${subject.vendor}/${subject.name}`)} ${code(subject.version)}`;

const assuranceLines = ({ assurance, freshness, offered, brings }: Submitted): readonly string[] => {
  const seed = freshness.is === 'fresh' || offered === null || brings === 'certificate' ? [] : seedLines(offered);
  if (assurance === null) return seed;
  return [`Assurance: ${ASSURANCE[assurance]}`, '', `Freshness: ${freshnessText(freshness)}.`, '', ...seed];
};
const seedLines = (seed: string): readonly string[] => [
  `A seed for a run of today: ${code(`accord certify --seed ${seed}`)}. It is good for ${SEED_DAYS} days.`,
  '',
];

const strayLines = (strays: readonly Problem[]): readonly string[] =>
  strays.length === 0
    ? []
    : [
        '### No submission, and a change beside the submissions',
        '',
        ...findingsOf(strays),
        '',
        '**What comes next**',
        '',
        'Mend what stands above, and push; this comment follows.',
        '',
      ];

/** Certificates are admitted by the programme alone, and whoever repeats its check says that it is. */
const commandFor = (submissions: readonly Submitted[]): string => {
  const programme = submissions.some(({ brings }) => brings === 'certificate') ? ' --programme' : '';
  return `npm run -s accord -- submit --check${programme} --base origin/main`;
};

export const renderComment = (submissions: readonly Submitted[], strays: readonly Problem[]): string =>
  [
    ...strayLines(strays),
    ...submissions.flatMap((each) => [
      `### ${titleOf(each)}`,
      '',
      ...each.runs.flatMap(runLines),
      '',
      ...assuranceLines(each),
      '**Findings**',
      '',
      ...findingsOf(each.problems),
      '',
      '**What comes next**',
      '',
      ...nextOf(each),
      '',
    ]),
    `The same on your machine: ${code(commandFor(submissions))}. Labels and this comment follow the files; they decide nothing.`,
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
