/**
 * What the bot wants to be true on GitHub. An action says how things shall be and never how to get there, so the same plan
 * carried out twice changes nothing the second time, and one that was cut off is finished by the next.
 */

export interface Label {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly description: string;
}

export type Conclusion = 'success' | 'failure' | 'neutral';

export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** One comment of ours with this mark stands on an issue or pull request, and says this; with null, none does. */
export interface CommentAction {
  readonly action: 'comment';
  readonly on: number;
  readonly mark: string;
  readonly body: string | null;
}

/** Of the labels whose names begin with one of `owned`, it has these and no others. Labels of people stay. */
export interface LabelsAction {
  readonly action: 'labels';
  readonly on: number;
  readonly owned: readonly string[];
  readonly labels: readonly Label[];
}

/** A check run of this name on this commit says this. */
export interface CheckAction {
  readonly action: 'check';
  readonly head: string;
  readonly name: string;
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/** One issue of ours with this mark is open and says this; with null, none is open. One that a person closed stays closed. */
export interface IssueAction {
  readonly action: 'issue';
  readonly mark: string;
  /** Under which the bot finds its issues again. */
  readonly label: Label;
  readonly issue: { readonly title: string; readonly body: string } | null;
}

/** A pull request from this branch offers these files. One that a person closed is not offered again. */
export interface PullRequestAction {
  readonly action: 'pull-request';
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly Label[];
  /** By path; null removes a file. */
  readonly files: Readonly<Record<string, string | null>>;
}

export type Action = CommentAction | LabelsAction | CheckAction | IssueAction | PullRequestAction;

/** The action in a line, for people. */
export const actionLine = (action: Action): string => {
  switch (action.action) {
    case 'comment':
      return `#${action.on}: ${action.body === null ? 'no comment' : 'one comment'} marked ${action.mark}`;
    case 'labels':
      return `#${action.on}: labels ${action.labels.map(({ name }) => name).join(', ') || 'none'} (of ${action.owned.join(', ')})`;
    case 'check':
      return `${action.head.slice(0, 10)}: check ${action.name}, ${action.conclusion}: ${action.title}`;
    case 'issue':
      return action.issue === null
        ? `no open issue marked ${action.mark}`
        : `an open issue marked ${action.mark}: ${action.issue.title}`;
    case 'pull-request':
      return `a pull request from ${action.branch}: ${action.title} (${Object.keys(action.files).join(', ')})`;
  }
};
