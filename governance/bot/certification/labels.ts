/** Labels that follow a submission: whether it is admissible, what assurance it reached, and what the report says. */
import type { Problem } from '../../problem.ts';
import type { Label } from '../action.ts';
import type { Submitted } from './plan.ts';

/** Labels that begin so are ours. */
export const OWNED = ['Submission: ', 'Assurance: ', 'Verdict: '] as const;
const [STATE, ASSURANCE, VERDICT] = OWNED;

const LABELS = {
  admissible: { name: `${STATE}admissible`, color: '1a7f37', description: 'Every admission rule is kept.' },
  'to mend': {
    name: `${STATE}to mend`,
    color: 'bf8700',
    description: 'An admission rule is broken; the comment says which.',
  },
  declared: { name: `${ASSURANCE}declared`, color: '6e7781', description: "The submitter's own report." },
  're-judged': {
    name: `${ASSURANCE}re-judged`,
    color: '0969da',
    description: 'Every outcome was recomputed from the transcript.',
  },
  conformant: { name: `${VERDICT}conformant`, color: '1a7f37', description: 'No MUST that was observed is broken.' },
  'conformant-with-waivers': {
    name: `${VERDICT}conformant with waivers`,
    color: '0a7ea4',
    description: 'What is broken is waived for a time.',
  },
  'not-conformant': { name: `${VERDICT}not conformant`, color: 'cf222e', description: 'A MUST is broken.' },
  'no-verdict': { name: `${VERDICT}no verdict`, color: '57606a', description: 'Too little was observed.' },
} as const satisfies Readonly<Record<string, Label>>;

export const labelsOf = (submissions: readonly Submitted[], strays: readonly Problem[]): readonly Label[] => {
  if (strays.length > 0) return [LABELS['to mend']];
  const labels = submissions.flatMap(({ problems, assurance, runs }): readonly Label[] => {
    const differs = runs.some(({ differences }) => differences !== null && differences.length > 0);
    return [
      LABELS[problems.length === 0 && !differs ? 'admissible' : 'to mend'],
      ...(assurance === null ? [] : [LABELS[assurance]]),
      // A verdict that the judge does not share is nobody's.
      ...runs.flatMap(({ report, differences }) =>
        report === null || differences?.length !== 0 ? [] : [LABELS[report.verdict]],
      ),
    ];
  });
  return [...new Map(labels.map((label) => [label.name, label])).values()];
};
