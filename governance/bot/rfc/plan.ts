/** What the bot wants of a pull request that touches RFCs, and of one that does no longer. Pure. */
import type { Problem } from '../../problem.ts';
import type { Process } from '../../process.ts';
import type { Action, Annotation } from '../action.ts';
import { code, count } from '../text.ts';
import type { RfcChange } from './change.ts';
import { renderComment } from './comment.ts';
import { labelsOf, OWNED } from './labels.ts';
import { collisionsOf, nextFree, type OpenPull } from './numbers.ts';

export interface RfcPullRequest {
  readonly number: number;
  /** Newest commit. */
  readonly head: string;
  readonly process: Process;
  readonly changes: readonly RfcChange[];
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
  /** Files of `rfcs/` on the branch that it is to be merged into. */
  readonly main: readonly string[];
  readonly others: readonly OpenPull[];
  readonly preview: string | null;
}

export const MARK = 'rfc';
export const CHECK = 'RFC rules';

const toAnnotation = ({ file, line, severity, rule, message }: Problem): Annotation => ({
  path: file,
  line,
  level: severity === 'error' ? 'failure' : 'warning',
  title: rule,
  message,
});

/** What a check says of these findings. */
export const checkOf = (problems: readonly Problem[], more: readonly string[] = []) => {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const said = [count(errors, 'error'), count(problems.length - errors, 'warning'), ...more];
  return {
    conclusion: errors + more.length === 0 ? ('success' as const) : ('failure' as const),
    title: problems.length + more.length === 0 ? 'Every rule is kept' : said.join(', '),
    annotations: problems.map(toAnnotation),
  };
};

export const planRfcPullRequest = (state: RfcPullRequest): readonly Action[] => {
  const { number: on, head, process, changes, problems, preview } = state;
  if (changes.length === 0)
    return [
      { action: 'comment', on, mark: MARK, body: null },
      { action: 'labels', on, owned: OWNED, labels: [] },
      // A check that is required has to stand on every pull request.
      {
        action: 'check',
        head,
        name: CHECK,
        conclusion: 'success',
        title: 'No RFC in this pull request',
        summary: 'There is nothing to check.',
        annotations: [],
      },
    ];
  const numbers = { process, here: { pull: on, files: state.files }, main: state.main, others: state.others };
  const collisions = collisionsOf(numbers);
  const facts = { process, changes, problems, collisions, nextFree: nextFree(numbers), preview };
  const moves = collisions.filter(({ mustMove }) => mustMove);
  const taken = moves.length === 0 ? [] : [count(moves.length, 'number that is taken', 'numbers that are taken')];
  return [
    { action: 'comment', on, mark: MARK, body: renderComment(facts) },
    { action: 'labels', on, owned: OWNED, labels: labelsOf(process, changes) },
    {
      action: 'check',
      head,
      name: CHECK,
      ...checkOf(problems, taken),
      summary: [
        `${count(changes.length, 'RFC')} in this pull request: ${changes.map(({ file }) => code(file)).join(', ')}.`,
        ...moves.map(
          ({ file, with: other, pull }) =>
            `${code(file)} has the number of ${code(other)}${pull === null ? '' : ` in #${pull}`}.`,
        ),
      ].join('\n\n'),
    },
  ];
};
