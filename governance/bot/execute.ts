/** Carries out a plan. What fails does not keep the rest from being done: each action is told with what became of it. */
import { type Action, actionLine } from './action.ts';
import { check } from './effects/check.ts';
import { comment } from './effects/comment.ts';
import { issue } from './effects/issue.ts';
import { labels } from './effects/labels.ts';
import { pullRequest } from './effects/pull-request.ts';
import { reasonOf, statusOf } from './github.ts';
import type { Target } from './target.ts';

export interface Done {
  readonly action: Action;
  /** Each change that was made, or in a dry run would be; empty when everything was so already. */
  readonly changes: readonly string[];
  /** Why it could not be done to the end. */
  readonly failure?: string;
}

/** GitHub does not know our token, so nothing can be done. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

const carryOut = (action: Action, target: Target): Promise<void> => {
  switch (action.action) {
    case 'comment':
      return comment(action, target);
    case 'labels':
      return labels(action, target);
    case 'check':
      return check(action, target);
    case 'issue':
      return issue(action, target);
    case 'pull-request':
      return pullRequest(action, target);
  }
};

/** One after the other: GitHub asks for that, and what was done can be told in order. */
export async function execute(actions: readonly Action[], target: Target): Promise<readonly Done[]> {
  const done: Done[] = [];
  for (const action of actions) {
    try {
      await carryOut(action, target);
      done.push({ action, changes: target.takeDone() });
    } catch (cause) {
      if (statusOf(cause) === 401) throw new TokenRefused('GitHub does not accept the token (401)');
      done.push({ action, changes: target.takeDone(), failure: reasonOf(cause) });
    }
  }
  return done;
}

/** What became of a plan, in lines. */
export const doneLines = (done: readonly Done[]): readonly string[] =>
  done.flatMap(({ action, changes, failure }) => [
    `${failure === undefined ? (changes.length === 0 ? '=' : '+') : '!'} ${actionLine(action)}`,
    ...changes.map((change) => `    ${change}`),
    ...(failure === undefined ? [] : [`    failed: ${failure}`]),
  ]);
