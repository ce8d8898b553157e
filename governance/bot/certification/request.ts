/** An issue of the form that requests a certification: it becomes a pull request, or is told what is missing. Pure. */
import { pathOf, SUBMISSION_FILE } from '../../../certifier/submission/folder.ts';
import type { FromForm } from '../../../certifier/submission/form.ts';
import { submissionText } from '../../../certifier/submission/make.ts';
import type { Submission } from '../../../certifier/submission/submission.ts';
import { problemLine } from '../../problem.ts';
import type { Action, Label } from '../action.ts';
import { code, count } from '../text.ts';

export const REQUEST_LABEL: Label = {
  name: 'certification',
  color: '0969da',
  description: 'Asks for a certification.',
};

export const REQUEST_MARK = 'certification request';
const OWNED = ['Request: '] as const;
const [STATE] = OWNED;
const TO_MEND: Label = {
  name: `${STATE}to mend`,
  color: 'bf8700',
  description: 'An answer is missing, or means nothing.',
};
const OFFERED: Label = { name: `${STATE}offered`, color: '1a7f37', description: 'A pull request brings it.' };

export interface CertificationRequest {
  readonly number: number;
  readonly read: FromForm;
  /** The branch that it is to be merged into. */
  readonly branch: string;
  /** Paths of `implementations/` on that branch. */
  readonly taken: readonly string[];
}

/** The folder of the first result of this version that is free. */
const freeFolder = ({ subject }: Submission, taken: readonly string[]): string => {
  const isTaken = (folder: string): boolean => taken.some((path) => path.startsWith(`${folder}/`));
  let number = 1;
  while (isTaken(pathOf(subject, number))) number += 1;
  return pathOf(subject, number);
};

const refusal = (on: number, problems: readonly string[]): readonly Action[] => [
  {
    action: 'comment',
    on,
    mark: REQUEST_MARK,
    body: [
      `${count(problems.length, 'answer')} to mend:`,
      '',
      ...problems.map((each) => `- ${code(each)}`),
      '',
      'Edit the issue above, and keep its headings as they are; this comment follows. The line is that of the issue.',
    ].join('\n'),
  },
  { action: 'labels', on, owned: OWNED, labels: [TO_MEND] },
];

export const planRequest = ({ number: on, read, branch: base, taken }: CertificationRequest): readonly Action[] => {
  if ('problems' in read) return refusal(on, read.problems.map(problemLine));
  const { submission } = read;
  const { vendor, name, version } = submission.subject;
  const folder = freeFolder(submission, taken);
  const branch = `submissions/${on}`;
  return [
    {
      action: 'pull-request',
      branch,
      base,
      title: `Submission: ${vendor}/${name} ${version}`,
      body: [
        `Made of the answers in #${on}, field by field. Closes #${on}.`,
        '',
        'It says what is to be certified. Report and transcript come from a run with `accord certify`, by whoever submits or by the programme; `accord submit` puts them into this folder.',
      ].join('\n'),
      labels: [REQUEST_LABEL],
      files: { [`${folder}/${SUBMISSION_FILE}`]: submissionText(submission) },
    },
    {
      action: 'comment',
      on,
      mark: REQUEST_MARK,
      body: `A pull request from the branch ${code(branch)} brings ${code(folder)}. What is said of it is said there; if an answer above changes, so does the branch.`,
    },
    { action: 'labels', on, owned: OWNED, labels: [OFFERED] },
  ];
};
